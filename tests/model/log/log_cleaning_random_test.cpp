/// Compaction against a naive reading - every record asks all later ones - on random logs of commits, deletions and
/// transactions.

#include <map>
#include <set>

#include <gtest/gtest.h>

#include "tests/model/log/producer_batches.h"

namespace kafka::test {
namespace {

struct NaiveRecord {
  int key;
  bool tombstone;
};
struct NaiveBatch {
  std::int64_t base;
  std::vector<NaiveRecord> records;  // a marker has none
  std::int64_t pid = -1;
  bool marker = false;
  bool aborted = false;                   // this batch, or the transaction of this marker
  std::set<std::int64_t> of_transaction;  // a marker's batches
  std::int64_t next = 0;
};

class RandomCleaning {
 public:
  explicit RandomCleaning(std::uint64_t seed) : state_(seed) {
    t_.config.cleanup_policy = "compact";
    t_.config.segment_bytes = sim::Bytes(60 + 20 * draw(8));
    t_.config.delete_retention_ms = std::chrono::milliseconds(500);
  }
  void run(int steps) {
    for (int i = 0; i < steps && !::testing::Test::HasFatalFailure(); ++i) {
      SCOPED_TRACE(i);
      t_.now = t_.now + std::chrono::milliseconds(draw(40));
      step();
      compare();
    }
  }
  int removed = 0;

 private:
  std::int64_t draw(std::int64_t bound) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::int64_t>((state_ >> 33) % static_cast<std::uint64_t>(bound));
  }
  void step() {
    const std::int64_t kind = draw(16);
    if (kind == 0) return clean();
    if (kind == 1) return truncate();
    if (kind < 5) return end_transaction();
    append();
  }

  void append() {
    NaiveBatch b{.base = t_.end(), .records = {}, .pid = draw(3) == 0 ? 1 + draw(2) : -1, .of_transaction = {}};
    InternalRecords content;
    const std::int64_t count = 1 + draw(3);
    for (std::int64_t i = 0; i < count; ++i) {
      const int key = static_cast<int>(draw(6));
      const bool tombstone = draw(4) == 0;
      const TopicPartition tp{TopicId(0), PartitionId(key)};
      b.records.push_back({key, tombstone});
      if (tombstone) {
        content.emplace_back(OffsetTombstones{.group = GroupId(0), .partitions = {tp}});
      } else {
        content.emplace_back(OffsetCommits{.group = GroupId(0), .offsets = {{.tp = tp, .offset = Offset(0)}}});
      }
    }
    auto* batch = new RecordBatch;
    batch->count = static_cast<std::int32_t>(count);
    batch->size = sim::Bytes(10);
    batch->content = std::make_unique<const InternalRecords>(std::move(content));
    batch->first_timestamp = batch->max_timestamp = t_.now;
    if (b.pid >= 0) {
      batch->producer_id = ProducerId(b.pid);
      batch->producer_epoch = ProducerEpoch(0);
      batch->transactional = true;
    }
    t_.log.append_as_leader(BatchPtr(batch), LeaderEpoch(0), t_.now, ++t_.mark, AppendOrigin::COORDINATOR);
    b.next = t_.end();
    all_.push_back(b);
    t_.replicate();
  }
  void end_transaction() {
    NaiveBatch marker{.base = t_.end(), .records = {}, .pid = 1 + draw(2), .marker = true, .of_transaction = {}};
    const bool commit = draw(2) == 0;
    t_.append(Marker{.pid = marker.pid, .commit = commit, .timestamp = t_.now});
    for (auto b = all_.rbegin(); b != all_.rend() && !(b->marker && b->pid == marker.pid); ++b)
      if (b->pid == marker.pid) marker.of_transaction.insert(b->base);
    for (NaiveBatch& b : all_)
      if (marker.of_transaction.contains(b.base)) b.aborted = !commit;
    marker.aborted = !commit && !marker.of_transaction.empty();
    marker.next = t_.end();
    all_.push_back(marker);
    t_.replicate();
  }
  void truncate() {
    const std::int64_t offset = std::max<std::int64_t>(0, t_.end() - draw(20));
    t_.log.truncate_to(Offset(offset), t_.now);
    std::set<std::int64_t> open_again;
    for (const NaiveBatch& b : all_)
      if (b.marker && b.next > offset) open_again.insert(b.of_transaction.begin(), b.of_transaction.end());
    for (NaiveBatch& b : all_)
      if (open_again.contains(b.base)) b.aborted = false;
    std::erase_if(all_, [&](const NaiveBatch& b) { return b.next > offset; });
    std::erase_if(first_seen_, [&](const auto& seen) { return seen.first >= offset; });
  }

