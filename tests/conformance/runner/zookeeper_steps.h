#pragma once
/// What the clients and servers of a scenario do.

#include <memory>

#include "sim/net/rules.h"
#include "tests/conformance/runner/zookeeper_world.h"

namespace conformance {

/// `variation` shifts what the words leave open: when exactly a connection drops.
class ZooKeeperSteps : protected ZooKeeperWorld {
 protected:
  ZooKeeperSteps(Fields& fields, int variation) : ZooKeeperWorld(fields), variation_(variation) {}

  // ---- steps: each may hold several deeds

  void act(const std::string& text) {
    if (mentions(text, {"stored version of"})) return;  // seen to already
    if (mentions(text, {"quorum"}))
      return mentions(text, {"return", "restored", "back", "again"}) ? give_quorum() : lose_quorum(text);
    if (mentions(text, {"seen zxid", "has seen"})) return see_more_than_server_1(text);
    if (mentions(text, {"server"}) && mentions(text, {"behind", "older", "whose last zxid", "lagging"})) return;
    if (mentions(text, {"leader"}) && mentions(text, {"new", "fail", "dies", "killed", "crash"})) return fail_over();
    if (mentions(text, {"multi ", "multi["})) return multi(text);
    if (mentions(text, {"reconnect"})) return reconnect(text);
    if (mentions(text, {"restarts", "starts again"})) return restart(text);
    if (mentions(text, {"connection drops", "connection is lost", "connection breaks"})) return drop_unanswered(text);
    if (mentions(text, {"loses its server", "disconnect", "loses its connection", "cut off"})) return cut_off(text);
    if (mentions(text, {"expire"})) return expire(text);
    if (mentions(text, {"crash", "stops sending", "vanishes", "dies", "is killed", "hangs"}))
      return acting(text).host().stop(sim::StopKind::kill);
    if (mentions(text, {"close"})) {
      ZooKeeperUser& u = acting(text);
      u.close();
      return world_.run(std::chrono::milliseconds(100));
    }
    request(text);
  }

  void request(const std::string& text) {
    const std::string p = path(text);
    if (p.empty()) throw fields_.error("has a step this runner does not know: " + text);
    const bool watch = mentions(text, {"watch"});
    ZooKeeperUser& u = acting(text);
    if (u.host().stopped()) start(u);
    if (mentions(text, {"sync"})) insist(u, kafka::zk::Sync{.path = p});
    if (mentions(text, {"getchildren", "children"})) {
      ensure(p);
      return done(p, insist(u, kafka::zk::GetChildren{.path = p, .watch = watch}));
    }
    if (mentions(text, {"exists"})) return done(p, insist(u, kafka::zk::Exists{.path = p, .watch = watch}));
    if (mentions(text, {"getdata", "reads", "read "})) {
      if (watch && !deleted_.contains(p) && !created_.contains(p)) ensure(p);
      return done(p, insist(u, kafka::zk::GetData{.path = p, .watch = watch}));
    }
    if (mentions(text, {"setdata", "set ", "writes", "changes"})) {
      if (!deleted_.contains(p) && !created_.contains(p)) ensure(p);
      const auto version = static_cast<std::int32_t>(number_after(text, "version").value_or(kafka::zk::kAnyVersion));
      return done(p, insist(u, kafka::zk::SetData{.path = p, .data = value_in(text), .version = version}));
    }
    if (mentions(text, {"delete"})) {
      deleted_.insert(p);
      const auto version = static_cast<std::int32_t>(number_after(text, "version").value_or(kafka::zk::kAnyVersion));
      return done(p, insist(u, kafka::zk::Delete{.path = p, .version = version}));
    }
    if (!mentions(text, {"create", "register"})) throw fields_.error("has a step this runner does not know: " + text);
    ensure_parent(p);
    deleted_.erase(p);
    done(p, insist(u, kafka::zk::Create{.path = p, .data = value_in(text), .mode = mode_in(text)}));
  }
  static kafka::zk::CreateMode mode_in(const std::string& text) {
    const bool sequential = mentions(text, {"sequential"});
    if (mentions(text, {"ephemeral", "register", "/controller "}))
      return sequential ? kafka::zk::CreateMode::ephemeral_sequential : kafka::zk::CreateMode::ephemeral;
    return sequential ? kafka::zk::CreateMode::persistent_sequential : kafka::zk::CreateMode::persistent;
  }
  void done(const std::string& p, kafka::zk::Response response) {
    path_ = p;
    response_ = std::move(response);
    world_.run(std::chrono::milliseconds(100));
  }

