// An idempotent producer: numbers, order, gaps. Brokers answer as they are told.

#include <gtest/gtest.h>

#include "tests/support/scripted_brokers.h"

namespace kafka::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

/// One partition, one batch per record.
class IdempotentProducer : public ::testing::Test {
 protected:
  Producer& start(Profile profile = Profile::v3_9) {
    tp_ = brokers_.topic("t", 2);
    brokers_.lead({tp_.topic, PartitionId(1)}, 2, 0);
    config_.batch_size = sim::Bytes(0);
    config_.retry_backoff_max_ms = config_.retry_backoff_ms;  // exact instants
    if (profile == Profile::v2_3) config_.enable_idempotence = true;
    Producer& producer = brokers_.producer(config_, profile);
    producer_ = &producer;
    return producer;
  }
  void send(int records, int partition = 0) {
    for (int i = 0; i < records; ++i)
      producer_->send({.topic = tp_.topic, .partition = PartitionId(partition), .value_size = 100});
  }
  /// A producer that knows its leader and has an id.
  Producer& ready(Profile profile = Profile::v3_9) {
    Producer& producer = start(profile);
    send(1);
    brokers_.run_for(milliseconds(50));
    EXPECT_EQ(brokers_.logs[tp_].size(), 1u);
    return producer;
  }
  /// First sequence and epoch of every batch that was sent, in order.
  std::vector<std::pair<int, int>> numbers() {
    std::vector<std::pair<int, int>> all;
    for (const BatchPtr& b : brokers_.batches()) all.push_back({b->base_sequence.value(), b->producer_epoch.value()});
    return all;
  }
  std::vector<std::int64_t> stored_ids() {
    std::vector<std::int64_t> ids;
    for (const auto& s : brokers_.logs[tp_]) ids.push_back(s.batch->first_id.value());
    return ids;
  }
  std::int64_t acknowledged() {
    std::int64_t sum = 0;
    for (const auto& [at, e] : brokers_.events.all<RecordsAcknowledged>()) sum += e.count;
    return sum;
  }

  ScriptedBrokers brokers_{2};
  ProducerConfig config_;
  TopicPartition tp_;
  Producer* producer_ = nullptr;
};

using Numbers = std::vector<std::pair<int, int>>;

TEST_F(IdempotentProducer, asks_any_broker_for_an_id_before_it_has_anything_to_send) {
  start();
  brokers_.run_for(milliseconds(10));
  const auto asked = brokers_.requests<InitProducerIdRequest>();
  ASSERT_EQ(asked.size(), 1u);
  EXPECT_EQ(asked[0].second.transactional_id, "");
  EXPECT_EQ(asked[0].second.client, ClientId(0));
  EXPECT_EQ(producer_->producer_id(), (ProducerIdAndEpoch{ProducerId(1000), ProducerEpoch(0)}));
  EXPECT_EQ(brokers_.events.count<ProducerIdAssigned>(), 1u);
}

TEST_F(IdempotentProducer, sends_nothing_before_it_has_an_id) {
  brokers_.will_answer<InitProducerIdRequest>({ErrorCode::COORDINATOR_LOAD_IN_PROGRESS});
  start();
  send(1);
  brokers_.run_for(milliseconds(99));
  EXPECT_TRUE(brokers_.batches().empty());
  brokers_.run_for(milliseconds(10));  // asked again after retry.backoff.ms
  EXPECT_EQ(numbers(), (Numbers{{0, 0}}));
}

TEST_F(IdempotentProducer, numbers_batches_by_partition_and_keeps_the_numbers_over_retries) {
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}});
  send(2, 1);
  brokers_.run_for(seconds(1));
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {0, 0}, {1, 0}, {0, 0}, {1, 0}}));
}

TEST_F(IdempotentProducer, keeps_the_order_when_the_first_of_two_in_flight_fails) {
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}, {.error = ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER}});
  send(2);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(), (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {1, 0}, {2, 0}, {1, 0}, {2, 0}}));
}

