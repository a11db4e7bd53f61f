#pragma once
/// One replica's records of one partition. Kafka: UnifiedLog (with LocalLog).

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "model/config/topic_config.h"
#include "model/log/fetch_isolation.h"
#include "model/log/leader_epoch_cache.h"
#include "model/log/log_entries.h"
#include "model/log/log_entry.h"
#include "model/log/log_offset_metadata.h"
#include "model/log/log_segment.h"
#include "model/log/log_to_clean.h"
#include "model/log/producer_state_manager.h"
#include "model/log/transaction_index.h"
#include "model/observe/event.h"
#include "model/types/error_code.h"
#include "model/types/topic_partition.h"

namespace kafka {

struct LogAppendInfo {
  ErrorCode error = ErrorCode::NONE;  ///< not NONE: nothing was appended and the offsets are unknown
  bool duplicate = false;  ///< the log has this batch of its producer, at these offsets: nothing was appended
  Offset first_offset = kUnknownOffset;
  Offset last_offset = kUnknownOffset;
  bool rolled = false;                  ///< a new segment was begun for this batch
  Offset rolled_base = kUnknownOffset;  ///< its base offset
};

/// What a read put into the caller's buffer.
struct LogReadInfo {
  sim::Bytes size;                   ///< sum of the batches
  std::int64_t first_disk_mark = 0;  ///< of the first batch; nothing was read if size is 0
  LogOffsetMetadata fetch_offset;    ///< where the read began: what a waiting fetch compares with later
};

/// What one reason of retention removed.
struct DeletedSegments {
  DeletionReason reason;
  std::int32_t segments = 0;
  sim::Bytes size{};
  Offset log_start_offset = kUnknownOffset;  ///< after it
};

/// Pure bookkeeping: no clock, no disk. The caller brings `now` and, with each batch, the disk's mark; it charges the
/// disk itself. Offsets: log start <= high watermark <= log end, always.
class Log {
 public:
  /// `config` must outlive the log and have segment.bytes below 2 GiB, as in Kafka. `jitter_seed` decides how much of
  /// segment.jitter.ms each segment gets.
  Log(TopicPartition tp, const TopicConfig* config, sim::SimTime created, std::uint64_t jitter_seed = 0,
      const ProducerStateManagerConfig& producers = {});

  /// What append_as_leader would say to this batch: NONE, MESSAGE_TOO_LARGE (above max.message.bytes),
  /// RECORD_LIST_TOO_LARGE (above segment.bytes), or what check_producer_append says.
  [[nodiscard]] ErrorCode check_append(const RecordBatch& batch, AppendOrigin origin = AppendOrigin::CLIENT,
                                       VerificationGuard guard = kNotVerified) const;
  /// Is it one of the last five batches of its producer, sent again?
  [[nodiscard]] bool is_duplicate(const RecordBatch& batch) const {
    return batch.has_producer_id() && producers_.find_duplicate(batch);
  }
  /// Gives the batch the next offsets, unless it is a client's duplicate. Errors: see check_append. O(1), with a
  /// producer id O(log producers).
  LogAppendInfo append_as_leader(BatchPtr batch, LeaderEpoch epoch, sim::SimTime now, std::int64_t disk_mark,
                                 AppendOrigin origin = AppendOrigin::CLIENT, VerificationGuard guard = kNotVerified);
  /// Keeps the offsets and the epoch the leader gave; never below the log's end, gaps are allowed. max.message.bytes
  /// does not bind a follower, segment.bytes does. O(1).
  LogAppendInfo append_as_follower(const LogEntry& from_leader, sim::SimTime now, std::int64_t disk_mark);

  [[nodiscard]] TopicPartition tp() const { return tp_; }
  [[nodiscard]] const TopicConfig& config() const { return *config_; }
  void set_config(const TopicConfig* config) { config_ = config; }
  [[nodiscard]] Offset log_start_offset() const { return log_start_offset_; }
  [[nodiscard]] Offset log_end_offset() const { return log_end_offset_; }
  [[nodiscard]] Offset high_watermark() const { return high_watermark_; }

  /// Everything below is decided and replicated: the high watermark or, if it is lower, the first offset of a
  /// transaction that is open or whose marker the high watermark has not passed. Kafka: lastStableOffset.
  [[nodiscard]] Offset last_stable_offset() const {
    const Offset unstable = producers_.first_unstable_offset();
    return unstable == kUnknownOffset ? high_watermark_
                                      : std::min(std::max(unstable, log_start_offset_), high_watermark_);
  }
  /// Where a reader's view ends.
  [[nodiscard]] Offset end_offset(FetchIsolation isolation) const {
    if (isolation == FetchIsolation::LOG_END) return log_end_offset_;
    return isolation == FetchIsolation::TXN_COMMITTED ? last_stable_offset() : high_watermark_;
  }
  [[nodiscard]] const ProducerStateManager& producers() const { return producers_; }
  VerificationGuard maybe_start_verification(const RecordBatch& batch, sim::SimTime now) {
    return producers_.maybe_start_verification(batch, now);
  }
  [[nodiscard]] const TransactionIndex& transaction_index() const { return transaction_index_; }
  void remove_expired_producers(sim::SimTime now) { producers_.remove_expired_producers(now); }

  /// Sets the high watermark, up or down, within [log start, log end]. True if it changed.
  bool update_high_watermark(Offset offset);
  /// Kafka: maybeIncrementLogStartOffset. NONE, also where there is nothing to do; OFFSET_OUT_OF_RANGE above the high
  /// watermark.
  ErrorCode maybe_increment_log_start_offset(Offset offset);

