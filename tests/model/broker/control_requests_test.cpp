// A broker and what the controller asks of it, beyond the conformance cases: order, new logs, deletion.

#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "model/zk/zk_data.h"
#include "tests/support/controlled_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;
using Names = std::vector<std::string>;

class ControlRequestsTest : public ::testing::Test {
 protected:
  ControlRequestsTest() {
    broker.control.set_broker_epoch(BrokerEpoch(100));
    broker.tell_alive(header(1), {BrokerId(1), BrokerId(2)});
    broker.events.clear();
  }

  static ControlHeader header(std::int32_t controller_epoch, std::int64_t broker_epoch = 100) {
    return {.controller = BrokerId(2),
            .controller_epoch = ControllerEpoch(controller_epoch),
            .broker_epoch = BrokerEpoch(broker_epoch)};
  }
  static PartitionState led_by(int leader, int epoch) {
    return {.leader = BrokerId(leader),
            .leader_epoch = LeaderEpoch(epoch),
            .replicas = {BrokerId(1), BrokerId(2)},
            .isr = {BrokerId(1), BrokerId(2)}};
  }
  static LeaderAndIsrRequest leader_and_isr(TopicPartition tp, const PartitionState& state, int controller_epoch = 1) {
    return {.header = header(controller_epoch), .partitions = {{.tp = tp, .state = state}}};
  }
  static StopReplicaRequest stop(TopicPartition tp, LeaderEpoch epoch, bool delete_partition) {
    return {.header = header(1),
            .partitions = {{.tp = tp, .leader_epoch = epoch, .delete_partition = delete_partition}}};
  }
  static BatchPtr one_record() {
    auto* batch = new RecordBatch;
    batch->count = 1;
    batch->size = sim::Bytes(100);
    return BatchPtr(batch);
  }
  /// Carried out for sure.
  void become(TopicPartition tp, const PartitionState& state) {
    const auto response = broker.ask<LeaderAndIsrResponse>(leader_and_isr(tp, state));
    ASSERT_EQ(response.error, ErrorCode::NONE);
    ASSERT_EQ(response.partitions.at(0).error, ErrorCode::NONE);
  }
  /// Notes the answer by a name.
  ControlRequests::Done note(const std::string& name) {
    return [this, name](const ResponseBody&) { answered.push_back(name); };
  }

  ControlledBroker broker;
  TopicPartition orders = broker.tp("orders");
  Names answered;
};

// ---- whose word counts

TEST_F(ControlRequestsTest, ARequestThatNamesNoRegistrationIsNotStale) {
  UpdateMetadataRequest request;
  request.header = header(1, kNoBrokerEpoch.value());
  EXPECT_EQ(broker.ask<UpdateMetadataResponse>(request).error, ErrorCode::NONE);
  request.header.broker_epoch = BrokerEpoch(101);  // the controller heard of the registration before the broker did
  EXPECT_EQ(broker.ask<UpdateMetadataResponse>(request).error, ErrorCode::NONE);
  request.header.broker_epoch = BrokerEpoch(99);
  EXPECT_EQ(broker.ask<UpdateMetadataResponse>(request).error, ErrorCode::STALE_BROKER_EPOCH);
}

TEST_F(ControlRequestsTest, AStaleBrokerEpochDoesNotTeachTheControllerEpoch) {
  UpdateMetadataRequest request;
  request.header = header(7, 99);
  EXPECT_EQ(broker.ask<UpdateMetadataResponse>(request).error, ErrorCode::STALE_BROKER_EPOCH);
  EXPECT_EQ(broker.control.controller_epoch(), ControllerEpoch(1));
}

TEST_F(ControlRequestsTest, ANewerControllerSilencesTheOldOneEvenIfNothingElseWasNew) {
  become(orders, led_by(1, 5));
  const auto refused = broker.ask<LeaderAndIsrResponse>(leader_and_isr(orders, led_by(2, 5), 3));
  EXPECT_EQ(refused.error, ErrorCode::NONE);
  EXPECT_EQ(refused.partitions.at(0).error, ErrorCode::STALE_CONTROLLER_EPOCH);
  EXPECT_EQ(broker.control.controller_epoch(), ControllerEpoch(3));
  const auto old = broker.ask<LeaderAndIsrResponse>(leader_and_isr(orders, led_by(2, 6), 2));
  EXPECT_EQ(old.error, ErrorCode::STALE_CONTROLLER_EPOCH);
  EXPECT_TRUE(old.partitions.empty());
  EXPECT_TRUE(broker.replicas.find(orders)->is_leader());
}

