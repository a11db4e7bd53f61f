#include "model/controller/auto_rebalance.h"

#include <gtest/gtest.h>

namespace kafka {
namespace {

constexpr BrokerId kFirstBroker{1};
constexpr BrokerId kSecondBroker{2};
constexpr TopicId kTopic{0};

TopicPartition partition(std::int32_t p) { return {kTopic, PartitionId(p)}; }

/// Two brokers; both are live and in sync in all partitions.
class AutoRebalance : public ::testing::Test {
 protected:
  AutoRebalance() {
    context_.topics = {kTopic};
    context_.add_live_broker(kFirstBroker, {});
    context_.add_live_broker(kSecondBroker, {});
  }
  void add(std::int32_t p, BrokerId preferred, BrokerId leader) {
    const BrokerId other = preferred == kFirstBroker ? kSecondBroker : kFirstBroker;
    context_.set_assignment(partition(p), {.replicas = {preferred, other}});
    lead(p, leader, {kFirstBroker, kSecondBroker});
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
  add(0, kFirstBroker, kFirstBroker);
  add(1, kFirstBroker, kSecondBroker);
  add(2, kSecondBroker, kSecondBroker);
  add(3, kSecondBroker, kFirstBroker);
  add(4, kSecondBroker, kSecondBroker);
  add(5, kSecondBroker, kSecondBroker);
  EXPECT_EQ(preferred_elections_due(context_, 25), (Due{{kFirstBroker, {partition(1)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 24),
            (Due{{kFirstBroker, {partition(1)}}, {kSecondBroker, {partition(3)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 50), Due{});
}

TEST_F(AutoRebalance, APartitionWithoutLeadershipCountsAsLed) {
  add(0, kFirstBroker, kSecondBroker);
  context_.set_assignment(partition(1), {.replicas = {kFirstBroker, kSecondBroker}});
  EXPECT_EQ(preferred_elections_due(context_, 49), (Due{{kFirstBroker, {partition(0)}}}));
  EXPECT_EQ(preferred_elections_due(context_, 50), Due{});
}

TEST_F(AutoRebalance, OnlyWhoCanLeadIsElected) {
  add(0, kFirstBroker, kSecondBroker);
  add(1, kFirstBroker, kSecondBroker);
  lead(0, kSecondBroker, {kSecondBroker});
  EXPECT_EQ(preferred_elections_due(context_, 10), (Due{{kFirstBroker, {partition(1)}}}));
  context_.offline_dirs[kFirstBroker].insert(partition(1));
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
  context_.offline_dirs.clear();
  context_.shutting_down.insert(kFirstBroker);
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
}

TEST_F(AutoRebalance, AnyReassignmentPutsOffAllElectionsUntil33) {
  add(0, kFirstBroker, kSecondBroker);
  add(1, kSecondBroker, kSecondBroker);
  context_.being_reassigned.insert(partition(1));
  EXPECT_EQ(preferred_elections_due(context_, 10, false), Due{});
  EXPECT_EQ(preferred_elections_due(context_, 10, true), (Due{{kFirstBroker, {partition(0)}}}));
}

TEST_F(AutoRebalance, TopicsToBeDeletedAreLeftAlone) {
  add(0, kFirstBroker, kSecondBroker);
  context_.to_be_deleted.insert(kTopic);
  EXPECT_EQ(preferred_elections_due(context_, 10), Due{});
}

}  // namespace
}  // namespace kafka
