// Compression: what a producer expects of it, what comes out, and what it costs.

#include <gtest/gtest.h>

#include "tests/support/scripted_brokers.h"

namespace kafka::testing {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

TEST(CompressionRatioEstimator, begins_at_one_hopes_slowly_and_fears_quickly) {
  CompressionRatioEstimator estimator;
  const TopicId topic(3);
  EXPECT_FLOAT_EQ(estimator.estimation(topic), 1.0F);
  estimator.update(topic, 0.5F);
  EXPECT_FLOAT_EQ(estimator.estimation(topic), 0.995F);
  estimator.update(topic, 0.993F);
  EXPECT_FLOAT_EQ(estimator.estimation(topic), 0.993F) << "not below what was seen";
  estimator.update(topic, 0.995F);
  EXPECT_FLOAT_EQ(estimator.estimation(topic), 1.043F) << "0.05 at least";
  estimator.update(topic, 1.2F);
  EXPECT_FLOAT_EQ(estimator.estimation(topic), 1.2F);
  EXPECT_FLOAT_EQ(estimator.estimation(TopicId(0)), 1.0F) << "each topic has its own";
}

class CompressingProducer : public ::testing::Test {
 protected:
  void start(CompressionType codec) {
    config_.enable_idempotence = false;
    config_.compression_type = codec;
    config_.linger_ms = milliseconds(10);
    tp_ = brokers_.topic("t");
    producer_ = &brokers_.producer(config_);
  }
  /// Fills one batch, and nothing more.
  void send(int records, int size = 1000, bool compressible = true) {
    for (int i = 0; i < records; ++i) {
      producer_->send({.topic = tp_.topic, .value_size = size, .compressible = compressible});
      while (producer_->blocked()) brokers_.settle();
    }
  }

  ScriptedBrokers brokers_;
  ProducerConfig config_;
  TopicPartition tp_;
  Producer* producer_ = nullptr;
};

TEST_F(CompressingProducer, sends_fewer_bytes_and_says_how_many_they_were) {
  start(CompressionType::gzip);
  send(10);
  brokers_.run_for(seconds(1));
  const RecordBatch& batch = *brokers_.batches().at(0);
  EXPECT_EQ(batch.count, 10);
  EXPECT_EQ(batch.compression, CompressionType::gzip);
  const std::int64_t records = batch.uncompressed_size.count() - kRecordBatchOverhead;
  EXPECT_GT(records, 10000);
  EXPECT_EQ(batch.size.count(), kRecordBatchOverhead + std::llround(0.35 * static_cast<double>(records)));
}

TEST_F(CompressingProducer, cannot_make_random_bytes_smaller) {
  start(CompressionType::zstd);
  send(10, 1000, false);
  brokers_.run_for(seconds(1));
  const RecordBatch& batch = *brokers_.batches().at(0);
  EXPECT_EQ(batch.size, batch.uncompressed_size);
}

TEST_F(CompressingProducer, without_a_codec_says_nothing_of_another_size) {
  start(CompressionType::none);
  send(1);
  brokers_.run_for(seconds(1));
  EXPECT_EQ(brokers_.batches().at(0)->uncompressed_size, sim::Bytes(0));
}

// 16384 >= 61 + (uncompressed * estimate * 1.05) + the next record.
TEST_F(CompressingProducer, puts_more_into_a_batch_the_better_it_has_learnt_to_compress) {
  start(CompressionType::gzip);
  std::vector<std::int32_t> counts;
  for (int i = 0; i < 200; ++i) {
    send(60);
    brokers_.run_for(milliseconds(50));
  }
  for (const BatchPtr& batch : brokers_.batches())
    if (counts.empty() || counts.back() != batch->count) counts.push_back(batch->count);
  EXPECT_EQ(counts.front(), 15) << "at first as if records grew by a twentieth";
  EXPECT_GE(*std::max_element(counts.begin(), counts.end()), 40);
}

TEST_F(CompressingProducer, takes_its_time_for_one_batch_after_the_other) {
  brokers_.compression.of(CompressionType::gzip).compress = seconds(100);  // a MiB: 16 KB in about 1.5 s
  config_.buffer_memory = sim::Bytes(10'000'000);
  start(CompressionType::gzip);
  brokers_.topic("t", 2);
  send(1);
  brokers_.run_for(seconds(1));
  const sim::SimTime begin = brokers_.scheduler.now();
  for (const int partition : {0, 1})
    for (int i = 0; i < 10; ++i)
      producer_->send({.topic = tp_.topic, .partition = PartitionId(partition), .value_size = 1000});
  brokers_.run_for(seconds(10));
  const auto sent = brokers_.events.all<BatchSent>();
  ASSERT_EQ(sent.size(), 3u);
  const auto bytes = static_cast<double>(brokers_.batches()[1]->uncompressed_size.count() - kRecordBatchOverhead);
  const sim::Duration work(std::llround(bytes / 1048576 * 100e9));
  EXPECT_EQ(sent[1].first - begin, milliseconds(10) + work);  // the linger, then the work
  EXPECT_EQ(sent[2].first - sent[1].first, work);
}

TEST_F(CompressingProducer, on_a_slow_machine_takes_longer) {
  start(CompressionType::gzip);
  send(1);
  brokers_.run_for(seconds(1));
  producer_->set_slowdown(1000);
  const sim::SimTime begin = brokers_.scheduler.now();
  send(10);
  brokers_.run_for(seconds(10));
  const sim::Duration took = brokers_.events.all<BatchSent>().back().first - begin;
  EXPECT_GT(took, milliseconds(200));
  EXPECT_LT(took, milliseconds(300));
}

TEST_F(CompressingProducer, compresses_a_batch_once_however_often_it_is_sent) {
  brokers_.compression.of(CompressionType::gzip).compress = seconds(10);
  config_.retry_backoff_max_ms = config_.retry_backoff_ms;
  start(CompressionType::gzip);
  send(1);
  brokers_.run_for(seconds(1));
  brokers_.will({{.error = ErrorCode::NOT_ENOUGH_REPLICAS}});
  send(10);
  brokers_.run_for(seconds(2));
  const auto sent = brokers_.events.all<BatchSent>();
  ASSERT_EQ(sent.size(), 3u);
  EXPECT_EQ(sent[2].first - sent[1].first, milliseconds(100));
}

TEST(DecompressionTime, is_that_of_the_codec_for_the_records_of_a_batch) {
  const CompressionCosts costs;
  RecordBatch batch;
  batch.compression = CompressionType::gzip;
  batch.uncompressed_size = sim::Bytes(1048576 + kRecordBatchOverhead);
  EXPECT_EQ(decompression_time(costs, batch), std::chrono::microseconds(8333));
  batch.compression = CompressionType::none;
  EXPECT_EQ(decompression_time(costs, batch), sim::Duration{0});
}

}  // namespace
}  // namespace kafka::testing
