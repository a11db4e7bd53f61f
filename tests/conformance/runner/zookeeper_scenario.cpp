#include "tests/conformance/runner/zookeeper_steps.h"

namespace conformance {

namespace {

using namespace std::chrono_literals;
using kafka::SessionId;
namespace zk = kafka::zk;

/// One playing of the steps.
class ZooKeeperPlay : private ZooKeeperSteps {
 public:
  ZooKeeperPlay(Fields& fields, int variation) : ZooKeeperSteps(fields, variation) {}

  void run() {
    for (const YAML::Node& step : fields_.node("steps")) {
      SCOPED_TRACE(YAML::Dump(step));
      if (step.IsMap()) {
        for (const auto& entry : step) expect(entry.first.as<std::string>(), entry.second.as<std::string>());
      } else {
        act(step.as<std::string>());
      }
      if (::testing::Test::HasFatalFailure()) return;
    }
  }
  /// What "may or may not" came to.
  [[nodiscard]] std::optional<bool> outcome() const { return outcome_; }

 private:
  // ---- expectations

  void expect(const std::string& who, const std::string& what) {
    if (mentions(who, {"receives", "gets", "is told"})) return expect_events(who, what);
    if (mentions(who, {"reads"})) return expect_reading(who, what);
    if (mentions(who, {"after expiry"})) return expect_closed(what);
    if (mentions(who, {"after commit"})) return expect_nodes(what);
    if (who == "registration") return expect_registration(what);
    if (mentions(who, {"session"})) return expect_session(what);
    if (mentions(who, {"leader"})) return expect_no_leader(what);
    if (mentions(what, {"refuse", "reject", "closes", "turned away", "drops the connection"})) return expect_refused();
    if (mentions(who, {"result", "create", "write", "set"})) return expect_result(what);
    if (mentions(who, {"client"})) return expect_error(who, what);
    if (!who.empty() && who.front() == '/') return expect_node(who, what);
    throw fields_.error("has an expectation this runner does not know: " + who);
  }

  void expect_events(const std::string& who, const std::string& what) {
    ZooKeeperUser& u = acting(who);
    std::vector<std::string> wanted;
    static const std::regex kEvent(
        "(Node(?:Created|Deleted|DataChanged|ChildrenChanged)|Expired|Disconnected|SyncConnected)");
    for (std::sregex_iterator it(what.begin(), what.end(), kEvent), end; it != end; ++it) wanted.push_back((*it)[1]);
    const bool nothing = mentions(what, {"nothing", "none", "no event"});
    if (wanted.empty() && !nothing) return expect_result(what);
    std::vector<std::string> seen;
    const bool states = mentions(what, {"expired", "connected"});
    for (const std::string& line : u.take()) {
      const bool event = line.rfind("Node", 0) == 0;
      const bool asked = line != "Disconnected" || mentions(what, {"disconnected"});
      if (event || (states && asked)) seen.push_back(line);
    }
    ASSERT_EQ(seen.size(), nothing ? 0 : wanted.size()) << ::testing::PrintToString(seen);
    const std::vector<std::string> where = paths(what);
    for (std::size_t i = 0; i < wanted.size() && !nothing; ++i) {
      EXPECT_EQ(seen[i].substr(0, wanted[i].size()), wanted[i]);
      if (where.size() == wanted.size()) {
        EXPECT_EQ(seen[i], wanted[i] + " " + where[i]);
      }
    }
  }

  void expect_reading(const std::string& who, const std::string& what) {
    ZooKeeperUser& u = user(actor_in(who));
    const std::string p = path(what, path_);
    if (!mentions(what, {"children"})) {
      const zk::Response r = ask(u, zk::GetData{.path = p});
      if (mentions(what, {"nonode", "nothing", "is gone"})) {
        EXPECT_EQ(r.error, zk::Error::NoNode);
        return;
      }
      std::smatch m;
      ASSERT_TRUE(std::regex_search(what, m, std::regex("([A-Za-z0-9_-]+)\\s*$"))) << what;
      EXPECT_EQ(r.data, m[1].str());
      return;
    }
    const zk::Response r = ask(u, zk::GetChildren{.path = p});
    EXPECT_FALSE(r.children.empty());
    const std::size_t without = what.find("without");
    if (without == std::string::npos) throw fields_.error("expects children this runner does not know: " + what);
    static const std::regex kNumber("\\d+");
    const std::string gone = what.substr(without);
    for (std::sregex_iterator it(gone.begin(), gone.end(), kNumber), end; it != end; ++it)
      EXPECT_EQ(std::count(r.children.begin(), r.children.end(), it->str()), 0) << it->str();
  }

