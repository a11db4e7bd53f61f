#include "model/log/log_segment.h"

#include <limits>

namespace kafka {

namespace {
constexpr std::int64_t kOffsetIndexEntryBytes = 8;  // Kafka: OffsetIndex.ENTRY_SIZE
constexpr std::int64_t kTimeIndexEntryBytes = 12;   // Kafka: TimeIndex.ENTRY_SIZE
}  // namespace

bool LogSegment::should_roll(const TopicConfig& config, const RecordBatch& batch, Offset last_offset,
                             sim::SimTime now) const {
  if (size_ > config.segment_bytes - batch.size) return true;
  const bool waited = waited_for_roll(now, batch.max_timestamp) > config.segment_ms - jitter_;
  if (size_.count() > 0 && waited) return true;
  if (index_full(config)) return true;
  return last_offset - base_offset_ > std::numeric_limits<std::int32_t>::max();
}

sim::Duration LogSegment::waited_for_roll(sim::SimTime now, sim::SimTime batch_timestamp) const {
  if (first_batch_timestamp_ == kNoTimestamp) return now - created_;
  // Kafka's "none" is -1 ms: such a batch is never late for a segment that judges by timestamps.
  if (batch_timestamp == kNoTimestamp) return sim::Duration{0};
  return batch_timestamp - first_batch_timestamp_;
}

bool LogSegment::index_full(const TopicConfig& config) const {
  const std::int64_t bytes = config.segment_index_bytes.count();
  // The time index keeps one entry free for the moment the segment is closed.
  return offset_index_entries_ >= bytes / kOffsetIndexEntryBytes ||
         time_index_entries_ >= bytes / kTimeIndexEntryBytes - 1;
}

void LogSegment::append(const RecordBatch& batch, const TopicConfig& config, sim::SimTime now) {
  if (size_.count() == 0) first_batch_timestamp_ = batch.max_timestamp;
  if (batch.max_timestamp > max_timestamp_) max_timestamp_ = batch.max_timestamp;
  if (since_index_entry_ > config.index_interval_bytes) {
    ++offset_index_entries_;
    if (max_timestamp_ > last_time_index_entry_) {
      ++time_index_entries_;
      last_time_index_entry_ = max_timestamp_;
    }
    since_index_entry_ = sim::Bytes{};
  }
  since_index_entry_ += batch.size;
  size_ += batch.size;
  last_modified_ = now;
}

void LogSegment::recount(const LogEntries& entries, const TopicConfig& config, sim::SimTime now) {
  LogSegment fresh(base_offset_, first_entry_, created_, jitter_);
  for (LogEntries::Index i = first_entry_; i < entries.end_index(); ++i) fresh.append(*entries[i].batch, config, now);
  fresh.last_modified_ = fresh.size_ == size_ ? last_modified_ : now;  // a file that was not cut keeps its time
  if (fresh.size_.count() == 0) fresh.created_ = now;
  fresh.since_index_entry_ = sim::Bytes{};
  *this = fresh;
}

LogSegment LogSegment::cleaned(const LogSegment& first, const LogSegment& last, LogEntries::Index from,
                               LogEntries::Index to, LogEntries& entries, const TopicConfig& config) {
  LogSegment segment(first.base_offset_, from, first.created_, first.jitter_);
  for (LogEntries::Index i = from; i < to; ++i) {
    entries.set_position(i, static_cast<std::uint32_t>(segment.size_.count()));
    segment.append(*entries[i].batch, config, last.last_modified_);
  }
  segment.last_modified_ = last.last_modified_;
  return segment;
}

}  // namespace kafka