  /// "multi [check /a version 5, setData /b]"
  void multi(const std::string& text) {
    kafka::zk::Multi multi;
    const std::string inside = text.substr(text.find('[') + 1, text.find(']') - text.find('[') - 1);
    for (const std::string& clause : clauses(inside)) {
      const std::string p = path(clause);
      const auto version = static_cast<std::int32_t>(number_after(clause, "version").value_or(kafka::zk::kAnyVersion));
      if (!mentions(clause, {"create"}) && !known_absent(p)) ensure(p);
      before_[p] = ask(*admin_, kafka::zk::GetData{.path = p}).stat;
      if (mentions(clause, {"check"})) {
        multi.ops.emplace_back(kafka::zk::Check{.path = p, .version = version});
      } else if (mentions(clause, {"setdata", "set "})) {
        multi.ops.emplace_back(kafka::zk::SetData{.path = p, .data = "written", .version = version});
      } else if (mentions(clause, {"delete"})) {
        multi.ops.emplace_back(kafka::zk::Delete{.path = p, .version = version});
      } else if (mentions(clause, {"create"})) {
        ensure_parent(p);
        multi.ops.emplace_back(kafka::zk::Create{.path = p, .data = value_in(clause), .mode = mode_in(clause)});
      } else {
        throw fields_.error("has an operation this runner does not know: " + clause);
      }
    }
    done(path(text), ask(acting(text), multi));
  }
  /// Does the case say of it that it is not there?
  [[nodiscard]] bool known_absent(const std::string& p) const {
    return mentions(wants_, {"nonode"}) && !mentions(wants_, {p + " unchanged"});
  }

  void expire(const std::string& text) {
    ZooKeeperUser& u = user(actor_in(text), text);
    if (!u.host().stopped()) u.host().stop(sim::StopKind::kill);
    run_until_closed(u);
  }
  void run_until_closed(ZooKeeperUser& u) {
    const kafka::SessionId session = sessions_of(u);
    for (int i = 0; i < 600; ++i) {
      const kafka::zk::DataTree* tree = world_.ensemble.tree();
      if (tree && !tree->has_session(session)) return world_.run(std::chrono::milliseconds(100));
      world_.run(std::chrono::milliseconds(100));
    }
    ADD_FAILURE() << "the session does not end";
  }
  /// The session its host opened last, also of one that is down.
  kafka::SessionId sessions_of(ZooKeeperUser& u) {
    kafka::SessionId last = kafka::kNoSession;
    for (const auto& [time, e] : world_.events.all<kafka::SessionOpened>())
      if (e.owner == u.host().id()) last = e.session;
    return last;
  }

  void lose_quorum(const std::string& text) {
    // The clients' servers stay up, as far as may be.
    for (int s = 1, stopped = 0; s <= 3 && stopped < 2; ++s)
      if (last_ == nullptr || last_->server() != kafka::ServerId(s) || stopped + 3 - s < 2) {
        world_.host(s).stop(sim::StopKind::kill);
        ++stopped;
      }
    quorum_lost_ = true;
    world_.run(std::chrono::milliseconds(5000) + length_in(text));
  }
  void give_quorum() {
    world_.ensemble.start();
    quorum_lost_ = false;
    world_.run(std::chrono::milliseconds(5000));
  }
  /// Server 1 hears nothing of the others any more; the client's own server dies, and only server 1 can be reached.
  void see_more_than_server_1(const std::string& text) {
    ZooKeeperUser* u = &acting(text);
    for (int n = 0; u->server() == kafka::ServerId(1) && n < 5; ++n)
      u = last_ = &user("client of another server " + std::to_string(n));
    cut_.emplace(
        world_.network.add_rule(std::make_unique<sim::Partition>(world_.hosts_of({1}), world_.hosts_of({2, 3}))));
    ASSERT_EQ(ask(*u, kafka::zk::Create{.path = "/seen", .data = ""}).error, kafka::zk::Error::Ok);
    world_.host(u->server().value()).stop(sim::StopKind::kill);
    world_.run(std::chrono::milliseconds(10));
    apart_.emplace(world_.network.add_rule(
        std::make_unique<sim::Partition>(std::vector<sim::HostId>{u->host().id()}, world_.hosts_of({2, 3}))));
    u->take();
    world_.run(std::chrono::milliseconds(7000));
  }
  void fail_over() {
    world_.host(world_.leader()).stop(sim::StopKind::kill);
    world_.run(std::chrono::milliseconds(3000));
  }