TEST_F(IdempotentProducer, sends_only_the_head_of_a_partition_that_is_being_repaired) {
  ready();
  using enum ErrorCode;
  brokers_.will({{.error = NOT_ENOUGH_REPLICAS},
                 {.error = OUT_OF_ORDER_SEQUENCE_NUMBER},
                 {.error = OUT_OF_ORDER_SEQUENCE_NUMBER},
                 {.after = milliseconds(20)}});
  send(3);
  brokers_.run_for(milliseconds(105));
  EXPECT_EQ(brokers_.batches().size(), 5u);  // the first again, and nothing else while its answer is out
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(), (std::vector<std::int64_t>{0, 1, 2, 3}));
}

TEST_F(IdempotentProducer, sends_the_same_number_again_when_the_acknowledgement_is_lost) {
  ready();
  brokers_.will({{.connection = false}, {.stored = false, .base_offset = Offset(1)}});  // the leader knows it already
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {1, 0}, {1, 0}}));
  EXPECT_EQ(stored_ids(), (std::vector<std::int64_t>{0, 1}));
  EXPECT_EQ(acknowledged(), 2);
}

TEST_F(IdempotentProducer, takes_DUPLICATE_SEQUENCE_NUMBER_for_success) {
  ready();
  brokers_.will({{.error = ErrorCode::DUPLICATE_SEQUENCE_NUMBER}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(acknowledged(), 2);
  EXPECT_EQ(brokers_.events.all<RecordsAcknowledged>().back().second.base_offset, kUnknownOffset);
}

// KIP-360
TEST_F(IdempotentProducer, mends_a_gap_with_a_larger_epoch_and_numbers_what_is_in_flight_anew) {
  ready();
  using enum ErrorCode;
  brokers_.will({{.error = OUT_OF_ORDER_SEQUENCE_NUMBER}, {.error = OUT_OF_ORDER_SEQUENCE_NUMBER}});
  send(2);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {1, 0}, {2, 0}, {0, 1}, {1, 1}}));
  EXPECT_EQ(stored_ids(), (std::vector<std::int64_t>{0, 1, 2}));
  EXPECT_EQ(brokers_.requests<InitProducerIdRequest>().size(), 1u) << "nobody has to be asked";
  EXPECT_EQ(brokers_.events.count<ProducerIdAssigned>(), 2u);
  send(1, 1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers().back(), (std::pair<int, int>{0, 1})) << "other partitions begin anew, too";
}

TEST_F(IdempotentProducer, mends_what_a_leader_has_forgotten) {
  ready();
  brokers_.will({{.error = ErrorCode::UNKNOWN_PRODUCER_ID, .log_start = Offset(0)}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {1, 0}, {0, 1}}));
}

// KIP-360 is what 2.3 lacks.
TEST_F(IdempotentProducer, of_2_3_gives_a_gap_up_and_begins_with_a_new_id) {
  ready(Profile::v2_3);
  brokers_.will({{.error = ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER}});
  send(1);
  brokers_.run_for(seconds(1));
  const auto failed = brokers_.events.all<RecordsFailed>();
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed[0].second.exception, "OutOfOrderSequenceException");
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.requests<InitProducerIdRequest>().size(), 2u);
  EXPECT_EQ(brokers_.batches().back()->producer_id, ProducerId(1001));
  EXPECT_EQ(brokers_.batches().back()->base_sequence, Sequence(0));
}

TEST_F(IdempotentProducer, of_2_3_goes_on_after_retention_took_all_it_wrote) {
  ready(Profile::v2_3);
  brokers_.will({{.error = ErrorCode::UNKNOWN_PRODUCER_ID, .log_start = Offset(5)}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers(), (Numbers{{0, 0}, {1, 0}, {0, 0}}));
  EXPECT_EQ(acknowledged(), 2);
}

TEST_F(IdempotentProducer, whose_batch_ran_out_of_time_after_it_was_sent_takes_a_larger_epoch) {
  config_.request_timeout_ms = seconds(1);
  config_.delivery_timeout_ms = seconds(2);
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}, {.silent = true}, {.silent = true}});
  send(1);
  brokers_.run_for(milliseconds(2100));
  const auto failed = brokers_.events.all<RecordsFailed>();
  ASSERT_EQ(failed.size(), 1u);
  EXPECT_EQ(failed[0].second.exception, "TimeoutException");
  send(1);
  brokers_.run_for(seconds(3));
  EXPECT_EQ(brokers_.batches().back()->producer_epoch, ProducerEpoch(1));
  EXPECT_EQ(brokers_.batches().back()->base_sequence, Sequence(0));
}

