// A producer without idempotence: order, retries, time, memory. Brokers answer as they are told.

#include <gtest/gtest.h>

#include "tests/support/scripted_brokers.h"

namespace kafka::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using RecordIds = std::vector<std::int64_t>;

class PlainProducer : public ::testing::Test {
 protected:
  PlainProducer() {
    config_.enable_idempotence = false;
    config_.batch_size = sim::Bytes(0);  // a batch for each record
    config_.retry_backoff_max_ms = config_.retry_backoff_ms;
  }
  /// Knows its leader; record 0 is stored.
  void ready(Profile profile = Profile::v3_9) {
    tp_ = brokers_.topic("t", 2);
    producer_ = &brokers_.producer(config_, profile);
    send(1);
    brokers_.run_for(milliseconds(50));
    ASSERT_EQ(stored_ids(), (RecordIds{0}));
  }
  void send(int records, int partition = 0, int size = 100) {
    for (int i = 0; i < records; ++i)
      producer_->send({.topic = tp_.topic, .partition = PartitionId(partition), .value_size = size});
  }
  RecordIds stored_ids(int partition = 0) {
    RecordIds ids;
    for (const auto& s : brokers_.logs[{tp_.topic, PartitionId(partition)}]) ids.push_back(s.batch->first_id.value());
    return ids;
  }
  /// When each batch went out, since the first of them.
  std::vector<sim::Duration> sent_after(std::size_t from) {
    std::vector<sim::Duration> all;
    const auto requests = brokers_.requests<ProduceRequest>();
    for (std::size_t i = from; i < requests.size(); ++i) all.push_back(requests[i].first - requests[from].first);
    return all;
  }
  template <class E>
  std::vector<E> seen() const {
    std::vector<E> all;
    for (const auto& [at, event] : brokers_.events.all<E>()) all.push_back(event);
    return all;
  }

  ScriptedBrokers brokers_{2};
  ProducerConfig config_;
  TopicPartition tp_;
  Producer* producer_ = nullptr;
};

// ---- order

TEST_F(PlainProducer, with_two_requests_in_flight_a_retry_changes_the_order) {
  config_.max_in_flight_requests_per_connection = 2;
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}});
  send(2);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(), (RecordIds{0, 2, 1}));
}

TEST_F(PlainProducer, with_one_request_in_flight_keeps_the_order) {
  config_.max_in_flight_requests_per_connection = 1;
  ready();
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}});
  send(2);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(), (RecordIds{0, 1, 2}));
}

