// How a server comes to have what its leader has, and what it must not show or count meanwhile.

#include <gtest/gtest.h>

#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using sim::StopKind;

sim::RuleGuard cut(ZooKeeperFixture& f, const std::vector<sim::HostId>& some, const std::vector<sim::HostId>& others) {
  return f.network.add_rule(std::make_unique<sim::Partition>(some, others));
}

ZooKeeperConfig patient() {
  ZooKeeperConfig config;
  config.sync_limit = 30;
  return config;
}

/// Five servers, led by 5; one client at server 1. False for seeds that put it elsewhere.
struct ClientAtServer1 {
  explicit ClientAtServer1(std::uint64_t seed)
      : f({.servers = 5, .seed = seed}, patient()), user((f.start(), f.connect(40s))) {
    f.run(2s);
  }
  [[nodiscard]] bool so() const { return user.server() == ServerId(1) && f.leader() == 5; }

  ZooKeeperFixture f;
  ZooKeeperUser& user;
};

// The leader and server 1 have logged it, the other three have not: it may yet be lost. Source:
// LearnerHandler.syncFollower (TRUNC to maxCommittedLog), Leader.startForwarding.
TEST(Synchronization, AServerThatComesBackShowsNothingThatIsNotCommitted) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ClientAtServer1 c(seed);
    if (!c.so()) continue;
    ++tried;
    ZooKeeperFixture& f = c.f;
    {
      const auto apart = cut(f, f.hosts_of({5}), f.hosts_of({2, 3, 4}));
      c.user.submit("create", node("/a"));
      f.run(100ms);
      ASSERT_FALSE(f.server(5)->tree().exists("/a")) << "two of five";
      f.host(1).stop(StopKind::kill);
      f.host(1).start();
      f.run(1s);
      ASSERT_TRUE(f.server(1)->serving());
      EXPECT_FALSE(f.server(1)->tree().exists("/a"));
    }
    f.run(5s);
    for (int s = 1; s <= 5; ++s) EXPECT_TRUE(f.server(s)->tree().exists("/a")) << s;
  }
  EXPECT_GT(tried, 0);
}

// What a server forwarded in its last life is committed in this one; its number must not be one that was given again.
TEST(Synchronization, AWriteOfAnEarlierLifeAnswersNobody) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    ClientAtServer1 c(seed);
    if (!c.so()) continue;
    ++tried;
    ZooKeeperFixture& f = c.f;
    const auto only_1 = cut(f, {c.user.host().id()}, f.hosts_of({2, 3, 4, 5}));
    {
      const auto apart = cut(f, f.hosts_of({5}), f.hosts_of({2, 3, 4}));
      c.user.submit("first", node("/a"));
      f.run(100ms);
      f.host(1).stop(StopKind::kill);
      f.host(1).start();
      f.run(100ms);
      for (int i = 0; i < 40 && c.user.handle().state() != zk::KeeperState::SyncConnected; ++i) f.run(1s);
      ASSERT_EQ(c.user.handle().state(), zk::KeeperState::SyncConnected);
      ASSERT_EQ(c.user.last().error, zk::Error::ConnectionLoss);
      for (const char* path : {"/b", "/c", "/d"}) c.user.submit("again", node(path));
      f.run(100ms);
      ASSERT_EQ(c.user.answers.size(), 1u);
    }
    f.run(5s);
    ASSERT_EQ(c.user.answers.size(), 4u);
    EXPECT_EQ(c.user.answers[1].path, "/b");
    EXPECT_EQ(c.user.answers[2].path, "/c");
    EXPECT_EQ(c.user.answers[3].path, "/d");
  }
  EXPECT_GT(tried, 0);
}

// Server 1 has promised epoch 1 to another leader, who may serve in it: it may follow server 3, but its word does not
// count for 3's epoch 1. Source: Learner.registerWithLeader (-1), Leader.waitForEpochAck.
TEST(Synchronization, AnEpochIsPromisedOnce) {
  ZooKeeperFixture f;
  zk::TxnLog log;
  log.accepted_epoch = 1;
  f.ensemble.machine(ServerId(1)).set_log(std::move(log));
  f.host(2).start();
  f.host(3).start();
  while (f.ensemble.machine(ServerId(3)).log().accepted_epoch == 0) f.run(100us);
  {
    const auto apart = cut(f, f.hosts_of({2}), f.hosts_of({3}));
    f.host(1).start();
    f.run(5s);
    EXPECT_EQ(f.state(1), "FOLLOWING");
    EXPECT_EQ(f.state(3), "LEADING");
    EXPECT_EQ(f.leader(), 0) << "only its own word counts";
  }
  f.run(1s);
  EXPECT_EQ(f.leader(), 3);
  for (int s = 1; s <= 3; ++s) EXPECT_TRUE(f.server(s)->serving()) << s;
}

}  // namespace
}  // namespace kafka::testing