TEST_F(ControlRequestsTest, EveryRequestIsReportedWithWhatWasKnownBefore) {
  broker.tell_alive(header(4), {BrokerId(1)});
  broker.tell_alive(header(3), {BrokerId(1)});
  broker.tell_alive(header(9, 50), {BrokerId(1)});
  const auto seen = broker.events.all<ControlRequestHandled>();
  ASSERT_EQ(seen.size(), 3U);
  EXPECT_EQ(seen[0].second.api, "UpdateMetadata");
  EXPECT_EQ(seen[0].second.known_controller_epoch, ControllerEpoch(1));
  EXPECT_EQ(seen[0].second.error, ErrorCode::NONE);
  EXPECT_EQ(seen[1].second.known_controller_epoch, ControllerEpoch(4));
  EXPECT_EQ(seen[1].second.error, ErrorCode::STALE_CONTROLLER_EPOCH);
  EXPECT_EQ(seen[2].second.own_broker_epoch, BrokerEpoch(100));
  EXPECT_EQ(seen[2].second.error, ErrorCode::STALE_BROKER_EPOCH);
}

// ---- LeaderAndIsr

TEST_F(ControlRequestsTest, ANewLogBeginsWithItsTopicsSettings) {
  broker.zookeeper.write(zk::Create{.path = "/config", .data = ""});
  broker.zookeeper.write(zk::Create{.path = zk_data::kTopicConfigsPath, .data = ""});
  broker.zookeeper.write(zk::Create{.path = zk_data::topic_config_path("orders"),
                                    .data = zk_data::encode_config({{"min.insync.replicas", "2"}})});
  const TopicPartition plain = broker.tp("plain");
  LeaderAndIsrRequest request{.header = header(1), .partitions = {}};
  for (const TopicPartition tp : {orders, broker.tp("orders", 1), plain})
    request.partitions.push_back({.tp = tp, .state = led_by(1, 0)});
  const std::size_t asked_before = broker.zookeeper.requests().size();
  broker.ask<LeaderAndIsrResponse>(request);
  EXPECT_EQ(broker.replicas.find(orders)->config().min_insync_replicas, 2);
  EXPECT_EQ(broker.replicas.find(plain)->config().min_insync_replicas, 1);
  EXPECT_EQ(broker.zookeeper.requests().size(), asked_before + 2) << "each topic is read once";
}

TEST_F(ControlRequestsTest, WhatComesBehindANewLogWaitsForIt) {
  const RequestBody first = leader_and_isr(orders, led_by(2, 0));
  UpdateMetadataRequest alone;
  alone.header = header(1);
  alone.live_brokers = {{BrokerId(1), ""}};
  const RequestBody second = alone;
  const RequestBody third = stop(orders, LeaderEpoch(0), true);
  alone.header = header(1, 99);
  const RequestBody stale = alone;
  broker.control.handle(first, note("LeaderAndIsr"));
  broker.control.handle(second, note("UpdateMetadata"));
  broker.control.handle(third, note("StopReplica"));
  broker.control.handle(stale, note("stale"));
  EXPECT_EQ(answered, Names{"stale"}) << "an io thread of its own refuses it";
  EXPECT_TRUE(broker.metadata.is_alive(BrokerId(2)));
  broker.run_for(1ms);
  EXPECT_EQ(answered, (Names{"stale", "LeaderAndIsr", "UpdateMetadata", "StopReplica"}));
  EXPECT_FALSE(broker.metadata.is_alive(BrokerId(2)));
  EXPECT_EQ(broker.events.count<BecameFollower>(), 1U) << "its leader was alive when it was its turn";
  EXPECT_EQ(broker.replicas.find(orders), nullptr);
}

TEST_F(ControlRequestsTest, ASessionThatEndsMeanwhileFailsTheRequestAndFreesTheQueue) {
  const RequestBody first = leader_and_isr(orders, led_by(1, 0));
  ErrorCode error = ErrorCode::NONE;
  broker.control.handle(first, [&](const ResponseBody& body) { error = std::get<LeaderAndIsrResponse>(body).error; });
  broker.zookeeper.expire(broker.zookeeper.last_session());
  broker.run_for(10ms);
  EXPECT_EQ(error, ErrorCode::UNKNOWN_SERVER_ERROR);
  EXPECT_EQ(broker.replicas.find(orders), nullptr);
  become(orders, led_by(1, 0));
  EXPECT_TRUE(broker.replicas.find(orders)->is_leader());
}

