/// What must be true of a group whatever its members do: join, leave, crash, be slow, come back; while assignments are
/// lost on their way to the log and the coordinator changes.
#include <algorithm>
#include <memory>

#include <gtest/gtest.h>

#include "tests/model/group/random_member.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

class GroupPropertyTest : public ::testing::TestWithParam<int>, public testing::GroupBench {
 protected:
  GroupPropertyTest() : rng_(static_cast<std::uint64_t>(GetParam())) {
    config.group_initial_rebalance_delay_ms = 100ms;
    config.offsets_retention_check_interval_ms = 24h;  // an empty group would begin again in generation 0
    behaviour.heartbeat_while_completing = GetParam() % 3 != 0;
    behaviour.sync_timeout = GetParam() % 3 != 0;
    start();
    for (int i = 0; i < 5; ++i)
      members_.push_back(std::make_unique<testing::RandomMember>(*this, handed_out_,
                                                                 i < 2 ? "static-" + std::to_string(i) : std::string(),
                                                                 ClientId(i), sim::Rng(rng_.next())));
  }

  void disturb() {
    testing::RandomMember& member = *members_[rng_.below(members_.size())];
    const double what = rng_.unit();
    if (!member.alive()) {
      member.start();
    } else if (what < 0.2) {
      member.crash();
    } else if (what < 0.3) {
      member.leave();
    } else if (what < 0.4) {
      log.latency = sim::Duration(rng_.between(0, 3000000000));
    } else if (what < 0.5) {
      log.error = rng_.chance(0.5) ? ErrorCode::NOT_ENOUGH_REPLICAS : ErrorCode::REQUEST_TIMED_OUT;
    } else if (what < 0.6) {
      log.error = ErrorCode::NONE;
    } else if (what < 0.65) {
      log.reading = sim::Duration(rng_.between(0, 5000000000));
      coordinator().on_resignation(offsets_partition());
      coordinator().on_election(offsets_partition());
    }
  }
  void check_problems() {
    for (const auto& member : members_)
      for (const std::string& problem : member->problems()) FAIL() << problem;
  }

  sim::Rng rng_;
  testing::HandedOut handed_out_;
  std::vector<std::unique_ptr<testing::RandomMember>> members_;
};

TEST_P(GroupPropertyTest, EveryPartitionHasOneOwnerAGenerationAndNobodyIsStuck) {
  for (int step = 0; step < 300; ++step) {
    disturb();
    run_for(sim::Duration(rng_.between(0, 8000000000)));
    ASSERT_NO_FATAL_FAILURE(check_problems());
  }
  log.error = ErrorCode::NONE;
  log.latency = 10ms;
  for (const auto& member : members_) member->calm_down();
  run_for(5min);
  ASSERT_NO_FATAL_FAILURE(check_problems());
  // A static member may have been fenced by its own former id, which a new coordinator read from the log.
  const auto alive = static_cast<std::size_t>(
      std::count_if(members_.begin(), members_.end(), [](const auto& member) { return member->alive(); }));

  const GroupSummary now = summary();
  EXPECT_EQ(now.members.size(), alive);
  EXPECT_EQ(now.state, alive == 0 ? GroupState::Empty : GroupState::Stable);
  std::set<TopicPartition> owned;
  for (const auto& member : members_) {
    if (!member->alive()) continue;
    EXPECT_FALSE(member->waits()) << "every parked request is answered";
    EXPECT_TRUE(member->stable());
    EXPECT_EQ(member->generation(), now.generation);
    owned.insert(member->assignment().partitions.begin(), member->assignment().partitions.end());
  }
  const std::size_t all = alive > 0 ? testing::RandomMember::kPartitions : 0;
  EXPECT_EQ(owned.size(), all);
}

INSTANTIATE_TEST_SUITE_P(Seeds, GroupPropertyTest, ::testing::Range(1, 31));

}  // namespace
}  // namespace kafka