  /// Appends to `out` whole batches of one segment: the first holds `from` (or is the next after a gap), all end below
  /// `upper_bound`, their sum stays within `max_bytes` - except that with `min_one` the first may be larger.
  /// `from` must lie in [log start, log end]. O(log n + batches read).
  LogReadInfo read(Offset from, Offset upper_bound, sim::Bytes max_bytes, bool min_one,
                   std::vector<LogEntry>& out) const;

  /// Where `offset` lies, or would; the active segment's end for offsets at or above the log's end. O(log n).
  [[nodiscard]] LogOffsetMetadata offset_metadata(Offset offset) const;
  [[nodiscard]] bool on_older_segment(Offset offset, Offset than) const;
  /// Bytes between two offsets of one segment, from <= to; 0 across segments, where Kafka does not count.
  [[nodiscard]] sim::Bytes size_between(Offset from, Offset to) const;
  /// First offset with a timestamp at or after `timestamp`; kUnknownOffset if there is none. Linear in the batches of
  /// one segment.
  [[nodiscard]] Offset offset_for_timestamp(sim::SimTime timestamp) const;

  /// Kafka: deleteOldSegments: below the log start, beyond retention.bytes, older than retention.ms, in this order;
  /// nothing above the high watermark. One element for each reason that removed something.
  std::vector<DeletedSegments> delete_old_segments(sim::SimTime now);

  // ---- compaction

  /// How much of it is dirty, and up to where it may be cleaned: below the segment that holds the last stable offset,
  /// and below the active one. Source: LogCleanerManager.cleanableOffsets, calculateCleanableBytes.
  [[nodiscard]] LogToClean to_clean() const;
  /// Removes the batches of the cleanable segments whose records all have a successor there, and tombstones and markers
  /// that have done their work; small segments become one. Offsets and the log's bounds stay. Needs records with
  /// content. Source: Cleaner.doClean.
  CleanedLog clean(sim::SimTime now);
  [[nodiscard]] Offset first_dirty_offset() const { return first_dirty_offset_; }

  /// Removes the batches that reach `offset` or beyond; the log then ends at `offset`. At or above its end only epochs
  /// that begin there go. True if the log became shorter.
  bool truncate_to(Offset offset, sim::SimTime now);
  /// Empties the log; it begins, ends and is committed at `offset`.
  void truncate_fully_and_start_at(Offset offset, sim::SimTime now);

  // A life of the broker ends and the next opens the log.

  /// The machine lost its page cache: what the disk had not written up to `durable_mark` is gone, and all behind it.
  /// True if the log became shorter.
  bool lose_after(std::int64_t durable_mark, sim::SimTime now);
  /// What a start makes of the files: the high watermark and recovery point are those of the checkpoints, within the
  /// log; epochs that begin at its end or beyond are unknown again; of producers it is known what the last snapshot
  /// and the batches behind it say. Source: LogLoader, Partition.createLog.
  void load(Offset high_watermark, Offset recovery_point, sim::SimTime now);
  /// A clean stop closes the log. Source: UnifiedLog.close.
  void take_producer_snapshot() { producers_.take_snapshot(log_end_offset_); }
  /// Everything below was flushed. Kafka: recoveryPoint.
  [[nodiscard]] Offset recovery_point() const { return recovery_point_; }
  void advance_recovery_point(Offset flushed_to) {
    recovery_point_ = std::min(std::max(recovery_point_, flushed_to), log_end_offset_);
  }
  /// First of the segments that a start without a clean stop has to scan.
  [[nodiscard]] std::size_t first_unflushed_segment() const;
  /// Of the last batch in a segment; 0 if it is empty.
  [[nodiscard]] std::int64_t last_disk_mark(std::size_t segment) const;

  [[nodiscard]] LeaderEpochCache& epochs() { return epochs_; }
  [[nodiscard]] const LeaderEpochCache& epochs() const { return epochs_; }

  [[nodiscard]] sim::Bytes size() const { return size_; }
  [[nodiscard]] const std::vector<LogSegment>& segments() const { return segments_; }  ///< never empty, oldest first
  [[nodiscard]] std::size_t segment_count() const { return segments_.size(); }
  [[nodiscard]] Offset active_segment_base() const { return segments_.back().base_offset(); }
  [[nodiscard]] const LogEntries& entries() const { return entries_; }

 private:
  LogAppendInfo append(LogEntry entry, sim::SimTime now);
  void record_producer(const LogEntry& appended);
  void rebuild_producers(sim::SimTime now, bool loading);
  void merge_segments(std::size_t count, const std::vector<LogEntries::Index>& kept);
  void truncate_cleaned(Offset offset);
  bool roll(Offset base_offset, sim::SimTime now);
  [[nodiscard]] LogSegment new_segment(Offset base_offset, sim::SimTime now) const;
  [[nodiscard]] const LogSegment& segment_of(Offset offset) const;
  [[nodiscard]] Offset end_of_segment(std::size_t index) const;
  [[nodiscard]] LogEntries::Index entries_end_of(const LogSegment& segment) const;

  template <class Predicate>
  void delete_oldest_while(DeletionReason reason, sim::SimTime now, Predicate is_deletable,
                           std::vector<DeletedSegments>& deleted);

  TopicPartition tp_;
  const TopicConfig* config_;
  std::uint64_t jitter_seed_;
  Offset log_start_offset_{0};
  Offset high_watermark_{0};
  Offset log_end_offset_{0};
  Offset recovery_point_{0};
  sim::Bytes size_;
  std::vector<LogSegment> segments_;
  LogEntries entries_;
  LeaderEpochCache epochs_;
  ProducerStateManager producers_;
  TransactionIndex transaction_index_;
  Offset first_dirty_offset_{0};  // cleaner-offset-checkpoint
  DeleteHorizons delete_horizons_;
};

}  // namespace kafka
