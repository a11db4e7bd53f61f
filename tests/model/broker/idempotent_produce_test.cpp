// What a leader answers to a producer with an id, and when.

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"
#include "tests/support/produced_batches.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

class IdempotentProduce : public ::testing::Test {
 protected:
  IdempotentProduce() {
    world.behaviour.transaction_verification = false;
    world.start();
    partition = &world.lead("orders", {}, {1, 2}, {1, 2});
  }
  struct Answer {
    std::optional<ProduceResponse::Partition> partition;
    [[nodiscard]] std::string text() const {
      if (!partition) return "waits";
      if (partition->error != ErrorCode::NONE) return std::string(name_of(partition->error));
      return "offset " + std::to_string(partition->base_offset.value());
    }
  };
  std::shared_ptr<Answer> produce(const BatchPtr& batch, std::int16_t acks = -1, bool internal = false) {
    auto answer = std::make_shared<Answer>();
    world.replicas().append_records(acks, 30s, {{.tp = world.tp(), .batch = batch}}, internal,
                                    [answer](auto&& partitions) { answer->partition = partitions.front(); });
    return answer;
  }
  std::int64_t end() { return partition->log().log_end_offset().value(); }

  OneBroker world;
  Partition* partition = nullptr;
  IdempotentBatches producer{7};
};

TEST_F(IdempotentProduce, ADuplicateWaitsForItsRecordsToBeReplicatedAndGetsTheirOffset) {
  world.append(100);
  const BatchPtr batch = producer.next(3);
  const auto first = produce(batch);
  const auto again = produce(batch);
  EXPECT_EQ(again->text(), "waits") << "as the batch itself does";
  world.follower_fetch(2, Offset(4));
  EXPECT_EQ(first->text(), "offset 1");
  EXPECT_EQ(again->text(), "offset 1");
  EXPECT_EQ(produce(batch)->text(), "offset 1") << "replicated by now";
  EXPECT_EQ(produce(batch, 1)->text(), "offset 1");
  EXPECT_EQ(end(), 4);
}

TEST_F(IdempotentProduce, ADuplicateIsSeenButNotAppended) {
  const BatchPtr batch = producer.next(3, 250);
  produce(batch, 1);
  const sim::Bytes written = partition->log().size();
  world.events.clear();
  produce(batch, 1);
  EXPECT_EQ(world.events.count<RecordsAppended>(), 0U);
  const auto duplicates = world.events.all<DuplicateAnswered>();
  ASSERT_EQ(duplicates.size(), 1U);
  const DuplicateAnswered& seen = duplicates[0].second;
  EXPECT_EQ(seen.base_offset, Offset(0));
  EXPECT_EQ(seen.count, 3);
  EXPECT_EQ(seen.producer_id, ProducerId(7));
  EXPECT_EQ(seen.base_sequence, Sequence(0));
  EXPECT_EQ(seen.producer, ClientId(0));
  EXPECT_EQ(seen.first_id, RecordId(0));
  EXPECT_EQ(partition->log().size(), written);
}

TEST_F(IdempotentProduce, ADuplicateAsksForEnoughReplicasFirst) {
  world.topic_config().min_insync_replicas = 2;
  const BatchPtr batch = producer.next();
  produce(batch);
  world.follower_fetch(2, Offset(1));
  PartitionState alone = world.state();
  alone.isr = OneBroker::ids({1});
  world.tell(alone);
  EXPECT_EQ(produce(batch)->text(), "NOT_ENOUGH_REPLICAS");
  EXPECT_EQ(produce(batch, 1)->text(), "offset 0");
}

TEST_F(IdempotentProduce, AFullDiskDoesNotConcernADuplicate) {
  const BatchPtr batch = producer.next();
  produce(batch, 1);
  world.set_disk_full(true);
  EXPECT_EQ(produce(batch, 1)->text(), "offset 0");
  EXPECT_EQ(produce(producer.next(), 1)->text(), "KAFKA_STORAGE_ERROR");
}

TEST_F(IdempotentProduce, AGapIsRefusedAndWrittenNowhere) {
  produce(producer.next(), 1);
  producer.lose(1);
  EXPECT_EQ(produce(producer.next())->text(), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  EXPECT_EQ(produce(IdempotentBatches(7, -1).next())->text(), "INVALID_PRODUCER_EPOCH");
  EXPECT_EQ(end(), 1);
  const auto answers = world.events.all<AcksAllAnswered>();
  ASSERT_EQ(answers.size(), 2U);
  EXPECT_EQ(answers[0].second.error, ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
  EXPECT_EQ(answers[0].second.base_offset, kUnknownOffset);
}

TEST_F(IdempotentProduce, AppendsTellWhoseTheyAre) {
  produce(producer.next_of_transaction(2), 1);
  produce(producer.abort(), 1, true);
  const auto appended = world.events.all<RecordsAppended>();
  ASSERT_EQ(appended.size(), 2U);
  const RecordsAppended& records = appended[0].second;
  EXPECT_EQ(records.producer_id, ProducerId(7));
  EXPECT_EQ(records.producer_epoch, ProducerEpoch(0));
  EXPECT_EQ(records.base_sequence, Sequence(0));
  EXPECT_TRUE(records.transactional);
  EXPECT_EQ(records.control, ControlRecordType::none);
  const RecordsAppended& marker = appended[1].second;
  EXPECT_EQ(marker.producer, kNoClient);
  EXPECT_EQ(marker.count, 1);
  EXPECT_EQ(marker.control, ControlRecordType::ABORT);
}

TEST_F(IdempotentProduce, MarkersOfAnOlderCoordinatorAreFenced) {
  produce(producer.next_of_transaction(), 1);
  EXPECT_EQ(produce(producer.marker(ControlRecordType::COMMIT, 4), 1, true)->text(), "offset 1");
  EXPECT_EQ(produce(producer.marker(ControlRecordType::ABORT, 3), 1, true)->text(), "TRANSACTION_COORDINATOR_FENCED");
  EXPECT_EQ(end(), 2);
}

TEST_F(IdempotentProduce, ProducersAreForgottenADayAfterTheirLastRecord) {
  produce(producer.next(), 1);
  producer.lose(5);
  world.run_for(24h - 1min);
  EXPECT_EQ(produce(producer.next(), 1)->text(), "OUT_OF_ORDER_SEQUENCE_NUMBER");
  world.run_for(11min);  // the next of the looks that come every 10 minutes
  EXPECT_EQ(produce(producer.next(), 1)->text(), "offset 1") << "any number will do now";
}

}  // namespace
}  // namespace kafka::testing
