/// A new coordinator reads the log; an old one lets go. Kafka: GroupMetadataManagerTest, GroupCoordinatorTest.
#include <gtest/gtest.h>

#include "tests/support/group_bench.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

struct GroupLoadingTest : ::testing::Test, testing::GroupBench {};

// Kafka: testLoadOffsetsAndGroup, testLoadConsumerGroup, testLoadEmptyConsumerGroup
TEST_F(GroupLoadingTest, MembersGenerationAssignmentAndOffsetsAreAsBefore) {
  start();
  const auto ids = form(2);
  commit(5, ids[0], 1);
  start();
  const GroupSummary loaded = summary();
  EXPECT_EQ(loaded.state, GroupState::Stable);
  EXPECT_EQ(loaded.generation, Generation(1));
  EXPECT_EQ(loaded.protocol, "range");
  EXPECT_EQ(loaded.leader, ids[0]);
  ASSERT_EQ(loaded.members.size(), 2U);
  EXPECT_EQ(loaded.members[1].assignment, share(1));
  EXPECT_EQ(loaded.members[1].subscription.topics, std::vector<TopicId>{orders.topic});
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
  EXPECT_EQ(sync(ids[1], 1).get().assignment, share(1));
  EXPECT_EQ(commit(6, ids[1], 1).error(), ErrorCode::NONE);
  const GroupLoaded told = events.all<GroupLoaded>().back().second;
  EXPECT_EQ(told.members, 2);
  EXPECT_EQ(told.state, "Stable");
  EXPECT_EQ(told.broker, BrokerId(2));
}

TEST_F(GroupLoadingTest, SessionsBeginAnew) {
  start();
  const auto ids = form(1);
  run_for(kSession - 1ms);
  start();
  run_for(kSession - 1ms);
  EXPECT_EQ(state(), GroupState::Stable);
  run_for(1ms);
  EXPECT_EQ(state(), GroupState::Empty);
}

TEST_F(GroupLoadingTest, AGroupThatWasLeftIsEmptyInItsLastGeneration) {
  start();
  leave(form(1)[0]);
  start();
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(generation(), 2);
  const auto joined = join(new_id());
  run_for(3s);
  EXPECT_EQ(joined.get().generation, Generation(3));
}

TEST_F(GroupLoadingTest, ARebalanceThatWasUnderWayIsForgotten) {
  start();
  const auto ids = form(1);
  join(new_id());
  ASSERT_EQ(state(), GroupState::PreparingRebalance);
  start();
  EXPECT_EQ(state(), GroupState::Stable);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
}

// What the log keeps of a member's offers is its subscription under the chosen assignor: a follower that offers more
// than that looks changed.
TEST_F(GroupLoadingTest, AFollowerWithSeveralAssignorsCausesARebalanceWhenItRejoins) {
  start();
  std::vector<std::string> ids{new_id(), new_id()};
  for (const std::string& id : ids) {
    JoinGroupRequest request = joining(id);
    request.protocols.push_back(protocol("cooperative-sticky"));
    join(request);
  }
  run_for(6s);
  stabilise(ids);
  start();
  JoinGroupRequest again = joining(ids[1]);
  EXPECT_EQ(join(again).error(), ErrorCode::NONE);
  again.protocols.push_back(protocol("cooperative-sticky"));
  EXPECT_FALSE(join(again).answered());
}

// Kafka: testloadGroupWithStaticMember
TEST_F(GroupLoadingTest, StaticMembersAreKnownByTheirInstanceId) {
  start();
  const auto joined = join(joining_static("i1"));
  run_for(3s);
  stabilise({joined.get().member_id});
  start();
  const auto back = join(joining_static("i1"));
  EXPECT_EQ(back.get().generation, Generation(1));
  EXPECT_EQ(heartbeat(joined.get().member_id, 1, "i1"), ErrorCode::FENCED_INSTANCE_ID);
}

// Kafka: onGroupLoaded, groupIsOverCapacity
TEST_F(GroupLoadingTest, AGroupThatIsTooLargeByNowIsRebalanced) {
  start();
  const auto ids = form(3);
  config.group_max_size = 2;
  start();
  EXPECT_EQ(state(), GroupState::PreparingRebalance);
  EXPECT_EQ(events.all<RebalanceStarted>().back().second.reason, "Freshly-loaded group is over capacity");
  EXPECT_EQ(commit(5, ids[2], 1).error(), ErrorCode::NONE);
}

// Kafka: testLoadOffsetsWithoutGroup
TEST_F(GroupLoadingTest, AGroupThatOnlyCommittedOffsetsIsEmpty) {
  start();
  commit(5);
  start();
  EXPECT_EQ(state(), GroupState::Empty);
  EXPECT_EQ(committed(), 5);
}

// Kafka: testLoadOffsetsWithTombstones, testLoadGroupWithTombstone
TEST_F(GroupLoadingTest, WhatWasDeletedIsNotThere) {
  start();
  const auto ids = form(1);
  commit(5, ids[0], 1);
  leave(ids[0]);
  coordinator().delete_groups({group});
  start();
  EXPECT_EQ(state(), GroupState::Dead);
  EXPECT_EQ(committed(), -1);
}

