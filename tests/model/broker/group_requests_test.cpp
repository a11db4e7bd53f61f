/// What consumers ask, through a broker's network and io threads.
#include <gtest/gtest.h>

#include "tests/support/one_broker.h"

namespace kafka {
namespace {

using namespace std::chrono_literals;

class GroupRequestsTest : public ::testing::Test, protected testing::OneBroker {
 protected:
  void SetUp() override {
    config.group_initial_rebalance_delay_ms = 0ms;
    start();
    lead("orders", {}, {1}, {1});
    group = add_group("dashboard");
    asking = client();
    run_for(1s);
  }
  template <class Response, class Request>
  Response ask(Request request) {
    asking->answers.clear();
    asking->send(std::move(request));
    run_for(1s);
    SIM_CHECK(asking->answers.size() == 1, "it is answered");
    return std::get<Response>(asking->answers[0].body);
  }
  JoinGroupRequest joining(const std::string& member_id = "") const {
    JoinGroupRequest request;
    request.group = group;
    request.session_timeout = 10s;
    request.rebalance_timeout = 60s;
    request.member_id = member_id;
    request.client_id = "consumer";
    request.protocols.resize(1);
    request.protocols[0].name = "range";
    return request;
  }

  GroupId group{0};
  std::unique_ptr<testing::RawClient> asking;
};

TEST_F(GroupRequestsTest, AMemberJoinsSyncsBeatsCommitsAndLeaves) {
  FindCoordinatorRequest find;
  find.group = group;
  EXPECT_EQ(ask<FindCoordinatorResponse>(find).coordinator, BrokerId(1));
  const auto told = ask<JoinGroupResponse>(joining());
  EXPECT_EQ(told.error, ErrorCode::MEMBER_ID_REQUIRED);
  const auto joined = ask<JoinGroupResponse>(joining(told.member_id));
  ASSERT_EQ(joined.error, ErrorCode::NONE);
  EXPECT_TRUE(joined.is_leader());

  SyncGroupRequest sync;
  sync.group = group;
  sync.generation = joined.generation;
  sync.member_id = told.member_id;
  sync.assignments = {{told.member_id, Assignment{{tp()}}}};
  EXPECT_EQ(ask<SyncGroupResponse>(sync).assignment.partitions, std::vector<TopicPartition>{tp()});

  HeartbeatRequest heartbeat;
  heartbeat.group = group;
  heartbeat.generation = joined.generation;
  heartbeat.member_id = told.member_id;
  EXPECT_EQ(ask<HeartbeatResponse>(heartbeat).error, ErrorCode::NONE);

  OffsetCommitRequest commit;
  commit.group = group;
  commit.generation = joined.generation;
  commit.member_id = told.member_id;
  commit.offsets = {{.tp = tp(), .offset = Offset(5)}};
  EXPECT_EQ(ask<OffsetCommitResponse>(commit).error, ErrorCode::NONE);
  OffsetFetchRequest fetch;
  fetch.group = group;
  fetch.partitions = {tp()};
  EXPECT_EQ(ask<OffsetFetchResponse>(fetch).offsets[0].offset, Offset(5));

  LeaveGroupRequest leave;
  leave.group = group;
  leave.member_id = told.member_id;
  EXPECT_EQ(ask<LeaveGroupResponse>(leave).error, ErrorCode::NONE);
  EXPECT_EQ(ask<HeartbeatResponse>(heartbeat).error, ErrorCode::UNKNOWN_MEMBER_ID);
}

TEST_F(GroupRequestsTest, PartitionsNobodyKnowsAreNotCommittedTheOthersAre) {
  const TopicPartition gone{topics.intern("gone"), PartitionId(0)};
  OffsetCommitRequest commit;
  commit.group = group;
  commit.offsets = {{.tp = tp(), .offset = Offset(5)}, {.tp = gone, .offset = Offset(6)}};
  EXPECT_EQ(ask<OffsetCommitResponse>(commit).error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  EXPECT_EQ(broker().coordinator().committed(group, tp()), Offset(5));
  EXPECT_EQ(broker().coordinator().committed(group, gone), kUnknownOffset);
  commit.offsets.clear();
  EXPECT_EQ(ask<OffsetCommitResponse>(commit).error, ErrorCode::NONE);
}

TEST_F(GroupRequestsTest, WithoutABrokerThatMakesItThereIsNoTransactionCoordinator) {
  FindCoordinatorRequest find;
  find.type = CoordinatorType::TRANSACTION;
  find.transactional_id = "transform";
  EXPECT_EQ(ask<FindCoordinatorResponse>(find).error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
}

TEST_F(GroupRequestsTest, ABrokerThatGoesDownAnswersNobodyAnyMore) {
  broker().stop_serving();
  EXPECT_EQ(broker().coordinator().describe_group(group).error, ErrorCode::COORDINATOR_NOT_AVAILABLE);
}

}  // namespace
}  // namespace kafka