  bool waited(std::int64_t base) {
    const auto [seen, first] = first_seen_.try_emplace(base, t_.now);
    return t_.now - seen->second >= std::chrono::milliseconds(500);
  }
  /// Are all its batches gone already?
  bool without_data(const NaiveBatch& marker, const std::set<std::int64_t>& present) const {
    for (const std::int64_t base : marker.of_transaction)
      if (present.contains(base)) return false;
    return true;
  }
  bool goes(const NaiveBatch& b, std::int64_t limit, const std::set<std::int64_t>& present) {
    if (b.marker) return without_data(b, present) && waited(b.base);
    if (b.aborted) return true;
    bool gone = true;
    for (std::size_t r = 0; r < b.records.size(); ++r) {
      bool successor = false;
      for (const NaiveBatch& later : all_)
        for (const NaiveRecord& record : later.records)
          successor = successor || (later.base > b.base && later.base < limit && !later.aborted &&
                                    present.contains(later.base) && record.key == b.records[r].key);
      if (successor) continue;
      const bool done = b.records[r].tombstone && waited(b.base);
      gone = gone && done;
    }
    return gone;
  }
  bool last_of_producer(const NaiveBatch& b) const {
    if (b.pid < 0) return false;
    const ProducerStateEntry* entry = t_.log.producers().last_entry(ProducerId(b.pid));
    if (!entry) return false;
    return entry->empty() ? b.marker : entry->last_data_offset() == Offset(b.next - 1);
  }
  void clean() {
    const std::int64_t limit = t_.log.to_clean().first_uncleanable.value();
    std::set<std::int64_t> present;
    for (const NaiveBatch& b : all_) present.insert(b.base);
    std::set<std::int64_t> gone;
    for (const NaiveBatch& b : all_)
      if (b.base < limit && goes(b, limit, present) && !last_of_producer(b)) gone.insert(b.base);
    std::erase_if(all_, [&](const NaiveBatch& b) { return gone.contains(b.base); });
    for (const std::int64_t base : gone) first_seen_.erase(base);
    const CleanedLog cleaned = t_.log.clean(t_.now);
    ASSERT_EQ(cleaned.batches, static_cast<std::int32_t>(gone.size()));
    removed += cleaned.batches;
  }

  void compare() {
    std::vector<std::int64_t> expected;
    for (const NaiveBatch& b : all_) expected.push_back(b.base);
    std::vector<std::int64_t> found;
    const LogEntries& entries = t_.log.entries();
    for (LogEntries::Index i = entries.begin_index(); i < entries.end_index(); ++i)
      found.push_back(entries[i].base_offset.value());
    ASSERT_EQ(found, expected);
    compare_segments();
  }
  /// Segments split the batches without overlap, and their positions count from 0.
  void compare_segments() {
    const std::vector<LogSegment>& segments = t_.log.segments();
    const LogEntries& entries = t_.log.entries();
    sim::Bytes total;
    for (std::size_t s = 0; s < segments.size(); ++s) {
      const LogEntries::Index end = s + 1 < segments.size() ? segments[s + 1].first_entry() : entries.end_index();
      std::uint32_t position = 0;
      for (LogEntries::Index i = segments[s].first_entry(); i < end; ++i) {
        ASSERT_EQ(entries[i].position, position);
        ASSERT_GE(entries[i].base_offset, segments[s].base_offset());
        if (s + 1 < segments.size()) {
          ASSERT_LT(entries[i].base_offset, segments[s + 1].base_offset());
        }
        position += 10;
      }
      ASSERT_EQ(segments[s].size(), sim::Bytes(position));
      total += segments[s].size();
    }
    ASSERT_EQ(t_.log.size(), total);
  }

  std::uint64_t state_;
  ProducerLog t_;
  std::vector<NaiveBatch> all_;
  std::map<std::int64_t, sim::SimTime> first_seen_;
};

TEST(LogCleaningRandom, AgreesWithANaiveReading) {
  int removed = 0;
  for (std::uint64_t seed = 1; seed <= 60 && !HasFatalFailure(); ++seed) {
    SCOPED_TRACE("seed " + std::to_string(seed));
    RandomCleaning history(seed);
    history.run(400);
    removed += history.removed;
  }
  EXPECT_GT(removed, 2000) << "the histories must exercise cleaning";
}

}  // namespace
}  // namespace kafka::test
