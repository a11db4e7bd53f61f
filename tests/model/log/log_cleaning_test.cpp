#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

// Kafka's cases run in tests/conformance (log_segments.yaml: compaction, clean_trigger); here, what cleaning makes of
// a log.

using Offsets = std::vector<std::int64_t>;

constexpr GroupId kGroup{3};

/// A log of Kafka's own records, ten batches of 10 bytes in a segment; offset n of partition p stands for "p=n".
struct InternalLog : ProducerLog {
  InternalLog() {
    config.cleanup_policy = "compact";
    config.delete_retention_ms = std::chrono::milliseconds(1000);
  }
  static TopicPartition of(int partition) { return {TopicId(0), PartitionId(partition)}; }

  LogAppendInfo append_records(InternalRecords records, std::int32_t count, std::int64_t pid = -1) {
    auto* batch = new RecordBatch;
    batch->count = count;
    batch->size = sim::Bytes(10);
    batch->content = std::make_unique<const InternalRecords>(std::move(records));
    batch->first_timestamp = batch->max_timestamp = now;
    if (pid >= 0) {
      batch->producer_id = ProducerId(pid);
      batch->producer_epoch = ProducerEpoch(0);
      batch->transactional = true;
    }
    return log.append_as_leader(BatchPtr(batch), LeaderEpoch(0), now, ++mark, AppendOrigin::COORDINATOR);
  }
  LogAppendInfo commit(std::vector<int> partitions, std::int64_t pid = -1) {
    OffsetCommits commits{.group = kGroup, .offsets = {}, .commit_timestamp = now};
    for (const int p : partitions) commits.offsets.push_back({.tp = of(p), .offset = Offset(end())});
    const auto count = static_cast<std::int32_t>(partitions.size());
    return append_records({std::move(commits)}, count, pid);
  }
  LogAppendInfo forget(int partition) {
    return append_records({OffsetTombstones{.group = kGroup, .partitions = {of(partition)}}}, 1);
  }
  /// Another ten batches, so that all before lies below the active segment.
  void fill_segment() {
    const std::size_t before = log.segment_count();
    for (int filler = 1000; log.segment_count() == before; ++filler) commit({filler});
    replicate();
  }
  /// Base offsets of the batches, up to the first filler.
  [[nodiscard]] Offsets offsets() const {
    Offsets bases;
    for (LogEntries::Index i = log.entries().begin_index(); i < log.entries().end_index(); ++i) {
      const RecordBatch& batch = *log.entries()[i].batch;
      const OffsetCommits* commits = batch.content ? std::get_if<OffsetCommits>(&batch.content->front()) : nullptr;
      if (commits && commits->offsets.front().tp.partition >= PartitionId(1000)) break;
      bases.push_back(log.entries()[i].base_offset.value());
    }
    return bases;
  }
  [[nodiscard]] Offsets segment_bases() const {
    Offsets bases;
    for (const LogSegment& s : log.segments()) bases.push_back(s.base_offset().value());
    return bases;
  }
};

// ---- which batches go

TEST(LogCleaning, ABatchGoesWhenEachOfItsRecordsHasASuccessor) {
  InternalLog t;
  t.commit({0});     // 0
  t.commit({1, 2});  // 1-2
  t.commit({0});     // 3
  t.commit({2});     // 4
  t.commit({0, 3});  // 5-6
  t.fill_segment();
  const CleanedLog cleaned = t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{1, 4, 5})) << "of 1-2 partition 1 is still needed";
  EXPECT_EQ(cleaned.batches, 2);
  EXPECT_EQ(cleaned.size, sim::Bytes(20));
  EXPECT_EQ(cleaned.clean_to, t.log.active_segment_base());
  EXPECT_EQ(t.log.first_dirty_offset(), cleaned.clean_to);
}

TEST(LogCleaning, SuccessorsInTheActiveSegmentDoNotCount) {
  InternalLog t;
  t.commit({0});
  t.fill_segment();
  t.commit({0});
  t.replicate();
  EXPECT_EQ(t.log.clean(t.now).batches, 0);
  EXPECT_EQ(t.offsets(), (Offsets{0}));
}