  /// Its server dies at t = 0; from then on nothing reaches the client until it reconnects.
  void cut_off(const std::string& text) {
    ZooKeeperUser& u = acting(text);
    prepare_to_keep(u);
    session_ = u.session();
    lost_at_ = world_.scheduler.now();
    world_.host(u.server().value()).stop(sim::StopKind::kill);
    world_.run(std::chrono::milliseconds(10));
    cut_.emplace(world_.network.add_rule(
        std::make_unique<sim::Partition>(std::vector<sim::HostId>{u.host().id()}, std::vector<sim::HostId>{})));
  }
  /// What the case says is kept must be there.
  void prepare_to_keep(ZooKeeperUser& u) {
    if (mentions(wants_, {"ephemeral"})) {
      ask(u, kafka::zk::Create{.path = "/kept", .data = "", .mode = kafka::zk::CreateMode::ephemeral});
      ask(u, kafka::zk::GetData{.path = "/kept", .watch = true});
    }
  }
  void reconnect(const std::string& text) {
    ZooKeeperUser& u = acting(text);
    if (const auto at = number_after(text, "\\bt")) {
      const sim::SimTime then = lost_at_ + std::chrono::milliseconds(*at);
      if (then > world_.scheduler.now()) world_.scheduler.run_until(then);
    }
    cut_.reset();
    for (int i = 0; i < 400 && u.handle().state() == kafka::zk::KeeperState::Disconnected; ++i)
      world_.run(std::chrono::milliseconds(10));
    world_.run(std::chrono::milliseconds(10));
  }

  void start(ZooKeeperUser& u) {
    u.host().start();
    world_.run(std::chrono::milliseconds(1000));
  }
  void restart(const std::string& text) {
    ZooKeeperUser& u = acting(text);
    session_ = sessions_of(u);
    if (!u.host().stopped()) u.host().stop(sim::StopKind::kill);
    world_.run(length_in(text));
    start(u);
    EXPECT_NE(u.session(), session_);
  }

  /// "client sends create /x, connection drops before the answer"
  void drop_unanswered(const std::string& text) {
    const std::string p = path(text, "/x");
    ensure_parent(p);
    ZooKeeperUser& u = acting(text);
    path_ = p;
    u.take();
    u.submit("unsure", kafka::zk::Create{.path = p, .data = "", .mode = mode_in(text)});
    world_.run(std::chrono::microseconds(500 * variation_));
    world_.host(u.server().value()).stop(sim::StopKind::kill);
    for (int i = 0; i < 100 && u.answers.empty(); ++i) world_.run(std::chrono::milliseconds(10));
    ASSERT_FALSE(u.answers.empty());
    if (u.last().error == kafka::zk::Error::Ok) return;  // this time the answer was faster
    EXPECT_EQ(u.last().error, kafka::zk::Error::ConnectionLoss);
    unsure_ = true;
  }

  int variation_;
  std::optional<sim::RuleGuard> cut_;
  std::optional<sim::RuleGuard> apart_;
  std::map<std::string, kafka::zk::Stat> before_;
  std::set<std::string> deleted_;
  std::string path_;
  kafka::zk::Response response_;
  kafka::SessionId session_ = kafka::kNoSession;  ///< before it was lost
  sim::SimTime lost_at_{};
  bool unsure_ = false;
};

}  // namespace conformance
