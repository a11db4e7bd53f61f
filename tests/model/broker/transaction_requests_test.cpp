// Transactions at one broker that is coordinator and leader: requests, verification (KIP-890), markers in the log.

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"
#include "tests/support/transaction_bench.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class TransactionRequests : public ::testing::Test {
 protected:
  void start(Profile profile = Profile::v3_9) {
    world.profile = profile;
    world.config.transaction_state_log_num_partitions = 1;
    world.start();
    world.broker().connect(ids);
    world.coordinate_transactions();
    partition = &world.lead("orders", {}, {1}, {1});
    client = world.client();
    world.run_for(100ms);
  }
  /// Sends and waits for the answer.
  template <class Response>
  Response ask(RequestBody request) {
    client->send(std::move(request));
    const std::size_t before = client->answers.size();
    for (int i = 0; i < 1000 && client->answers.size() == before; ++i) world.run_for(1ms);
    SIM_CHECK(client->answers.size() == before + 1, "it is answered");
    return std::get<Response>(client->answers.back().body);
  }

  BenchProducer init() {
    const auto r =
        ask<InitProducerIdResponse>(InitProducerIdRequest{.transactional_id = "tid", .transaction_timeout = 60s});
    return {"tid", r.error, r.producer_id, r.producer_epoch};
  }
  ErrorCode add(const BenchProducer& p, std::vector<TopicPartition> partitions) {
    AddPartitionsToTxnRequest request{};
    request.transactional_id = "tid";
    request.producer_id = p.id;
    request.producer_epoch = p.epoch;
    request.partitions = std::move(partitions);
    return ask<AddPartitionsToTxnResponse>(request).error;
  }
  ErrorCode end(const BenchProducer& p, bool commit) {
    return ask<EndTxnResponse>(EndTxnRequest{"tid", p.id, p.epoch, commit}).error;
  }
  static BatchPtr batch(const BenchProducer& p, int sequence, int records = 1) {
    auto* made = new RecordBatch;
    made->count = records;
    made->size = sim::Bytes(100);
    made->producer_id = p.id;
    made->producer_epoch = p.epoch;
    made->base_sequence = Sequence(sequence);
    made->transactional = true;
    return BatchPtr(made);
  }
  ErrorCode produce(const BenchProducer& p, int sequence, int records = 1) {
    ProduceRequest request;
    request.acks = -1;
    request.timeout = 30s;
    request.transactional_id = "tid";
    request.partitions = {{.tp = world.tp(), .batch = batch(p, sequence, records)}};
    return ask<ProduceResponse>(request).partitions.at(0).error;
  }
  const Log& log() const { return partition->log(); }

  OneBroker world;
  CountedProducerIds ids;
  Partition* partition = nullptr;
  std::unique_ptr<RawClient> client;
};

TEST_F(TransactionRequests, ACommittedTransactionIsClosedByItsMarker) {
  start();
  const BenchProducer p = init();
  EXPECT_EQ(p.id, ProducerId(1000));
  EXPECT_EQ(add(p, {world.tp()}), ErrorCode::NONE);
  EXPECT_EQ(produce(p, 0, 3), ErrorCode::NONE);
  EXPECT_EQ(produce(p, 3, 2), ErrorCode::NONE);
  EXPECT_EQ(log().last_stable_offset(), Offset(0));
  EXPECT_EQ(end(p, true), ErrorCode::NONE);
  world.run_for(100ms);
  EXPECT_EQ(log().log_end_offset(), Offset(6));
  EXPECT_EQ(log().last_stable_offset(), Offset(6));
  const RecordBatch& marker = *log().entries().back().batch;
  EXPECT_EQ(marker.control, ControlRecordType::COMMIT);
  EXPECT_EQ(marker.count, 1);
  EXPECT_EQ(marker.size, sim::Bytes(78));
  EXPECT_EQ(marker.producer_id, p.id);
  EXPECT_EQ(marker.coordinator_epoch, 0);
  EXPECT_TRUE(log().transaction_index().collect_aborted_txns(Offset(0), Offset(6)).empty());
}

TEST_F(TransactionRequests, AnAbortedOneIsInTheTransactionIndex) {
  start();
  const BenchProducer p = init();
  add(p, {world.tp()});
  produce(p, 0, 3);
  EXPECT_EQ(end(p, false), ErrorCode::NONE);
  world.run_for(100ms);
  EXPECT_EQ(log().entries().back().batch->control, ControlRecordType::ABORT);
  const auto aborted = log().transaction_index().collect_aborted_txns(Offset(0), Offset(4));
  ASSERT_EQ(aborted.size(), 1U);
  EXPECT_EQ(aborted[0].producer_id, p.id);
}