  /// "closeSession commits through the quorum; /controller is deleted in that transaction"
  void expect_closed(const std::string& what) {
    ASSERT_NE(last_, nullptr);
    const std::string p = path(what);
    ask(*admin_, zk::Exists{.path = p, .watch = true});
    ASSERT_EQ(response_.error, zk::Error::Ok);
    run_until_closed(*last_);
    EXPECT_FALSE(exists(p));
    const auto closed = world_.events.all<kafka::SessionClosed>();
    ASSERT_FALSE(closed.empty());
    EXPECT_GE(closed.back().second.ephemerals, 1);
    kafka::Zxid closing{0};
    for (const auto& [time, e] : world_.events.all<kafka::ZooKeeperCommitted>())
      if (e.type == "closeSession" && e.session == closed.back().second.session) closing = e.zxid;
    const auto fired = world_.events.all<kafka::WatchFired>();
    ASSERT_FALSE(fired.empty());
    EXPECT_EQ(fired.back().second.zxid, closing) << "in that transaction";
    EXPECT_GE(world_.events.count<kafka::SessionExpired>(), 1u);
  }

  /// "/a is gone", "/a exists"
  void expect_nodes(const std::string& what) {
    for (const std::string& p : paths(what))
      EXPECT_EQ(exists(p), !mentions(what, {"gone", "deleted", "not exist"})) << p;
    EXPECT_EQ(world_.events.count<kafka::SessionExpired>(), 0u);
  }

  void expect_no_leader(const std::string& what) {
    if (!mentions(what, {"steps down", "looking", "stops", "shuts down", "none"}))
      throw fields_.error("expects of a leader what this runner does not know: " + what);
    EXPECT_EQ(world_.leader(), 0);
  }
  void expect_refused() {
    ASSERT_NE(last_, nullptr);
    EXPECT_EQ(world_.state(1), "FOLLOWING") << "it does not know yet that it is behind";
    EXPECT_EQ(last_->handle().state(), zk::KeeperState::Disconnected);
  }

  void expect_session(const std::string& what) {
    if (!last_) {
      EXPECT_EQ(world_.events.count<kafka::SessionExpired>(), 0u);
      EXPECT_TRUE(mentions(what, {"full timeout", "kept", "none", "nothing", "not expire", "no session", "survive"}));
      return;
    }
    if (mentions(what, {"expired", "timeout 0", "new session", "is gone"})) {
      EXPECT_EQ(last_->handle().state(), zk::KeeperState::Expired);
      EXPECT_FALSE(exists("/kept"));
      return;
    }
    if (last_->host().stopped()) throw fields_.error("asks for the session of a client that is down");
    if (session_ == kafka::kNoSession) session_ = sessions_of(*last_);
    if (!mentions(what, {"same", "kept", "survive", "full timeout", "not expire", "nothing expires"}))
      throw fields_.error("expects of a session what this runner does not know: " + what);
    EXPECT_EQ(last_->handle().state(), zk::KeeperState::SyncConnected);
    EXPECT_EQ(last_->session(), session_);
    if (!mentions(what, {"ephemeral", "watch"})) return;
    EXPECT_TRUE(exists("/kept"));
    last_->take();
    ask(*admin_, zk::SetData{.path = "/kept", .data = "changed"});
    world_.run(100ms);
    EXPECT_EQ(last_->take(), std::vector<std::string>{"NodeDataChanged /kept"});
  }

