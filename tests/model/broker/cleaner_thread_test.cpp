// When a broker compacts which of its logs.

#include <gtest/gtest.h>

#include "tests/support/one_broker.h"

namespace kafka::testing {
namespace {

using namespace std::chrono_literals;

/// Commits of 1 KiB, four in a segment, each of the same partition.
class CompactingBroker : public ::testing::Test {
 protected:
  void lead(const std::string& topic) {
    world.start();
    TopicConfig config;
    config.cleanup_policy = "compact";
    config.segment_bytes = sim::KiB(4);
    log = &world.lead(topic, config, {1}, {1}).log();
  }
  void commit(int times, bool known_key = true) {
    for (int i = 0; i < times; ++i) {
      auto* batch = new RecordBatch;
      batch->count = 1;
      batch->size = sim::KiB(1);
      if (known_key)
        batch->content = std::make_unique<const InternalRecords>(
            InternalRecords{OffsetCommits{.group = GroupId(0), .offsets = {{.tp = {}, .offset = Offset(i)}}}});
      ErrorCode error = ErrorCode::UNKNOWN_SERVER_ERROR;
      world.replicas().append_records(-1, 1s, {{.tp = world.tp(), .batch = BatchPtr(batch)}}, true,
                                      [&](auto&& answers) { error = answers.front().error; });
      ASSERT_EQ(error, ErrorCode::NONE);
    }
  }
  [[nodiscard]] std::vector<std::pair<sim::SimTime, LogCleaned>> cleaned() const {
    return world.events.all<LogCleaned>();
  }

  OneBroker world;
  Log* log = nullptr;
};

const std::string kOffsets(kGroupMetadataTopicName);

TEST_F(CompactingBroker, LooksEveryBackoffAndReadsWhatItCleans) {
  world.costs.io_thread_per_kib = 1ms;
  lead(kOffsets);
  commit(10);  // 0-3, 4-7 and the active 8-9
  world.run_for(14s);
  EXPECT_TRUE(cleaned().empty());
  world.run_for(2s);
  ASSERT_EQ(cleaned().size(), 1U);
  const auto [at, e] = cleaned()[0];
  EXPECT_EQ(at, sim::kTimeZero + 15s + 8ms) << "8 KiB";
  EXPECT_EQ(e.broker, BrokerId(1));
  EXPECT_EQ(e.tp, world.tp());
  EXPECT_EQ(e.clean_to, Offset(8));
  EXPECT_EQ(e.batches, 7);
  EXPECT_EQ(e.size, sim::KiB(7));
  EXPECT_EQ(log->size(), sim::KiB(3));
  EXPECT_EQ(log->log_end_offset(), Offset(10));
  EXPECT_EQ(log->log_start_offset(), Offset(0));
}

TEST_F(CompactingBroker, CleansAgainWhenMoreThanHalfIsDirty) {
  lead(kOffsets);
  commit(9);
  world.run_for(16s);
  ASSERT_EQ(cleaned().size(), 1U);
  world.run_for(60s);
  EXPECT_EQ(cleaned().size(), 1U) << "nothing is dirty";
  commit(4);  // the segment of 8 is full, and closed
  world.run_for(16s);
  ASSERT_EQ(cleaned().size(), 2U) << "4 dirty KiB beside 1 clean one";
  EXPECT_EQ(cleaned()[1].second.clean_to, Offset(12));
}

TEST_F(CompactingBroker, LogsOfUsersHaveNoKeysHere) {
  lead("orders");
  commit(20, false);
  world.run_for(60s);
  EXPECT_TRUE(cleaned().empty());
}

TEST_F(CompactingBroker, MayBeSwitchedOff) {
  world.config.log_cleaner_enable = false;
  lead(kOffsets);
  commit(20);
  world.run_for(60s);
  EXPECT_TRUE(cleaned().empty());
}

TEST_F(CompactingBroker, EndsWithTheBroker) {
  lead(kOffsets);
  commit(20);
  world.broker().stop_serving();
  world.run_for(60s);
  EXPECT_TRUE(cleaned().empty());
}

TEST_F(CompactingBroker, ABackoffOfZeroLetsTimePass) {
  world.config.log_cleaner_backoff_ms = 0ms;
  lead(kOffsets);
  commit(20);
  world.run_for(10ms);
  EXPECT_EQ(cleaned().size(), 1U);
}

TEST_F(CompactingBroker, AFullDiskIsNotCleaned) {
  lead(kOffsets);
  commit(20);
  world.set_disk_full(true);
  world.run_for(16s);
  EXPECT_TRUE(cleaned().empty());
}

}  // namespace
}  // namespace kafka::testing
