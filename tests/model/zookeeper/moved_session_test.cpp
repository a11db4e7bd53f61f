// A session on its way from one server to another.

#include <gtest/gtest.h>

#include "sim/net/rules.h"
#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

zk::SetData set(const std::string& data) { return {.path = "/n", .data = data}; }

// What the client asked through a connection that it gave up reaches the leader after what it asked next: it is
// refused. Source: SessionTrackerImpl.checkSession (SessionMovedException).
TEST(MovedSession, AWriteThatWasLeftBehindDoesNotOvertake) {
  int tried = 0;
  for (std::uint64_t seed = 1; seed <= 12; ++seed) {
    ZooKeeperConfig patient;
    patient.sync_limit = 60;
    ZooKeeperFixture f({.seed = seed}, patient);
    f.start();
    ZooKeeperUser& user = f.connect(18s);
    f.run(2s);
    if (f.leader() != 3 || user.server() != ServerId(1)) continue;
    ++tried;
    user.submit("create", zk::Create{.path = "/n", .data = ""});
    f.run(1s);
    const auto slow = f.network.add_rule(std::make_unique<sim::SlowLink>(
        f.hosts_of({1}), f.hosts_of({3}), sim::SlowLinkConfig{.delay = 30s, .jitter = {}, .rate = {}}, sim::Rng(1)));
    user.submit("old", set("old"));
    f.run(10ms);
    const auto cut = f.network.add_rule(
        std::make_unique<sim::Partition>(std::vector<sim::HostId>{user.host().id()}, f.hosts_of({1})));
    // Its read timeout is 12 s, the next server takes it within 6 s and the pauses around them.
    for (int i = 0; i < 25 && (user.server() == ServerId(1) || user.handle().state() != zk::KeeperState::SyncConnected);
         ++i)
      f.run(1s);
    ASSERT_EQ(user.last().error, zk::Error::ConnectionLoss);
    user.submit("new", set("new"));
    f.run(100ms);
    ASSERT_EQ(user.last().error, zk::Error::Ok);
    EXPECT_EQ(*f.ensemble.tree()->data("/n"), "new");
    EXPECT_EQ(user.last().stat.version, 1);
    f.run(40s);
    EXPECT_EQ(*f.ensemble.tree()->data("/n"), "new");
    user.submit("newer", set("newer"));
    f.run(100ms);
    EXPECT_EQ(user.last().error, zk::Error::Ok);
    EXPECT_EQ(user.last().stat.version, 2);
  }
  EXPECT_GT(tried, 0);
}

}  // namespace
}  // namespace kafka::testing
