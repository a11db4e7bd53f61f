// Each deliberate bug of ZooKeeper is seen: by which checkers, and by which clients.

#include <gtest/gtest.h>

#include "tests/support/zookeeper_life.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using sim::StopKind;

ZooKeeperConfig config_with(Mutation mutation) {
  ZooKeeperConfig config;
  config.mutation = mutation;
  return config;
}

/// The same life with and without the bug. Without it nothing may be found: the bug is what bites.
class ZooKeeperMutation : public ::testing::Test {
 protected:
  struct Found {
    std::string checkers;
    std::string clients;
    std::string first;  ///< of the checkers'
  };
  template <class Story>
  Found found(Mutation mutation, Story story, int servers = 3) {
    ZooKeeperLife sound(servers, 1);
    story(sound);
    EXPECT_EQ(sound.broken(), "") << sound.first_finding();
    EXPECT_EQ(sound.witnessed(), "");
    return found_with(config_with(mutation), story, servers);
  }
  template <class Story>
  Found found_with(const ZooKeeperConfig& config, Story story, int servers = 3) {
    ZooKeeperLife life(servers, 1, config);
    story(life);
    const auto& all = life.invariants.violations();
    return {life.broken(), life.witnessed(), all.empty() ? "" : std::string(all.front().name)};
  }
};

/// The leader, cut off, says yes to its own clients; the others elect another one.
void lose_a_lonely_leader(ZooKeeperLife& life) {
  life.bustle(50);
  const auto apart = life.fixture.network.add_rule(
      std::make_unique<sim::Partition>(life.fixture.hosts_of({3}), life.fixture.hosts_of({1, 2})));
  life.bustle(100);
  life.fixture.run(20s);
  life.bustle(50);
  life.fixture.run(20s);
}
void change_leaders(ZooKeeperLife& life) {
  for (int i = 0; i < 2; ++i) {
    life.bustle(20);
    const int leader = life.fixture.leader();
    life.fixture.host(leader).stop(StopKind::kill);
    life.fixture.run(10s);
    life.fixture.host(leader).start();
    life.fixture.run(10s);
  }
  life.bustle(20);
}
void just_live(ZooKeeperLife& life) { life.bustle(300); }
void lose_a_client(ZooKeeperLife& life) {
  life.bustle(100);
  life.vanish(0);
  life.fixture.run(20s);
  life.bustle(20);
}

TEST_F(ZooKeeperMutation, ACommitWithoutAQuorumIsLost) {
  const Found f = found(Mutation::ack_without_quorum, lose_a_lonely_leader);
  // What is lost is written again: versions begin anew, ephemeral nodes seem to have two owners.
  EXPECT_EQ(f.checkers, "Z1 Z3 Z5");
  EXPECT_EQ(f.first, "Z3");
  EXPECT_EQ(f.clients, "");
}

TEST_F(ZooKeeperMutation, TwoLeadersShareAnEpoch) {
  const Found f = found(Mutation::serve_without_epoch, change_leaders);
  EXPECT_EQ(f.checkers, "Z4");
  EXPECT_EQ(f.clients, "Z2") << "zxids are given twice";
}

TEST_F(ZooKeeperMutation, AVersionStandsStill) {
  const Found f = found(Mutation::keep_version, just_live);
  EXPECT_EQ(f.checkers, "Z1");
  EXPECT_EQ(f.clients, "");
}

TEST_F(ZooKeeperMutation, EphemeralNodesOutliveTheirSession) {
  const Found f = found(Mutation::lose_ephemerals, lose_a_client);
  EXPECT_EQ(f.checkers, "Z5");
  EXPECT_EQ(f.clients, "");
}

TEST_F(ZooKeeperMutation, ASessionExpiresEarly) {
  const Found f = found(Mutation::expire_early, lose_a_client);
  EXPECT_EQ(f.checkers, "Z5");
  EXPECT_EQ(f.clients, "");
}

TEST_F(ZooKeeperMutation, AWatchFiresTwice) {
  const Found f = found(Mutation::fire_watches_twice, just_live);
  EXPECT_EQ(f.checkers, "Z6");
  EXPECT_EQ(f.clients, "Z6");
}

// No event tells who has read what.
TEST_F(ZooKeeperMutation, AWatchFiresAfterItsChangeWasRead) {
  const Found f = found(Mutation::fire_watches_late, just_live);
  EXPECT_EQ(f.checkers, "");
  EXPECT_EQ(f.clients, "Z6");
}

TEST_F(ZooKeeperMutation, AFollowerShowsWhatIsNotCommitted) {
  const Found f = found(Mutation::apply_proposals, just_live);
  EXPECT_EQ(f.checkers, "Z6") << "watches fire for what is not committed";
  EXPECT_EQ(f.clients, "Z2");
}

// Half a multi is committed like a smaller one: each of its writes is right by itself.
TEST_F(ZooKeeperMutation, HalfAMultiIsCarriedOut) {
  const Found f = found(Mutation::split_multi, just_live);
  EXPECT_EQ(f.checkers, "");
  EXPECT_EQ(f.clients, "Z7");
}

// Not a bug but a setting: what was acknowledged from the page cache is gone with the power.
TEST_F(ZooKeeperMutation, WithoutForceSyncABlackOutTakesWhatWasCommitted) {
  const auto black_out = [](ZooKeeperLife& life) {
    life.bustle(100);
    life.faults.black_out();
    life.fixture.run(30s);
    life.bustle(20);
  };
  ZooKeeperConfig careless;
  careless.force_sync = false;
  EXPECT_EQ(found(Mutation::none, black_out).checkers, "");
  EXPECT_EQ(found_with(careless, black_out).checkers, "Z3");
}

}  // namespace
}  // namespace kafka::testing
