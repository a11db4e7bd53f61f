#include "model/group/group_coordinator.h"

#include <utility>
#include <vector>

#include <gtest/gtest.h>

namespace kafka {
namespace {

/// A log that keeps what is appended and is read when the test says so.
class Log final : public CoordinatorLog {
 public:
  [[nodiscard]] bool leads(TopicPartition) const override { return leader; }
  void append(TopicPartition tp, const BatchPtr& batch, sim::Duration, Appended done) override {
    if (error == ErrorCode::NONE) append_unconfirmed(tp, batch);
    done(error, kUnknownOffset);
  }
  void append_unconfirmed(TopicPartition, const BatchPtr& batch) override { entries.push_back({.batch = batch}); }
  void read(TopicPartition, Read done) override {
    reads.push_back([this, done = std::move(done)] { done(entries); });
  }

  bool leader = true;
  ErrorCode error = ErrorCode::NONE;
  std::vector<LogEntry> entries;
  std::vector<std::function<void()>> reads;
};

class GroupCoordinatorTest : public ::testing::Test {
 protected:
  GroupCoordinatorTest()
      : orders_{topics_.intern("orders"), PartitionId(0)},
        offsets_{topics_.intern("__consumer_offsets"), PartitionId(7)} {
    group_ = groups_.add({.name = "dashboard", .offsets_partition = offsets_});
  }

  ErrorCode commit(GroupCoordinator& coordinator, std::int64_t offset) {
    ErrorCode error = ErrorCode::UNKNOWN_SERVER_ERROR;
    coordinator.commit({.group = group_, .offsets = {{orders_, Offset(offset)}}}, sim::kTimeZero,
                       [&](const OffsetCommitResponse& response) { error = response.error; });
    return error;
  }
  ErrorCode fetch(const GroupCoordinator& coordinator) {
    return coordinator.fetch({.group = group_, .partitions = {orders_}}).error;
  }
  void elect(GroupCoordinator& coordinator) {
    coordinator.on_election(offsets_);
    log_.reads.back()();
  }

  TopicTable topics_;
  GroupTable groups_;
  TopicPartition orders_;
  TopicPartition offsets_;
  GroupId group_{0};
  Log log_;
};

TEST_F(GroupCoordinatorTest, IsNobodysBeforeItsElection) {
  GroupCoordinator coordinator(groups_, topics_, log_, std::chrono::seconds(5));
  EXPECT_EQ(commit(coordinator, 5), ErrorCode::NOT_COORDINATOR);
  EXPECT_EQ(fetch(coordinator), ErrorCode::NOT_COORDINATOR);
  EXPECT_TRUE(log_.entries.empty());
}

TEST_F(GroupCoordinatorTest, ReadsItsLogBeforeItAnswers) {
  GroupCoordinator before(groups_, topics_, log_, std::chrono::seconds(5));
  elect(before);
  EXPECT_EQ(commit(before, 5), ErrorCode::NONE);
  EXPECT_EQ(commit(before, 9), ErrorCode::NONE);

  GroupCoordinator after(groups_, topics_, log_, std::chrono::seconds(5));
  after.on_election(offsets_);
  EXPECT_EQ(fetch(after), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(commit(after, 11), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  EXPECT_EQ(after.committed(group_, orders_), kUnknownOffset);
  log_.reads.back()();
  EXPECT_EQ(fetch(after), ErrorCode::NONE);
  EXPECT_EQ(after.committed(group_, orders_), Offset(9));
}

TEST_F(GroupCoordinatorTest, ForgetsWhatItReadWhenItResigns) {
  GroupCoordinator coordinator(groups_, topics_, log_, std::chrono::seconds(5));
  elect(coordinator);
  commit(coordinator, 5);
  coordinator.on_resignation(offsets_);
  EXPECT_EQ(coordinator.committed(group_, orders_), kUnknownOffset);
  EXPECT_EQ(fetch(coordinator), ErrorCode::NOT_COORDINATOR);
  elect(coordinator);
  EXPECT_EQ(coordinator.committed(group_, orders_), Offset(5));
}

TEST_F(GroupCoordinatorTest, AReadThatAResignationOvertookIsDropped) {
  GroupCoordinator coordinator(groups_, topics_, log_, std::chrono::seconds(5));
  coordinator.on_election(offsets_);
  coordinator.on_resignation(offsets_);
  coordinator.on_election(offsets_);
  log_.reads.front()();
  EXPECT_EQ(fetch(coordinator), ErrorCode::COORDINATOR_LOAD_IN_PROGRESS);
  log_.reads.back()();
  EXPECT_EQ(fetch(coordinator), ErrorCode::NONE);
}

TEST_F(GroupCoordinatorTest, AnotherTermOfAPartitionItOwnsReadsNothing) {
  GroupCoordinator coordinator(groups_, topics_, log_, std::chrono::seconds(5));
  elect(coordinator);
  coordinator.on_election(offsets_);
  EXPECT_EQ(log_.reads.size(), 1U);
  EXPECT_EQ(fetch(coordinator), ErrorCode::NONE);
}

TEST_F(GroupCoordinatorTest, ACommitThatWasNotReplicatedIsNotKnown) {
  GroupCoordinator coordinator(groups_, topics_, log_, std::chrono::seconds(5));
  elect(coordinator);
  log_.error = ErrorCode::NOT_ENOUGH_REPLICAS;
  EXPECT_EQ(commit(coordinator, 5), ErrorCode::COORDINATOR_NOT_AVAILABLE);
  EXPECT_EQ(coordinator.committed(group_, orders_), kUnknownOffset);
}

}  // namespace
}  // namespace kafka
