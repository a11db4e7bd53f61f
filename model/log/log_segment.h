#pragma once
/// What a log knows of one of its segments: when it must roll and when it is too old. Kafka: LogSegment.

#include <cstdint>

#include "model/config/topic_config.h"
#include "model/log/log_entries.h"

namespace kafka {

/// Base offset, size, age, and how full its two indexes are; the batches lie in the log's LogEntries from
/// first_entry() on.
class LogSegment {
 public:
  /// `jitter`: how much earlier than segment.ms this segment rolls.
  LogSegment(Offset base_offset, LogEntries::Index first_entry, sim::SimTime created, sim::Duration jitter)
      : base_offset_(base_offset),
        first_entry_(first_entry),
        created_(created),
        last_modified_(created),
        jitter_(jitter) {}

  /// Kafka: LogSegment.shouldRoll: must a new segment take this batch, whose last record gets `last_offset`?
  [[nodiscard]] bool should_roll(const TopicConfig& config, const RecordBatch& batch, Offset last_offset,
                                 sim::SimTime now) const;
  /// Counts a batch that now is the last of this segment.
  void append(const RecordBatch& batch, const TopicConfig& config, sim::SimTime now);
  /// Counts again after a truncation that left this segment the entries [first_entry(), end of `entries`).
  void recount(const LogEntries& entries, const TopicConfig& config, sim::SimTime now);

  /// What cleaning puts in place of the segments from `first` to `last`: one with the entries [from, to), whose
  /// positions it sets; as old as they were.
  static LogSegment cleaned(const LogSegment& first, const LogSegment& last, LogEntries::Index from,
                            LogEntries::Index to, LogEntries& entries, const TopicConfig& config);

  [[nodiscard]] Offset base_offset() const { return base_offset_; }
  [[nodiscard]] LogEntries::Index first_entry() const { return first_entry_; }
  [[nodiscard]] sim::Bytes size() const { return size_; }
  /// kNoTimestamp if no batch has one.
  [[nodiscard]] sim::SimTime max_timestamp() const { return max_timestamp_; }
  /// The age that retention judges: the largest timestamp, or the file's modification time where there is none.
  [[nodiscard]] sim::SimTime largest_timestamp() const {
    return max_timestamp_ != kNoTimestamp ? max_timestamp_ : last_modified_;
  }

 private:
  [[nodiscard]] bool index_full(const TopicConfig& config) const;
  [[nodiscard]] sim::Duration waited_for_roll(sim::SimTime now, sim::SimTime batch_timestamp) const;

  Offset base_offset_;
  LogEntries::Index first_entry_;
  sim::SimTime created_;
  sim::SimTime last_modified_;
  sim::Duration jitter_;
  sim::Bytes size_;
  sim::SimTime first_batch_timestamp_ = kNoTimestamp;
  sim::SimTime max_timestamp_ = kNoTimestamp;
  sim::SimTime last_time_index_entry_ = kNoTimestamp;
  sim::Bytes since_index_entry_;
  std::int32_t offset_index_entries_ = 0;
  std::int32_t time_index_entries_ = 0;
};

}  // namespace kafka
