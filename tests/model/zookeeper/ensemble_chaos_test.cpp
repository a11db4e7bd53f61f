// Ensembles under random kills, power losses, pauses and partitions keep what they promise (invariants Z1 to Z5):
// what a client was told is done survives, one order, one leader for each epoch, all copies alike in the end.

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/support/zookeeper_faults.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Increments its own counter node, one conditional write after the other, and knows what must be true of it.
class Counter {
 public:
  Counter(ZooKeeperUser& user, const std::string& path) : user_(user), path_(path) {}

  /// Whatever its state, have one request under way.
  void poke() {
    if (user_.handle().state() == zk::KeeperState::Expired) user_.open();
    if (busy_) return;
    busy_ = true;
    user_.handle().submit(zk::GetData{.path = path_}, [this](const zk::Response& r) { on_read(r); });
  }
  [[nodiscard]] std::int32_t acknowledged() const { return acknowledged_; }
  [[nodiscard]] std::int32_t unknown() const { return unknown_; }
  [[nodiscard]] const std::string& path() const { return path_; }

 private:
  void on_read(const zk::Response& r) {
    if (r.error == zk::Error::NoNode) return write(zk::Create{.path = path_, .data = ""}, 0);
    if (r.error != zk::Error::Ok) return give_up();
    EXPECT_GE(r.stat.version, read_) << "an older state was read";
    read_ = r.stat.version;
    write(zk::SetData{.path = path_, .data = "", .version = r.stat.version}, r.stat.version + 1);
  }
  void write(const zk::Request& request, std::int32_t version) {
    user_.handle().submit(request, [this, version](const zk::Response& r) {
      if (r.error == zk::Error::Ok) {
        if (version > 0) {
          EXPECT_EQ(r.stat.version, version);
        }
        acknowledged_ = std::max(acknowledged_, version);
      } else if (r.error == zk::Error::ConnectionLoss) {
        ++unknown_;
      }
      give_up();
    });
  }
  void give_up() { busy_ = false; }

  ZooKeeperUser& user_;
  std::string path_;
  bool busy_ = false;
  std::int32_t acknowledged_ = -1;
  std::int32_t read_ = 0;
  std::int32_t unknown_ = 0;
};

class Chaos {
 public:
  Chaos(int servers, std::uint64_t seed)
      : rng_(seed),
        f_({.servers = servers, .fsync_time = 40ms, .seed = seed, .start = sim::kTimeZero - 30s}),
        servers_(servers),
        faults_(f_, servers, sim::Rng(rng_.next())) {
    f_.ensemble.start();
    for (int i = 0; i < 3; ++i) counters_.push_back(std::make_unique<Counter>(f_.connect(), "/c" + std::to_string(i)));
  }

  void run(int steps) {
    for (int i = 0; i < steps; ++i) {
      faults_.disturb();
      const auto pokes = rng_.between(1, 60);
      for (std::int64_t p = 0; p < pokes; ++p) {
        for (const auto& c : counters_) c->poke();
        f_.run(std::chrono::microseconds(rng_.between(100, 400000)));
      }
    }
    faults_.heal();
    f_.run(90s);
  }

  void judge() {
    ASSERT_NE(f_.leader(), 0) << "nobody leads in the end";
    const zk::DataTree& tree = *f_.ensemble.tree();
    for (const auto& c : counters_) {
      if (c->acknowledged() < 0) continue;
      ASSERT_TRUE(tree.exists(c->path())) << "lost: " << c->path();
      EXPECT_GE(tree.stat(c->path()).version, c->acknowledged()) << "lost: " << c->path();
      EXPECT_LE(tree.stat(c->path()).version, c->acknowledged() + c->unknown() + 1);
    }
    for (int s = 1; s <= servers_; ++s) {
      ASSERT_TRUE(f_.server(s)->serving()) << s;
      for (const auto& c : counters_) EXPECT_EQ(f_.server(s)->tree().stat(c->path()), tree.stat(c->path())) << s;
      EXPECT_EQ(f_.server(s)->last_applied(), f_.ensemble.leader()->last_applied());
    }
    judge_events();
  }
  [[nodiscard]] std::size_t commits() const { return f_.events.count<ZooKeeperCommitted>(); }
  [[nodiscard]] std::size_t terms() const { return f_.events.count<ZooKeeperLeaderServing>(); }
  [[nodiscard]] std::size_t sessions_lost() const { return f_.events.count<SessionExpired>(); }

 private:
  void judge_events() {
    Zxid last{0};
    std::map<std::string, std::int32_t> versions;
    for (const auto& [time, e] : f_.events.all<ZooKeeperCommitted>()) {
      EXPECT_GT(e.zxid, last);
      last = e.zxid;
      if (e.type == "setData") {
        EXPECT_EQ(e.version, ++versions[e.path]) << e.path;
      }
    }
    std::map<std::int32_t, ServerId> leaders;
    for (const auto& [time, e] : f_.events.all<ZooKeeperLeaderServing>()) {
      const auto [it, first] = leaders.try_emplace(e.epoch, e.server);
      EXPECT_TRUE(first || servers_ == 1) << "two leaders in epoch " << e.epoch;
    }
    std::set<SessionId> open;
    for (const RecordingSink::Seen& s : f_.events.seen) {
      if (const auto* e = std::get_if<SessionOpened>(&s.event)) {
        EXPECT_TRUE(open.insert(e->session).second);
      }
      if (const auto* e = std::get_if<SessionClosed>(&s.event)) {
        EXPECT_EQ(open.erase(e->session), 1u);
      }
      if (const auto* e = std::get_if<SessionExpired>(&s.event)) {
        EXPECT_GE(e->since_last_touch, sim::Duration(6s));
      }
    }
  }

  sim::Rng rng_;
  ZooKeeperFixture f_;
  int servers_;
  ZooKeeperFaults faults_;
  std::vector<std::unique_ptr<Counter>> counters_;
};

class EnsembleChaos : public ::testing::TestWithParam<int> {};

TEST_P(EnsembleChaos, KeepsItsPromises) {
  std::size_t commits = 0;
  std::size_t terms = 0;
  std::size_t sessions_lost = 0;
  for (std::uint64_t seed = 1; seed <= 15; ++seed) {
    SCOPED_TRACE(seed);
    Chaos chaos(GetParam(), seed);
    chaos.run(40);
    chaos.judge();
    if (HasFailure()) return;
    commits += chaos.commits();
    terms += chaos.terms();
    sessions_lost += chaos.sessions_lost();
  }
  // It was worth the while.
  EXPECT_GT(commits, 3000u);
  EXPECT_GT(terms, 30u);
  EXPECT_GT(sessions_lost, 10u);
}

INSTANTIATE_TEST_SUITE_P(Sizes, EnsembleChaos, ::testing::Values(1, 2, 3, 5));

}  // namespace
}  // namespace kafka::testing
