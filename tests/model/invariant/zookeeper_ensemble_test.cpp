// Live ensembles under random kills, power losses, pauses and partitions, with clients that create, set, delete, watch,
// close and expire: no checker and no client finds a broken promise (Z1 to Z7).

#include <gtest/gtest.h>

#include "tests/support/zookeeper_life.h"

namespace kafka::testing {
namespace {

class ZooKeeperEnsembleInvariants : public ::testing::TestWithParam<int> {};

TEST_P(ZooKeeperEnsembleInvariants, AreKeptUnderFaults) {
  int answers = 0;
  int events = 0;
  std::size_t writes = 0;
  std::size_t terms = 0;
  std::size_t closed = 0;
  std::size_t expired = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    SCOPED_TRACE(seed);
    ZooKeeperLife life(GetParam(), seed);
    life.disturb(15);
    if (seed % 4 == 0) life.vanish(3);
    life.disturb(5);
    life.heal();
    ASSERT_EQ(life.broken(), "") << life.first_finding();
    ASSERT_EQ(life.witnessed(), "");
    ASSERT_NE(life.fixture.leader(), 0) << "nobody leads in the end";
    answers += life.answers();
    events += life.events();
    const RecordingSink& seen = life.fixture.events;
    for (const auto& [time, e] : seen.all<ZooKeeperCommitted>()) writes += e.writes.size();
    terms += seen.count<ZooKeeperLeaderServing>();
    closed += seen.count<SessionClosed>();
    expired += seen.count<SessionExpired>();
  }
  // It was worth the while: each of them some times in every life.
  EXPECT_GT(answers, 20 * 100);
  EXPECT_GT(events, 20 * 5);
  EXPECT_GT(writes, 20u * 50u);
  EXPECT_GT(terms, 20u * 2u);
  EXPECT_GT(closed, 20u * 3u);
  EXPECT_GT(expired, 20u);
  EXPECT_GT(closed, expired / 2);
}

INSTANTIATE_TEST_SUITE_P(Sizes, ZooKeeperEnsembleInvariants, ::testing::Values(1, 3, 5));

}  // namespace
}  // namespace kafka::testing