TEST_F(ControlRequestsTest, LeadersComeBeforeFollowersAndAnswersKeepTheOrderOfTheRequest) {
  const TopicPartition other = broker.tp("orders", 1);
  const TopicPartition foreign = broker.tp("orders", 2);
  PartitionState elsewhere = led_by(2, 0);
  elsewhere.replicas = elsewhere.isr = {BrokerId(2), BrokerId(3)};
  LeaderAndIsrRequest request{.header = header(1), .partitions = {}};
  request.partitions = {
      {.tp = orders, .state = led_by(2, 0)}, {.tp = foreign, .state = elsewhere}, {.tp = other, .state = led_by(1, 0)}};
  const auto response = broker.ask<LeaderAndIsrResponse>(request);
  ASSERT_EQ(response.partitions.size(), 3U);
  EXPECT_EQ(response.partitions[0].error, ErrorCode::NONE);
  EXPECT_EQ(response.partitions[1].tp, foreign);
  EXPECT_EQ(response.partitions[1].error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  EXPECT_EQ(response.partitions[2].error, ErrorCode::NONE);
  EXPECT_EQ(broker.disk.find(foreign), nullptr) << "nothing is kept of what is not assigned";
  Names roles;
  for (const auto& seen : broker.events.seen) {
    if (std::holds_alternative<BecameLeader>(seen.event)) roles.push_back("leader");
    if (std::holds_alternative<BecameFollower>(seen.event)) roles.push_back("follower");
  }
  EXPECT_EQ(roles, (Names{"leader", "follower"}));
}

TEST_F(ControlRequestsTest, OfALeaderThatIsNotAliveOnlyTheLogIsMade) {
  broker.tell_alive(header(1), {BrokerId(1)});
  become(orders, led_by(2, 4));
  EXPECT_NE(broker.disk.find(orders), nullptr);
  EXPECT_EQ(broker.replicas.find(orders)->leader(), kNoBroker);
  EXPECT_EQ(broker.replicas.find(orders)->leader_epoch(), kNoEpoch);
  EXPECT_FALSE(broker.fetchers.fetches(orders));
  // The epoch was not taken over: the same word counts once its leader is known.
  broker.tell_alive(header(1), {BrokerId(1), BrokerId(2)});
  EXPECT_FALSE(broker.fetchers.fetches(orders));
  become(orders, led_by(2, 4));
  EXPECT_EQ(broker.replicas.find(orders)->leader_epoch(), LeaderEpoch(4));
  EXPECT_EQ(broker.fetchers.source(orders), BrokerId(2));
}

TEST_F(ControlRequestsTest, ALeaderStaysLeaderIfItsSuccessorIsNotKnownToBeAlive) {
  become(orders, led_by(1, 4));
  broker.tell_alive(header(1), {BrokerId(1)});
  become(orders, led_by(2, 5));
  EXPECT_TRUE(broker.replicas.find(orders)->is_leader());
  EXPECT_EQ(broker.replicas.find(orders)->leader_epoch(), LeaderEpoch(4));
}

TEST_F(ControlRequestsTest, ALeaderFetchesNoMoreAndAFollowerTurnsToItsNewLeader) {
  broker.tell_alive(header(1), {BrokerId(1), BrokerId(2), BrokerId(3)});
  become(orders, led_by(2, 0));
  EXPECT_EQ(broker.fetchers.source(orders), BrokerId(2));
  become(orders, led_by(3, 1));
  EXPECT_EQ(broker.fetchers.source(orders), BrokerId(3));
  become(orders, led_by(1, 2));
  EXPECT_FALSE(broker.fetchers.fetches(orders));
}

// ---- StopReplica

TEST_F(ControlRequestsTest, DeletionTakesReplicaAndLogAndTheNextBeginsEmpty) {
  become(orders, led_by(1, 7));
  broker.replicas.append_records(1, 0s, {{.tp = orders, .batch = one_record()}}, false, [](auto&&) {});
  ASSERT_EQ(broker.replicas.find(orders)->log().log_end_offset(), Offset(1));
  EXPECT_EQ(broker.ask<StopReplicaResponse>(stop(orders, kEpochDuringDelete, true)).partitions.at(0).error,
            ErrorCode::NONE);
  EXPECT_EQ(broker.replicas.find(orders), nullptr);
  EXPECT_EQ(broker.disk.find(orders), nullptr);
  ASSERT_EQ(broker.events.count<ReplicaStopped>(), 1U);
  EXPECT_TRUE(broker.events.all<ReplicaStopped>()[0].second.deleted);
  become(orders, led_by(1, 0));  // a topic of the same name: its epochs begin anew
  EXPECT_EQ(broker.replicas.find(orders)->log().log_end_offset(), Offset(0));
}

TEST_F(ControlRequestsTest, AReplicaThatOnlyStopsKeepsItsRoleItsEpochAndItsLog) {
  become(orders, led_by(2, 7));
  EXPECT_EQ(broker.ask<StopReplicaResponse>(stop(orders, LeaderEpoch(7), false)).partitions.at(0).error,
            ErrorCode::NONE);
  EXPECT_FALSE(broker.fetchers.fetches(orders));
  EXPECT_NE(broker.disk.find(orders), nullptr);
  EXPECT_EQ(broker.replicas.find(orders)->leader_epoch(), LeaderEpoch(7));
  EXPECT_EQ(broker.ask<LeaderAndIsrResponse>(leader_and_isr(orders, led_by(2, 7))).partitions.at(0).error,
            ErrorCode::STALE_CONTROLLER_EPOCH)
      << "only a new epoch starts it again";
  become(orders, led_by(2, 8));
  EXPECT_TRUE(broker.fetchers.fetches(orders));
}

TEST_F(ControlRequestsTest, OneOvertakenPartitionDoesNotKeepTheOthersFromStopping) {
  const TopicPartition other = broker.tp("orders", 1);
  become(orders, led_by(2, 7));
  become(other, led_by(2, 3));
  StopReplicaRequest request = stop(orders, LeaderEpoch(6), true);
  request.partitions.push_back({.tp = other, .leader_epoch = LeaderEpoch(6), .delete_partition = true});
  const auto response = broker.ask<StopReplicaResponse>(request);
  EXPECT_EQ(response.partitions.at(0).error, ErrorCode::FENCED_LEADER_EPOCH);
  EXPECT_EQ(response.partitions.at(1).error, ErrorCode::NONE);
  EXPECT_TRUE(broker.fetchers.fetches(orders));
  EXPECT_NE(broker.replicas.find(orders), nullptr);
  EXPECT_EQ(broker.replicas.find(other), nullptr);
}

TEST_F(ControlRequestsTest, AProduceThatWaitsIsAnsweredWhenItsPartitionGoes) {
  become(orders, led_by(1, 0));
  ErrorCode error = ErrorCode::NONE;
  bool answered_already = false;
  broker.replicas.append_records(-1, 30s, {{.tp = orders, .batch = one_record()}}, false,
                                 [&](std::vector<ProduceResponse::Partition>&& answer) {
                                   answered_already = true;
                                   error = answer.at(0).error;
                                 });
  ASSERT_FALSE(answered_already) << "broker 2 has not fetched it";
  broker.ask<StopReplicaResponse>(stop(orders, LeaderEpoch(1), true));
  EXPECT_TRUE(answered_already);
  EXPECT_EQ(error, ErrorCode::NOT_LEADER_OR_FOLLOWER);
  EXPECT_EQ(broker.replicas.delayed_produces(), 0U);
}

// ---- UpdateMetadata

TEST_F(ControlRequestsTest, MetadataAddsPartitionsButReplacesTheLivingBrokers) {
  UpdateMetadataRequest request;
  request.header = header(1);
  request.live_brokers = {{BrokerId(2), "north"}, {BrokerId(1), ""}};
  request.partitions = {{.tp = orders, .state = led_by(1, 0)}};
  broker.ask<UpdateMetadataResponse>(request);
  EXPECT_EQ(broker.metadata.rack(BrokerId(2)), "north");
  const TopicPartition other = broker.tp("orders", 1);
  request.live_brokers = {{BrokerId(3), "south"}};
  request.partitions = {{.tp = other, .state = led_by(2, 0)}};
  broker.ask<UpdateMetadataResponse>(request);
  EXPECT_EQ(broker.metadata.alive(), std::vector<BrokerId>{BrokerId(3)});
  EXPECT_EQ(broker.metadata.rack(BrokerId(2)), "");
  EXPECT_NE(broker.metadata.find(orders), nullptr);
  EXPECT_NE(broker.metadata.find(other), nullptr);
  PartitionState deleted = led_by(kLeaderDuringDelete.value(), 0);
  request.partitions = {{.tp = orders, .state = deleted}};
  broker.ask<UpdateMetadataResponse>(request);
  EXPECT_EQ(broker.metadata.find(orders), nullptr);
  EXPECT_NE(broker.metadata.find(other), nullptr);
}

}  // namespace
}  // namespace kafka::testing