TEST_F(PlainProducer, stores_a_record_twice_when_its_acknowledgement_is_lost) {
  ready();
  brokers_.will({{.connection = false}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(), (RecordIds{0, 1, 1}));
  EXPECT_EQ(seen<RecordsAcknowledged>().size(), 2u);
}

// ---- retries

TEST_F(PlainProducer, of_2_3_always_waits_the_same_before_a_retry) {
  ready(Profile::v2_3);
  brokers_.will(std::vector<BatchReply>(3, {.error = ErrorCode::NOT_ENOUGH_REPLICAS}));
  send(1);
  brokers_.run_for(seconds(5));
  EXPECT_EQ(sent_after(1),
            (std::vector<sim::Duration>{milliseconds(0), milliseconds(100), milliseconds(200), milliseconds(300)}));
}

TEST_F(PlainProducer, waits_longer_with_every_retry) {
  config_.retry_backoff_max_ms = seconds(1);
  ready();
  brokers_.will(std::vector<BatchReply>(6, {.error = ErrorCode::NOT_ENOUGH_REPLICAS}));
  send(1);
  brokers_.run_for(seconds(10));
  const auto sent = sent_after(1);
  ASSERT_EQ(sent.size(), 7u);
  const double expected[] = {100, 200, 400, 800, 1000, 1000};
  for (std::size_t i = 0; i < 6; ++i) {
    const double waited = static_cast<double>((sent[i + 1] - sent[i]).count()) / 1e6;
    EXPECT_GE(waited, 0.8 * expected[i] - 1) << i;
    EXPECT_LE(waited, std::min(1000.0, 1.2 * expected[i])) << i;
  }
}

TEST_F(PlainProducer, gives_up_after_its_retries_with_the_last_error) {
  config_.retries = 2;
  ready();
  brokers_.will(std::vector<BatchReply>(3, {.error = ErrorCode::NOT_ENOUGH_REPLICAS}));
  send(1);
  brokers_.run_for(seconds(1));
  ASSERT_EQ(seen<RecordsFailed>().size(), 1u);
  EXPECT_EQ(seen<RecordsFailed>()[0].exception, "NotEnoughReplicasException");
  EXPECT_EQ(seen<RecordsFailed>()[0].error, ErrorCode::NOT_ENOUGH_REPLICAS);
}

TEST_F(PlainProducer, gives_up_at_once_what_cannot_be_retried) {
  ready();
  brokers_.will({{.error = ErrorCode::INVALID_REQUIRED_ACKS}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(seen<RecordsFailed>().at(0).exception, "InvalidRequiredAcksException");
}

// ---- splitting

TEST_F(PlainProducer, splits_a_batch_that_is_too_large_and_does_not_count_that_as_a_retry) {
  config_.batch_size = sim::Bytes(500);
  config_.linger_ms = milliseconds(5);
  config_.retries = 1;
  ready();
  send(4);
  config_.batch_size = sim::Bytes(500);
  brokers_.will({{.error = ErrorCode::MESSAGE_TOO_LARGE}, {.error = ErrorCode::MESSAGE_TOO_LARGE}});
  brokers_.run_for(seconds(1));
  const auto all = brokers_.batches();
  ASSERT_EQ(all.size(), 4u);  // the first record, the batch, and the same again: it is within batch.size
  EXPECT_EQ(all[1]->count, 4);
  EXPECT_EQ(all[3]->count, 4);
  EXPECT_EQ(stored_ids(), (RecordIds{0, 1})) << "ids 1 to 4 in one piece";
  EXPECT_TRUE(seen<RecordsFailed>().empty());
}

// KAFKA-8350
TEST_F(PlainProducer, sends_a_batch_that_cannot_get_smaller_again_at_once_until_its_time_is_over) {
  config_.batch_size = sim::Bytes(500);
  config_.linger_ms = milliseconds(5);
  config_.delivery_timeout_ms = milliseconds(200);
  ready();
  send(4);
  brokers_.will(std::vector<BatchReply>(1000, {.error = ErrorCode::MESSAGE_TOO_LARGE}));
  brokers_.run_for(seconds(1));
  EXPECT_GT(brokers_.batches().size(), 100u);
  ASSERT_EQ(seen<RecordsFailed>().size(), 1u);
  EXPECT_EQ(seen<RecordsFailed>()[0].count, 4);
}

TEST_F(PlainProducer, gives_up_a_single_record_that_is_too_large) {
  ready();
  brokers_.will({{.error = ErrorCode::MESSAGE_TOO_LARGE}});
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(seen<RecordsFailed>().at(0).exception, "RecordTooLargeException");
}

// ---- time

TEST_F(PlainProducer, gives_up_a_batch_in_flight_when_its_time_is_over) {
  config_.delivery_timeout_ms = milliseconds(500);
  ready();
  brokers_.will({{.silent = true}});
  send(1);
  brokers_.run_for(milliseconds(501));
  ASSERT_EQ(seen<RecordsFailed>().size(), 1u);
  EXPECT_EQ(seen<RecordsFailed>()[0].exception, "TimeoutException");
}

TEST_F(PlainProducer, hears_of_a_batch_in_flight_out_of_time_although_nothing_else_happens) {
  config_.delivery_timeout_ms = milliseconds(500);
  ready();
  brokers_.will({{.silent = true}});
  send(1);
  brokers_.run_for(milliseconds(250));
  send(1, 1);
  brokers_.run_for(milliseconds(501));
  EXPECT_EQ(seen<RecordsFailed>().size(), 2u);
}

TEST_F(PlainProducer, says_once_that_a_batch_failed_although_its_answer_comes_later) {
  config_.delivery_timeout_ms = milliseconds(500);
  ready();
  brokers_.will({{.after = milliseconds(800)}});
  send(1);
  brokers_.run_for(seconds(2));
  EXPECT_EQ(seen<RecordsFailed>().size(), 1u);
  EXPECT_EQ(seen<RecordsAcknowledged>().size(), 1u);  // the first record
  EXPECT_EQ(producer_->unfinished_records(), 0);
}

// ---- a new leader

// KIP-951
TEST_F(PlainProducer, goes_to_a_leader_that_is_named_at_once) {
  config_.retry_backoff_ms = config_.retry_backoff_max_ms = seconds(5);
  ready();
  brokers_.lead(tp_, 2, 1);
  brokers_.will({{.error = ErrorCode::NOT_LEADER_OR_FOLLOWER, .leader = {BrokerId(2), LeaderEpoch(1)}}});
  send(1);
  brokers_.run_for(milliseconds(10));
  ASSERT_EQ(brokers_.logs[tp_].size(), 2u);
  EXPECT_EQ(brokers_.logs[tp_][1].broker, BrokerId(2));
}

TEST_F(PlainProducer, of_2_3_waits_for_metadata_and_its_backoff) {
  ready(Profile::v2_3);
  brokers_.lead(tp_, 2, 1);
  brokers_.will({{.error = ErrorCode::NOT_LEADER_OR_FOLLOWER, .leader = {BrokerId(2), LeaderEpoch(1)}}});
  send(1);
  brokers_.run_for(milliseconds(99));
  EXPECT_EQ(brokers_.logs[tp_].size(), 1u);
  brokers_.run_for(milliseconds(2));
  EXPECT_EQ(brokers_.logs[tp_].size(), 2u);
}

TEST_F(PlainProducer, does_not_go_back_to_an_older_leader) {
  ready();
  brokers_.will({{.error = ErrorCode::NOT_LEADER_OR_FOLLOWER, .leader = {BrokerId(2), LeaderEpoch(0)}}});
  send(1);
  brokers_.run_for(milliseconds(10));
  EXPECT_EQ(brokers_.logs[tp_].size(), 1u);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.logs[tp_].at(1).broker, BrokerId(1));
}

// ---- memory

TEST_F(PlainProducer, blocks_when_its_memory_is_used_up_and_goes_on_when_some_is_free) {
  config_.buffer_memory = sim::Bytes(500);
  ready();
  brokers_.will({{.after = seconds(1)}, {.after = seconds(1)}});
  send(2);
  EXPECT_FALSE(producer_->send({.topic = tp_.topic, .partition = PartitionId(0), .value_size = 100}));
  EXPECT_EQ(seen<SendBlocked>().back().on, BlockedOn::buffer_memory);
  brokers_.run_for(milliseconds(1100));
  EXPECT_FALSE(producer_->blocked());
  EXPECT_EQ(seen<SendUnblocked>().back().waited, seconds(1));
  EXPECT_EQ(producer_->last_record()->id, RecordId(3));
}

TEST_F(PlainProducer, gives_a_record_up_for_which_no_memory_became_free_in_time) {
  config_.buffer_memory = sim::Bytes(500);
  config_.max_block_ms = milliseconds(300);
  ready();
  brokers_.will({{.silent = true}, {.silent = true}});
  send(2);
  EXPECT_FALSE(producer_->send({.topic = tp_.topic, .partition = PartitionId(0), .value_size = 100}));
  brokers_.run_for(milliseconds(301));
  EXPECT_EQ(seen<SendFailed>().at(0).exception, "BufferExhaustedException");
  EXPECT_FALSE(producer_->last_record().has_value());
}

TEST_F(PlainProducer, chooses_a_partition_once_however_long_it_waits_for_memory) {
  config_.buffer_memory = sim::Bytes(500);
  config_.partitioner_class = "";
  ready(Profile::v2_3);
  brokers_.will({{.after = seconds(1)}, {.after = milliseconds(1)}});
  const ProducerRecord record{.topic = tp_.topic, .value_size = 100};
  producer_->send(record);
  producer_->send(record);
  EXPECT_FALSE(producer_->send(record));
  brokers_.run_for(seconds(2));
  producer_->send(record);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(stored_ids(0).size() + stored_ids(1).size(), 5u);
  EXPECT_EQ(std::max(stored_ids(0).size(), stored_ids(1).size()), 3u) << "round robin";
}

// ---- flush, callbacks

TEST_F(PlainProducer, flush_sends_what_lingers_and_waits_for_it) {
  config_.batch_size = sim::Bytes(16384);
  config_.linger_ms = seconds(10);
  tp_ = brokers_.topic("t", 1);
  producer_ = &brokers_.producer(config_, Profile::v3_9);
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_TRUE(brokers_.batches().empty());
  brokers_.will({{.after = milliseconds(200)}});
  bool flushed = false;
  producer_->flush([&] { flushed = true; });
  brokers_.run_for(milliseconds(199));
  EXPECT_EQ(brokers_.batches().size(), 1u);
  EXPECT_FALSE(flushed);
  brokers_.run_for(milliseconds(2));
  EXPECT_TRUE(flushed);
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.batches().size(), 1u) << "lingering is in force again";
}

TEST_F(PlainProducer, flush_of_nothing_returns_at_once) {
  ready();
  bool flushed = false;
  producer_->flush([&] { flushed = true; });
  brokers_.settle();
  EXPECT_TRUE(flushed);
}

/// Of 200 records without a key, those that lie about for a broker that takes nothing any more.
std::int64_t left_lying(sim::Duration availability_timeout) {
  ScriptedBrokers brokers(2);
  ProducerConfig config;
  config.enable_idempotence = false;
  config.partitioner_availability_timeout_ms = availability_timeout;
  config.max_in_flight_requests_per_connection = 2;
  config.batch_size = sim::Bytes(300);
  const TopicPartition tp = brokers.topic("t", 2);
  const TopicPartition other{tp.topic, PartitionId(1)};
  brokers.lead(other, 2, 0);
  Producer& producer = brokers.producer(config);
  for (const TopicPartition to : {tp, other}) {
    producer.send({.topic = to.topic, .partition = to.partition, .value_size = 100});
    brokers.run_for(milliseconds(50));
  }
  brokers.will({{.silent = true}});
  producer.send({.topic = other.topic, .partition = other.partition, .value_size = 100});
  brokers.run_for(milliseconds(10));
  for (int i = 0; i < 200; ++i) {
    producer.send({.topic = tp.topic, .value_size = 100});
    brokers.run_for(milliseconds(5));
  }
  return producer.unfinished_records();
}

// KIP-794
TEST(PartitionerAvailabilityTimeout, keeps_records_away_from_a_broker_that_takes_none) {
  const std::int64_t without = left_lying(milliseconds(0));
  const std::int64_t with = left_lying(milliseconds(100));
  EXPECT_GT(without, 20);
  EXPECT_LT(with, without / 2);
}

}  // namespace
}  // namespace kafka::testing