TEST_F(IdempotentProducer, whose_later_batch_was_taken_knows_that_the_one_out_of_time_was_stored) {
  config_.delivery_timeout_ms = seconds(2);
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS, .after = milliseconds(1600)},
                 {.after = milliseconds(1000)},
                 {.silent = true}});
  send(1);
  brokers_.run_for(milliseconds(1500));
  send(1);
  brokers_.run_for(milliseconds(600));  // the first has been sent again, and its time is over
  EXPECT_EQ(brokers_.batches().size(), 4u);
  EXPECT_EQ(brokers_.events.count<RecordsFailed>(), 1u);
  send(1);
  brokers_.run_for(milliseconds(100));
  EXPECT_EQ(brokers_.batches().size(), 4u) << "new batches wait until it is clear what was stored";
  brokers_.run_for(seconds(1));
  EXPECT_EQ(numbers().back(), (std::pair<int, int>{3, 0}));
}

TEST_F(IdempotentProducer, asks_for_another_id_when_its_epochs_are_used_up) {
  brokers_.next_id = {ProducerId(7), ProducerEpoch(32767)};
  ready();
  brokers_.will({{.error = ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.requests<InitProducerIdRequest>().size(), 2u);
  EXPECT_EQ(producer_->producer_id().id, ProducerId(8));
}

// 3.9: InvalidProducerEpochException is none of ProducerFencedException's kind.
TEST_F(IdempotentProducer, fails_the_batch_and_takes_a_larger_epoch_when_its_own_is_too_old) {
  ready();
  brokers_.will({{.error = ErrorCode::INVALID_PRODUCER_EPOCH}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.events.all<RecordsFailed>().at(0).second.exception, "InvalidProducerEpochException");
  EXPECT_FALSE(producer_->failed());
  EXPECT_EQ(producer_->producer_id().epoch, ProducerEpoch(1));
}

TEST_F(IdempotentProducer, of_2_3_is_fenced_by_an_old_epoch) {
  ready(Profile::v2_3);
  brokers_.will({{.error = ErrorCode::INVALID_PRODUCER_EPOCH}});
  send(3);
  brokers_.run_for(seconds(1));
  EXPECT_TRUE(producer_->failed());
  const auto failures = brokers_.events.all<ProducerFailed>();
  ASSERT_EQ(failures.size(), 1u);
  EXPECT_EQ(failures[0].second.exception, "ProducerFencedException");
  EXPECT_EQ(producer_->unfinished_records(), 0) << "what was waiting is given up";
}

TEST_F(IdempotentProducer, is_none_if_acks_or_retries_or_in_flight_forbid_it) {
  config_.acks = Acks::leader;
  start();
  send(1);
  brokers_.run_for(milliseconds(10));
  EXPECT_TRUE(brokers_.requests<InitProducerIdRequest>().empty());
  EXPECT_EQ(brokers_.batches().at(0)->producer_id, kNoProducerId);
}

TEST_F(IdempotentProducer, waits_with_new_batches_while_old_ones_are_in_flight_under_another_epoch) {
  ready();
  using enum ErrorCode;
  // Partition 0 has a gap; a batch of partition 1 is in flight to the other broker meanwhile.
  brokers_.will({{.after = milliseconds(300)}, {.error = OUT_OF_ORDER_SEQUENCE_NUMBER}});
  send(1, 1);
  brokers_.settle();
  send(1, 0);
  brokers_.run_for(milliseconds(10));
  send(1, 1);
  brokers_.run_for(seconds(1));
  const auto all = brokers_.batches();
  EXPECT_EQ(all.back()->base_sequence, Sequence(0));
  EXPECT_EQ(all.back()->producer_epoch, ProducerEpoch(1));
  const auto& log = brokers_.logs[{tp_.topic, PartitionId(1)}];
  ASSERT_EQ(log.size(), 2u);
  EXPECT_EQ(log[0].batch->producer_epoch, ProducerEpoch(0));
  EXPECT_EQ(log[1].batch->producer_epoch, ProducerEpoch(1));
}

}  // namespace
}  // namespace kafka::testing