TEST(LogCleaning, GroupsAndTransactionalIdsAreKeysToo) {
  InternalLog t;
  t.append_records({GroupMetadataValue{.group = kGroup}}, 1);            // 0
  t.append_records({GroupMetadataValue{.group = GroupId(4)}}, 1);        // 1
  t.append_records({GroupMetadataValue{.group = kGroup}}, 1);            // 2
  t.append_records({TransactionLogValue{.transactional_id = "a"}}, 1);   // 3
  t.append_records({TransactionLogValue{.transactional_id = "b"}}, 1);   // 4
  t.append_records({TransactionTombstone{.transactional_id = "a"}}, 1);  // 5
  t.append_records({GroupTombstone{.group = GroupId(4)}}, 1);            // 6
  t.fill_segment();
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{2, 4, 5, 6}));
}

TEST(LogCleaning, TombstonesGoDeleteRetentionAfterTheFirstPassThatSawThem) {
  InternalLog t;
  t.commit({0});  // 0
  t.forget(0);    // 1
  t.fill_segment();
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{1}));
  t.now = t.now + std::chrono::milliseconds(999);
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{1}));
  t.now = t.now + std::chrono::milliseconds(1);
  EXPECT_EQ(t.log.clean(t.now).batches, 1);
  EXPECT_EQ(t.offsets(), (Offsets{}));
  EXPECT_EQ(t.log.log_start_offset(), Offset(0)) << "the log begins where it began";
}

TEST(LogCleaning, ATombstoneThatWasCutOffBeginsAnew) {
  InternalLog t;
  t.commit({0});
  t.forget(0);  // 1
  t.fill_segment();
  t.log.clean(t.now);
  t.log.truncate_to(Offset(1), t.now);
  t.forget(0);
  t.now = t.now + std::chrono::milliseconds(5000);
  t.fill_segment();
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{1})) << "this pass is the first that sees it";
}

TEST(LogCleaning, RecordsOfUsersStay) {
  InternalLog t;
  for (int i = 0; i < 25; ++i) t.append_plain();
  t.replicate();
  EXPECT_EQ(t.log.clean(t.now).batches, 0);
  EXPECT_EQ(t.log.entries().end_index() - t.log.entries().begin_index(), 25U);
}

// ---- transactions

TEST(LogCleaning, WhatWasTakenBackGoesAndReplacesNothing) {
  InternalLog t;
  t.commit({0});                                // 0
  t.commit({0}, 7);                             // 1
  t.append(Marker{.pid = 7, .commit = false});  // 2
  t.commit({1}, 7);                             // 3
  t.append(Marker{.pid = 7, .commit = true});   // 4
  t.fill_segment();
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{0, 2, 3, 4})) << "offset 0 is valid still; the marker of 1 goes later";
  EXPECT_EQ(t.log.transaction_index().all().size(), 1U);
  t.log.clean(t.now);
  EXPECT_TRUE(t.log.transaction_index().all().empty()) << "nothing is left to take back";
  EXPECT_EQ(t.offsets(), (Offsets{0, 2, 3, 4}));
  t.now = t.now + std::chrono::milliseconds(1000);
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{0, 3, 4})) << "delete.retention.ms later";
}

TEST(LogCleaning, TheLastBatchOfAProducerStaysAndItsMarkerWithIt) {
  InternalLog t;
  t.commit({0}, 7);            // 0
  t.append(Marker{.pid = 7});  // 1
  t.commit({0});               // 2
  t.fill_segment();
  for (int pass = 0; pass < 3; ++pass) {
    t.log.clean(t.now);
    t.now = t.now + std::chrono::milliseconds(1000);
  }
  EXPECT_EQ(t.offsets(), (Offsets{0, 1, 2})) << "a start must find the producer's epoch";
  t.log.remove_expired_producers(t.now + std::chrono::hours(24));
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{1, 2}));
  t.log.clean(t.now);
  t.now = t.now + std::chrono::milliseconds(1000);
  t.log.clean(t.now);
  EXPECT_EQ(t.offsets(), (Offsets{2}));
}

TEST(LogCleaning, NothingBehindAnOpenTransactionIsCleaned) {
  InternalLog t;
  t.commit({0});
  t.commit({0});
  t.fill_segment();
  const Offset second = t.log.active_segment_base();
  t.commit({5}, 7);
  t.fill_segment();
  t.fill_segment();
  EXPECT_EQ(t.log.to_clean().first_uncleanable, second);
  EXPECT_EQ(t.log.clean(t.now).clean_to, second);
  t.append(Marker{.pid = 7});
  t.replicate();
  EXPECT_EQ(t.log.to_clean().first_uncleanable, t.log.active_segment_base());
}

