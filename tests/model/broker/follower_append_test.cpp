// What a follower makes of a batch that its own log does not take.

#include <gtest/gtest.h>

#include "tests/support/controlled_broker.h"

namespace kafka::testing {
namespace {

FetchedBatch batch_of(int size) {
  auto* batch = new RecordBatch;
  batch->count = 1;
  batch->size = sim::Bytes(size);
  return {.base_offset = Offset(0), .epoch = LeaderEpoch(0), .batch = BatchPtr(batch)};
}

// Source: UnifiedLog.append throws RecordBatchTooLargeException, AbstractFetcherThread.processFetchRequest marks the
// partition as failed.
TEST(FollowerAppend, ABatchLargerThanASegmentFailsThePartition) {
  BrokerConfig config;
  config.log_segment_bytes = sim::Bytes(100);
  ControlledBroker broker(BrokerId(1), config);
  const TopicPartition tp = broker.tp("t");
  const std::vector<BrokerId> both{BrokerId(1), BrokerId(2)};
  broker.tell_alive({.controller = BrokerId(2)}, both);
  const PartitionState state{.leader = BrokerId(2), .replicas = both, .isr = both};
  broker.ask<LeaderAndIsrResponse>(
      LeaderAndIsrRequest{.header = {.controller = BrokerId(2)}, .partitions = {{.tp = tp, .state = state}}});

  FetchedPartition fetched(*broker.replicas.find(tp), broker.replicas);
  fetched.truncate_without_question();
  const FetchRequest::Partition asked = fetched.fetch(sim::Bytes(1000));
  EXPECT_EQ(fetched.on_fetched(asked, {.tp = tp, .records = {batch_of(101)}}), FetchedPartition::Reaction::failed);
  EXPECT_EQ(broker.events.count<RecordsAppended>(), 0U);
  EXPECT_EQ(fetched.on_fetched(asked, {.tp = tp, .records = {batch_of(100)}}), FetchedPartition::Reaction::go_on);
  EXPECT_EQ(broker.events.count<RecordsAppended>(), 1U);
}

}  // namespace
}  // namespace kafka::testing