// Kafka: testLoadTransactionalOffsetsWithoutGroup, testDoNotLoadAbortedTransactionalOffsetCommits,
// testLoadWithCommittedAndAbortedAndPendingTransactionalOffsetCommits
TEST_F(GroupLoadingTest, TransactionsAreLoadedByTheirMarkers) {
  start();
  txn_commit(txn_committing(1000, 5));
  log.append_marker(offsets_partition(), ProducerId(1000), true);
  txn_commit(txn_committing(1001, 6));
  log.append_marker(offsets_partition(), ProducerId(1001), false);
  txn_commit(txn_committing(1002, 7));
  start();
  EXPECT_EQ(committed(), 5);
  EXPECT_EQ(fetch(true).error, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  end_txn(1002, true);
  EXPECT_EQ(committed(), 7);
}

// Kafka: testGroupLoadedWithPendingCommits
TEST_F(GroupLoadingTest, AnOpenTransactionOfAGroupWithMembersStaysPending) {
  start();
  form(1);
  txn_commit(txn_committing(1000, 5));
  start();
  EXPECT_EQ(state(), GroupState::Stable);
  EXPECT_EQ(fetch(true).error, ErrorCode::UNSTABLE_OFFSET_COMMIT);
  end_txn(1000, false);
  EXPECT_EQ(fetch(true).error, ErrorCode::NONE);
  EXPECT_EQ(committed(), -1);
}

// Kafka: testGroupLoadWithConsumerAndTransactionalOffsetCommitsConsumerWins, ...TransactionWins
TEST_F(GroupLoadingTest, OfAPlainCommitAndATransactionalOneTheLaterInTheLogCounts) {
  start();
  txn_commit(txn_committing(1000, 5));
  commit(8);
  end_txn(1000, true);
  start();
  EXPECT_EQ(committed(), 8);
  txn_commit(txn_committing(1000, 9));
  end_txn(1000, true);
  start();
  EXPECT_EQ(committed(), 9);
}

TEST_F(GroupLoadingTest, AMarkerThatIsWrittenWhileTheLogIsReadCounts) {
  start();
  txn_commit(txn_committing(1000, 5));
  log.reading = 1s;
  make().on_election(offsets_partition());
  run_for(500ms);
  end_txn(1000, true);
  run_for(500ms);
  EXPECT_EQ(committed(), 5);
}

// Kafka: testUnloadOffsetsAndGroup, onGroupUnloaded
TEST_F(GroupLoadingTest, WhoResignsAnswersWhatIsParkedAndForgets) {
  start();
  const auto ids = form(1);
  const auto joining_now = join(new_id());
  coordinator().on_resignation(offsets_partition());
  EXPECT_EQ(joining_now.error(), ErrorCode::NOT_COORDINATOR);
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NOT_COORDINATOR);
  EXPECT_EQ(committed(), -1);
  EXPECT_EQ(events.count<GroupUnloaded>(), 1U);
  const std::size_t removed = events.count<GroupMemberRemoved>();
  run_for(10min);
  EXPECT_EQ(events.count<GroupMemberRemoved>(), removed) << "nothing of it happens any more";
}

TEST_F(GroupLoadingTest, AParkedSyncIsAnsweredTooAndTheAssignmentOnItsWayIsNoMatterAnyMore) {
  log.latency = 20ms;
  start();
  const std::string id = new_id();
  join(id);
  run_for(3s);
  const auto syncing = sync(id, 1, {id});
  coordinator().on_resignation(offsets_partition());
  EXPECT_EQ(syncing.error(), ErrorCode::NOT_COORDINATOR);
  run_for(20ms);
  EXPECT_EQ(syncing.answers(), 1U);
}

// Kafka: testOffsetWriteAfterGroupRemoved
TEST_F(GroupLoadingTest, ACommitOnItsWayIsAnsweredThoughNobodyKeepsIt) {
  log.latency = 20ms;
  start();
  const auto reply = commit(5);
  coordinator().on_resignation(offsets_partition());
  run_for(20ms);
  EXPECT_EQ(reply.error(), ErrorCode::NONE);
  EXPECT_EQ(committed(), -1);
  coordinator().on_election(offsets_partition());
  run_for(0ms);
  EXPECT_EQ(committed(), 5);
}

TEST_F(GroupLoadingTest, AReadThatAResignationOvertookIsDropped) {
  log.reading = 1s;
  make();
  coordinator().on_election(offsets_partition());
  run_for(500ms);
  coordinator().on_resignation(offsets_partition());
  coordinator().on_election(offsets_partition());
  run_for(500ms);
  EXPECT_EQ(fetch().error, ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  run_for(500ms);
  EXPECT_EQ(fetch().error, ErrorCode::NONE);
}

// Kafka: testLoadOffsetsAndGroupIgnored
TEST_F(GroupLoadingTest, AnotherTermOfAPartitionItOwnsReadsNothing) {
  start();
  const auto ids = form(1);
  log.reading = 1s;
  coordinator().on_election(offsets_partition());
  EXPECT_EQ(heartbeat(ids[0], 1), ErrorCode::NONE);
  EXPECT_EQ(fetch().error, ErrorCode::NONE);
}

}  // namespace
}  // namespace kafka