  static const std::vector<std::pair<std::string, zk::Error>>& errors() {
    static const std::vector<std::pair<std::string, zk::Error>> kErrors = [] {
      std::vector<std::pair<std::string, zk::Error>> all;
      for (const zk::Error e :
           {zk::Error::ConnectionLoss, zk::Error::BadArguments, zk::Error::NoNode, zk::Error::BadVersion,
            zk::Error::NoChildrenForEphemerals, zk::Error::NodeExists, zk::Error::NotEmpty, zk::Error::SessionExpired})
        all.emplace_back(zk::name_of(e), e);
      return all;
    }();
    return kErrors;
  }
  std::optional<zk::Error> error_in(const std::string& what) {
    for (const auto& [name, error] : errors())
      if (what.find(name) != std::string::npos) return error;
    if (mentions(what, {"success", "succeed", "ok", "done", "applied"})) return zk::Error::Ok;
    return std::nullopt;
  }
  void expect_result(const std::string& what) {
    const auto wanted = error_in(what);
    if (!wanted && path(what).empty()) throw fields_.error("expects a result this runner does not know: " + what);
    if (!wanted) {
      EXPECT_EQ(response_.path, path(what));
      return;
    }
    EXPECT_EQ(zk::name_of(response_.error), zk::name_of(*wanted));
    for (const std::string& p : paths(what))
      if (mentions(what, {"neither", "not exist", "nothing exists"})) {
        EXPECT_FALSE(exists(p)) << p;
      }
    if (!mentions(what, {"unchanged"})) return;
    for (const std::string& p : paths(what)) EXPECT_EQ(ask(*admin_, zk::GetData{.path = p}).stat, before_[p]) << p;
  }
  void expect_error(const std::string& who, const std::string& what) {
    if (mentions(what, {"expired"}) && last_ && !last_->host().stopped()) {
      EXPECT_EQ(last_->handle().state(), zk::KeeperState::Expired);
      return;
    }
    const auto wanted = error_in(what);
    if (!wanted) throw fields_.error("expects an error this runner does not know: " + what);
    ZooKeeperUser& u = last_ ? *last_ : *(last_ = &late_user(actor_in(who)));
    EXPECT_EQ(zk::name_of(ask(u, zk::Create{.path = "/asked", .data = ""}).error), zk::name_of(*wanted));
  }
  /// A client of an ensemble that may not serve anybody.
  ZooKeeperUser& late_user(const std::string& name) {
    ZooKeeperUser*& u = users_[name];
    if (!u) u = &world_.connect();
    return *u;
  }

  void expect_registration(const std::string& what) {
    ASSERT_NE(last_, nullptr);
    const zk::Create node{.path = "/brokers/ids/1", .data = "", .mode = zk::CreateMode::ephemeral};
    const auto wanted = error_in(what);
    if (!wanted) throw fields_.error("expects of a registration what this runner does not know: " + what);
    EXPECT_EQ(zk::name_of(ask(*last_, node).error), zk::name_of(*wanted));
    if (*wanted != zk::Error::NodeExists) return;
    const SessionId owner = ask(*last_, zk::GetData{.path = node.path}).stat.ephemeral_owner;
    if (mentions(what, {"own session", "same session"})) {
      EXPECT_EQ(owner, last_->session());
      return;
    }
    EXPECT_EQ(owner, session_) << "a foreign owner";
    EXPECT_NE(session_, last_->session());
    if (!mentions(what, {"once", "after", "until"})) return;
    for (int i = 0; i < 300 && world_.ensemble.tree()->has_session(session_); ++i) world_.run(100ms);
    EXPECT_EQ(zk::name_of(ask(*last_, node).error), "Ok");
  }

  void expect_node(const std::string& p, const std::string& what) {
    world_.run(5s);
    if (mentions(what, {"may or may not"})) {
      if (unsure_) outcome_ = exists(p);
      return;
    }
    const bool absent = mentions(what, {"not exist", "gone", "absent", "deleted", "missing"});
    EXPECT_EQ(exists(p), !absent);
    if (absent || mentions(what, {"exists", "is there"})) return;
    std::smatch m;
    ASSERT_TRUE(std::regex_search(what, m, std::regex("([A-Za-z0-9_-]+)\\s*$"))) << what;
    EXPECT_EQ(ask(*admin_, zk::GetData{.path = p}).data, m[1].str());
  }

  std::optional<bool> outcome_;
};

}  // namespace

void run_zookeeper_scenario(Fields& fields) {
  std::string all;
  for (const YAML::Node& step : fields.node("steps")) all += YAML::Dump(step);
  if (!mentions(all, {"may or may not"})) return ZooKeeperPlay(fields, 0).run();
  // Both must be possible, by the moment at which it happens.
  std::set<bool> outcomes;
  for (int variation = 0; variation < 16; ++variation) {
    ZooKeeperPlay play(fields, variation);
    play.run();
    if (play.outcome()) outcomes.insert(*play.outcome());
  }
  EXPECT_EQ(outcomes.size(), 2u) << "it never exists, or it always does";
}

}  // namespace conformance
