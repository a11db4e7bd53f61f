#include "model/controller/auto_rebalance.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

constexpr BrokerId kFirst{1};
constexpr BrokerId kSecond{2};
constexpr TopicId kTopic{0};

TopicPartition partition(std::int32_t p) { return {kTopic, PartitionId(p)}; }

/// Two brokers; both are live and in sync in all partitions.
class AutoRebalance : public ::testing::Test {
 protected:
  AutoRebalance() {
    context_.topics = {kTopic};
    context_.add_live_broker(kFirst, {});
    context_.add_live_broker(kSecond, {});
  }
  void add(std::int32_t p, BrokerId preferred, BrokerId leader) {
    const BrokerId other = preferred == kFirst ? kSecond : kFirst;
    context_.set_assignment(partition(p), {.replicas = {preferred, other}});
    lead(p, leader, {kFirst, kSecond});
  }
  void lead(std::int32_t p, BrokerId leader, std::vector<BrokerId> isr) {
    PartitionState state;
    state.leader = leader;
    state.isr = std::move(isr);
    context_.set_leadership(partition(p), state);
  }

  using Due = std::map<BrokerId, std::vector<TopicPartition>>;
  ControllerContext context_;
};

TEST_F(AutoRebalance, EachBrokerIsJudgedOnThePartitionsItShouldLead) {
  add(0, kFirst, kFirst);
  add(1, kFirst, kSecond);
  add(2, kSecond, kSecond);
  add(3, kSecond, kFirst);
  add(4, kSecond, kSecond);
  add(5, kSecond, kSecond);
  EXPECT_EQ(preferred_elections_due(context_, 25), (Due{{kFirst, {partition(1)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 24), (Due{{kFirst, {partition(1)}}, {kSecond, {partition(3)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 50), Due{});
}

TEST_F(AutoRebalance, APartitionWithoutLeadershipCountsAsLed) {
  add(0, kFirst, kSecond);
  context_.set_assignment(partition(1), {.replicas = {kFirst, kSecond}});
  EXPECT_EQ(preferred_elections_due(context_, 49), (Due{{kFirst, {partition(0)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 50), Due{});
}

TEST_F(AutoRebalance, OnlyWhoCanLeadIsElected) {
  add(0, kFirst, kSecond);
  add(1, kFirst, kSecond);
  lead(0, kSecond, {kSecond});
  EXPECT_EQ(preferred_elections_due(context_, 10), (Due{{kFirst, {partition(1)}}}));
  context_.offline_dirs[kFirst].insert(partition(1));
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
  context_.offline_dirs.clear();
  context_.shutting_down.insert(kFirst);
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
}

TEST_F(AutoRebalance, AnyReassignmentPutsOffAllElectionsUntil33) {
  add(0, kFirst, kSecond);
  add(1, kSecond, kSecond);
  context_.being_reassigned.insert(partition(1));
  EXPECT_EQ(preferred_elections_due(context_, 10, false), Due{});
  EXPECT_EQ(preferred_elections_due(context_, 10, true), (Due{{kFirst, {partition(0)}}}));
}

TEST_F(AutoRebalance, TopicsToBeDeletedAreLeftAlone) {
  add(0, kFirst, kSecond);
  context_.to_be_deleted.insert(kTopic);
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
}

}  // namespace
}  // namespace kafka