// ---- the log afterwards

TEST(LogCleaning, ReadersStepOverGaps) {
  InternalLog t;
  for (int i = 0; i < 10; ++i) t.commit({0});  // a whole segment, of which offset 9 stays
  t.commit({1});                               // 10
  t.fill_segment();
  t.config.segment_bytes = sim::Bytes(200);  // both full segments fit into one
  t.log.clean(t.now);
  ASSERT_EQ(t.offsets(), (Offsets{9, 10}));
  ASSERT_EQ(t.log.segment_count(), 2U);
  std::vector<LogEntry> read;
  t.log.read(Offset(2), Offset(12), sim::Bytes(20), true, read);
  ASSERT_EQ(read.size(), 2U);
  EXPECT_EQ(read[0].base_offset, Offset(9));
  EXPECT_EQ(read[0].position, 0U);
  EXPECT_EQ(read[1].position, 10U);
}

TEST(LogCleaning, AFollowerCopiesWhatIsLeft) {
  InternalLog leader;
  for (int i = 0; i < 30; ++i) leader.commit({i % 3});
  leader.replicate();
  leader.log.clean(leader.now);
  InternalLog follower;
  std::vector<LogEntry> read;
  while (follower.end() < leader.end()) {
    read.clear();
    leader.log.read(Offset(follower.end()), Offset(leader.end()), sim::Bytes(30), true, read);
    ASSERT_FALSE(read.empty());
    for (const LogEntry& entry : read) follower.log.append_as_follower(entry, follower.now, 0);
  }
  EXPECT_EQ(follower.offsets(), leader.offsets());
  EXPECT_EQ(follower.offsets().size(), 13U) << "3 of the first 20, and the active segment";
}

TEST(LogCleaning, SmallSegmentsBecomeOne) {
  InternalLog t;
  for (int i = 0; i < 50; ++i) t.commit({i % 2});
  t.replicate();
  ASSERT_EQ(t.segment_bases(), (Offsets{0, 10, 20, 30, 40}));
  t.log.clean(t.now);
  EXPECT_EQ(t.segment_bases(), (Offsets{0, 10, 20, 30, 40})) << "grouped by their sizes before: 100 bytes each";
  EXPECT_EQ(t.log.size(), sim::Bytes(20 + 100)) << "38 and 39, and the active segment";
  for (int i = 50; i < 70; ++i) t.commit({i % 2});
  t.replicate();
  t.log.clean(t.now);
  EXPECT_EQ(t.segment_bases(), (Offsets{0, 40, 50, 60})) << "0 to 30 hold 20 bytes together, 40 was full";
  EXPECT_EQ(t.log.size(), sim::Bytes(20 + 100));
}

TEST(LogCleaning, CountsWhatIsDirty) {
  InternalLog t;
  for (int i = 0; i < 35; ++i) t.commit({i});
  t.log.update_high_watermark(Offset(25));
  EXPECT_EQ(t.log.to_clean().first_uncleanable, Offset(20)) << "the segment that holds the last stable offset";
  EXPECT_EQ(t.log.to_clean().cleanable, sim::Bytes(200));
  t.log.clean(t.now);
  t.replicate();
  EXPECT_EQ(t.log.to_clean().clean, sim::Bytes(200));
  EXPECT_EQ(t.log.to_clean().cleanable, sim::Bytes(100));
  EXPECT_FALSE(t.log.to_clean().needs_cleaning(0.5));
  EXPECT_TRUE(t.log.to_clean().needs_cleaning(0.3));
  t.log.truncate_to(Offset(12), t.now);
  EXPECT_EQ(t.log.first_dirty_offset(), Offset(12));
}

TEST(LogCleaning, ATruncationIntoAGapEndsThere) {
  InternalLog t;
  for (int i = 0; i < 10; ++i) t.commit({0});
  t.fill_segment();
  t.log.clean(t.now);
  t.log.truncate_to(Offset(5), t.now);
  EXPECT_EQ(t.end(), 5);
  EXPECT_TRUE(t.log.entries().empty());
  EXPECT_EQ(t.log.size(), sim::Bytes(0));
  EXPECT_EQ(t.commit({0}).first_offset, Offset(5));
}

}  // namespace
}  // namespace kafka::test