TEST_F(TransactionRequests, WithoutATransactionalIdAnIdIsGivenAtOnce) {
  start();
  for (const std::int64_t id : {1000, 1001})
    EXPECT_EQ(ask<InitProducerIdResponse>(InitProducerIdRequest{}).producer_id, ProducerId(id));
}

TEST_F(TransactionRequests, APartitionNobodyHasHeardOfIsNotAdded) {
  start();
  const BenchProducer p = init();
  EXPECT_EQ(add(p, {world.tp(), {world.topics.intern("nowhere"), PartitionId(0)}}),
            ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  EXPECT_EQ(produce(p, 0), ErrorCode::TRANSACTION_ABORTABLE) << "nor is the other one";
}

TEST_F(TransactionRequests, AGroupsOffsetsPartitionTakesPart) {
  start();
  const GroupId group = world.add_group("g");
  const BenchProducer p = init();
  EXPECT_EQ(ask<AddOffsetsToTxnResponse>(AddOffsetsToTxnRequest{"tid", p.id, p.epoch, group}).error, ErrorCode::NONE);
  const TopicPartition offsets = world.groups.entry(group).offsets_partition;
  EXPECT_TRUE(world.broker().transactions().states().find("tid").metadata->partitions().contains(offsets));
  EXPECT_EQ(end(p, true), ErrorCode::NONE);
  world.run_for(100ms);
  EXPECT_EQ(world.replicas().find(offsets)->log().entries().back().batch->control, ControlRecordType::COMMIT);
}

// ---- verification

TEST_F(TransactionRequests, WhatWasNotAddedIsNotAppended) {
  start();
  const BenchProducer p = init();
  EXPECT_EQ(produce(p, 0), ErrorCode::TRANSACTION_ABORTABLE);
  EXPECT_EQ(log().log_end_offset(), Offset(0));
  EXPECT_EQ(add(p, {world.tp()}), ErrorCode::NONE);
  EXPECT_EQ(produce(p, 0), ErrorCode::NONE);
}

/// The hanging transaction of KIP-890: a batch that comes after its transaction was taken back.
TEST_F(TransactionRequests, ABatchThatComesAfterItsAbortOpensNothing) {
  start();
  const BenchProducer p = init();
  add(p, {world.tp()});
  produce(p, 0);
  end(p, false);
  world.run_for(100ms);
  EXPECT_EQ(produce(p, 1), ErrorCode::TRANSACTION_ABORTABLE);
  EXPECT_EQ(log().log_end_offset(), Offset(2));
  EXPECT_EQ(log().last_stable_offset(), Offset(2));
}

TEST_F(TransactionRequests, ABatchThatComesAfterItsAbortHangsIn23) {
  start(Profile::v2_3);
  const BenchProducer p = init();
  add(p, {world.tp()});
  produce(p, 0);
  end(p, false);
  world.run_for(100ms);
  EXPECT_EQ(log().last_stable_offset(), Offset(2));
  EXPECT_EQ(produce(p, 1), ErrorCode::NONE);
  world.run_for(1h);
  EXPECT_EQ(log().last_stable_offset(), Offset(2)) << "nobody will end it";
}

TEST_F(TransactionRequests, TheSettingSwitchesVerificationOff) {
  world.config.transaction_partition_verification_enable = false;
  start();
  EXPECT_EQ(produce(init(), 0), ErrorCode::NONE);
}

TEST_F(TransactionRequests, AFencedProducerIsToldSoByTheLeader) {
  start();
  const BenchProducer a = init();
  init();
  EXPECT_EQ(produce(a, 0), ErrorCode::INVALID_PRODUCER_EPOCH);
}

TEST_F(TransactionRequests, WhatComesAndGoesIsToldAsNotEnoughReplicas) {
  start();
  const BenchProducer p = init();
  add(p, {world.tp()});
  const TopicPartition states{world.topics.find(kTransactionStateTopicName), PartitionId(0)};
  // Nobody knows who coordinates it.
  PartitionState nobody;
  world.broker().metadata().update(states, nobody);
  EXPECT_EQ(produce(p, 0), ErrorCode::NOT_ENOUGH_REPLICAS);
  // Who is asked does not coordinate it any more.
  PartitionState here;
  here.leader = BrokerId(1);
  world.broker().metadata().update(states, here);
  world.broker().transactions().on_resignation(states);
  EXPECT_EQ(produce(p, 0), ErrorCode::NOT_ENOUGH_REPLICAS);
  EXPECT_EQ(log().log_end_offset(), Offset(0));
}

// Only produce requests are told NOT_ENOUGH_REPLICAS (Kafka: ReplicaManager.handleProduceAppend).
TEST_F(TransactionRequests, OffsetsOfATransactionThatCannotBeVerifiedAreRefusedWithTheCoordinatorsOwnError) {
  world.config.offsets_topic_num_partitions = 1;
  start();
  const GroupId group = world.add_group("readers");
  const BenchProducer p = init();
  add(p, {{world.topics.find(kGroupMetadataTopicName), PartitionId(0)}});
  const TxnOffsetCommitRequest commit{.transactional_id = "tid",
                                      .producer_id = p.id,
                                      .producer_epoch = p.epoch,
                                      .group = group,
                                      .offsets = {{.tp = world.tp(), .offset = Offset(1)}}};
  world.broker().transactions().on_resignation({world.topics.find(kTransactionStateTopicName), PartitionId(0)});
  EXPECT_EQ(ask<TxnOffsetCommitResponse>(commit).error, ErrorCode::NOT_COORDINATOR);
}

TEST_F(TransactionRequests, OnlyTheFirstBatchOfATransactionIsVerified) {
  start();
  const BenchProducer p = init();
  add(p, {world.tp()});
  EXPECT_EQ(produce(p, 0), ErrorCode::NONE);
  world.broker().transactions().on_resignation({world.topics.find(kTransactionStateTopicName), PartitionId(0)});
  EXPECT_EQ(produce(p, 1), ErrorCode::NONE);
}

TEST_F(TransactionRequests, OfTwoPartitionsOnlyTheOneThatWasAddedIsWritten) {
  start();
  const TopicPartition first = world.tp();
  const BenchProducer p = init();
  add(p, {first});
  const Partition& second = world.lead("payments", {}, {1}, {1});
  ProduceRequest request;
  request.acks = -1;
  request.timeout = 30s;
  request.transactional_id = "tid";
  request.partitions = {{.tp = second.tp(), .batch = batch(p, 0)}, {.tp = first, .batch = batch(p, 0)}};
  const auto answer = ask<ProduceResponse>(request);
  ASSERT_EQ(answer.partitions.size(), 2U);
  EXPECT_EQ(answer.partitions[0].tp, second.tp());
  EXPECT_EQ(answer.partitions[0].error, ErrorCode::TRANSACTION_ABORTABLE);
  EXPECT_EQ(answer.partitions[1].tp, first);
  EXPECT_EQ(answer.partitions[1].error, ErrorCode::NONE);
  EXPECT_EQ(second.log().log_end_offset(), Offset(0));
}

// ---- markers

TEST_F(TransactionRequests, MarkersAreWrittenWhereThereIsALeaderOfTheSameCoordinatorOrAnEarlierOne) {
  start();
  const TopicPartition nowhere{world.topics.intern("nowhere"), PartitionId(0)};
  const auto write = [&](std::int32_t coordinator_epoch, int producer_epoch) {
    WriteTxnMarkersRequest request;
    request.markers = {{.producer_id = ProducerId(7),
                        .producer_epoch = ProducerEpoch(static_cast<std::int16_t>(producer_epoch)),
                        .commit = false,
                        .coordinator_epoch = coordinator_epoch,
                        .partitions = {world.tp()}},
                       {.producer_id = ProducerId(8),
                        .producer_epoch = ProducerEpoch(0),
                        .commit = true,
                        .coordinator_epoch = 0,
                        .partitions = {nowhere}}};
    return ask<WriteTxnMarkersResponse>(request);
  };
  const auto first = write(5, 1);
  ASSERT_EQ(first.markers.size(), 2U);
  EXPECT_EQ(first.markers[0].producer_id, ProducerId(7));
  EXPECT_EQ(first.markers[0].partitions.at(0).error, ErrorCode::NONE);
  EXPECT_EQ(first.markers[1].producer_id, ProducerId(8));
  EXPECT_EQ(first.markers[1].partitions.at(0).tp, nowhere);
  EXPECT_EQ(first.markers[1].partitions.at(0).error, ErrorCode::UNKNOWN_TOPIC_OR_PARTITION);
  EXPECT_EQ(write(4, 1).markers[0].partitions.at(0).error, ErrorCode::TRANSACTION_COORDINATOR_FENCED);
  EXPECT_EQ(write(5, 0).markers[0].partitions.at(0).error, ErrorCode::INVALID_PRODUCER_EPOCH);
  EXPECT_EQ(write(6, 1).markers[0].partitions.at(0).error, ErrorCode::NONE);
  EXPECT_EQ(log().log_end_offset(), Offset(2));
  EXPECT_TRUE(ask<WriteTxnMarkersResponse>(WriteTxnMarkersRequest{}).markers.empty());
}

}  // namespace
}  // namespace kafka::testing
