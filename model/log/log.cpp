#include "model/log/log.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

namespace {

/// Steele, Lea, Flood: "Fast splittable pseudorandom number generators" (SplitMix64's finaliser).
std::uint64_t mix(std::uint64_t z) {
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
  return z ^ (z >> 31);
}

}  // namespace

Log::Log(TopicPartition tp, const TopicConfig* config, sim::SimTime created, std::uint64_t jitter_seed,
         const ProducerStateManagerConfig& producers)
    : tp_(tp), config_(config), jitter_seed_(jitter_seed), producers_(producers) {
  SIM_CHECK(config->segment_bytes.count() <= std::numeric_limits<std::int32_t>::max(), "segment.bytes is an int");
  segments_.push_back(new_segment(Offset(0), created));
}

LogSegment Log::new_segment(Offset base_offset, sim::SimTime now) const {
  // Drawn anew for each segment, below both limits. Source: LogConfig.randomSegmentJitter.
  const sim::Duration bound = std::min(config_->segment_jitter_ms, config_->segment_ms);
  sim::Duration jitter{0};
  if (bound.count() > 0) {
    const std::uint64_t draw =
        mix(jitter_seed_ + static_cast<std::uint64_t>(base_offset.value()) * 0x9e3779b97f4a7c15u);
    jitter = sim::Duration(static_cast<std::int64_t>(draw % static_cast<std::uint64_t>(bound.count())));
  }
  return LogSegment(base_offset, entries_.end_index(), now, jitter);
}

// ---- appends

ErrorCode Log::check_append(const RecordBatch& batch, AppendOrigin origin, VerificationGuard guard) const {
  if (batch.size > config_->max_message_bytes) return ErrorCode::MESSAGE_TOO_LARGE;
  if (batch.size > config_->segment_bytes) return ErrorCode::RECORD_LIST_TOO_LARGE;
  return batch.has_producer_id() ? producers_.check(batch, origin, guard) : ErrorCode::NONE;
}

LogAppendInfo Log::append_as_leader(BatchPtr batch, LeaderEpoch epoch, sim::SimTime now, std::int64_t disk_mark,
                                    AppendOrigin origin, VerificationGuard guard) {
  if (batch->size > config_->max_message_bytes) return {.error = ErrorCode::MESSAGE_TOO_LARGE};
  if (batch->has_producer_id()) {
    const BatchMetadata* known = origin == AppendOrigin::CLIENT ? producers_.find_duplicate(*batch) : nullptr;
    if (known) return {.duplicate = true, .first_offset = known->first_offset(), .last_offset = known->last_offset};
    const ErrorCode error = check_append(*batch, origin, guard);
    if (error != ErrorCode::NONE && error != ErrorCode::RECORD_LIST_TOO_LARGE) return {.error = error};
  }
  return append({.base_offset = log_end_offset_,
                 .batch = std::move(batch),
                 .epoch = epoch,
                 .position = 0,
                 .disk_mark = disk_mark},
                now);
}

LogAppendInfo Log::append_as_follower(const LogEntry& from_leader, sim::SimTime now, std::int64_t disk_mark) {
  SIM_CHECK(from_leader.base_offset >= log_end_offset_, "a follower appends at its end or beyond");
  LogEntry entry = from_leader;
  entry.disk_mark = disk_mark;
  return append(std::move(entry), now);
}

LogAppendInfo Log::append(LogEntry entry, sim::SimTime now) {
  const RecordBatch& batch = *entry.batch;
  SIM_CHECK(batch.count > 0 && batch.size.count() > 0);
  // Kafka notes the epoch before it finds the batch too large for a segment.
  epochs_.assign(entry.epoch, entry.base_offset);
  if (batch.size > config_->segment_bytes) return {.error = ErrorCode::RECORD_LIST_TOO_LARGE};

  LogAppendInfo info;
  info.first_offset = entry.base_offset;
  info.last_offset = entry.last_offset();
  if (segments_.back().should_roll(*config_, batch, info.last_offset, now)) {
    info.rolled = roll(info.first_offset, now);
    if (info.rolled) info.rolled_base = info.first_offset;
  }
  LogSegment& active = segments_.back();
  entry.position = static_cast<std::uint32_t>(active.size().count());
  active.append(batch, *config_, now);
  size_ += batch.size;
  entries_.push_back(std::move(entry));
  log_end_offset_ = info.last_offset + 1;
  if (batch.has_producer_id()) record_producer(entries_.back());
  return info;
}

bool Log::roll(Offset base_offset, sim::SimTime now) {
  LogSegment& active = segments_.back();
  if (active.base_offset() == base_offset) {
    // An empty segment that must roll only starts its life again (KAFKA-6388).
    SIM_CHECK(active.size().count() == 0);
    active = new_segment(base_offset, now);
    return false;
  }
  producers_.take_snapshot(base_offset);
  segments_.push_back(new_segment(base_offset, now));
  return true;
}

// ---- offsets

bool Log::update_high_watermark(Offset offset) {
  const Offset bounded = std::clamp(offset, log_start_offset_, log_end_offset_);
  if (bounded == high_watermark_) return false;
  high_watermark_ = bounded;
  producers_.on_high_watermark_updated(bounded);
  return true;
}

ErrorCode Log::maybe_increment_log_start_offset(Offset offset) {
  if (offset > high_watermark_) return ErrorCode::OFFSET_OUT_OF_RANGE;
  if (offset > log_start_offset_) {
    log_start_offset_ = offset;
    epochs_.truncate_from_start(offset);
    producers_.on_log_start_offset_incremented(offset);
  }
  return ErrorCode::NONE;
}

// ---- reads

LogReadInfo Log::read(Offset from, Offset upper_bound, sim::Bytes max_bytes, bool min_one,
                      std::vector<LogEntry>& out) const {
  SIM_CHECK(from >= log_start_offset_ && from <= log_end_offset_, "the caller answers OFFSET_OUT_OF_RANGE");
  LogReadInfo info;
  info.fetch_offset = offset_metadata(from);
  const LogEntries::Index first = entries_.find(from);
  if (first == entries_.end_index()) return info;
  const LogEntries::Index end = entries_end_of(segment_of(entries_[first].base_offset));
  for (LogEntries::Index i = first; i < end; ++i) {
    const LogEntry& entry = entries_[i];
    if (entry.next_offset() > upper_bound) break;
    const bool forced = i == first && min_one;
    if (!forced && info.size + entry.batch->size > max_bytes) break;
    if (i == first) info.first_disk_mark = entry.disk_mark;
    info.size += entry.batch->size;
    out.push_back(entry);
  }
  return info;
}

const LogSegment& Log::segment_of(Offset offset) const {
  const auto above = std::upper_bound(segments_.begin(), segments_.end(), offset,
                                      [](Offset value, const LogSegment& s) { return value < s.base_offset(); });
  return above == segments_.begin() ? *above : *(above - 1);
}

LogEntries::Index Log::entries_end_of(const LogSegment& segment) const {
  return &segment == &segments_.back() ? entries_.end_index() : (&segment + 1)->first_entry();
}

LogOffsetMetadata Log::offset_metadata(Offset offset) const {
  const LogSegment& segment = segment_of(offset);
  const LogEntries::Index index = entries_.find(offset);
  const bool inside = index < entries_end_of(segment);
  return {.message_offset = offset,
          .segment_base_offset = segment.base_offset(),
          .position_in_segment = inside ? sim::Bytes(entries_[index].position) : segment.size()};
}

bool Log::on_older_segment(Offset offset, Offset than) const {
  return segment_of(offset).base_offset() < segment_of(than).base_offset();
}

sim::Bytes Log::size_between(Offset from, Offset to) const {
  const LogOffsetMetadata a = offset_metadata(from);
  const LogOffsetMetadata b = offset_metadata(to);
  return a.on_same_segment(b) ? b.position_in_segment - a.position_in_segment : sim::Bytes{};
}

Offset Log::offset_for_timestamp(sim::SimTime timestamp) const {
  const auto segment = std::find_if(segments_.begin(), segments_.end(),
                                    [&](const LogSegment& s) { return s.max_timestamp() >= timestamp; });
  if (segment == segments_.end()) return kUnknownOffset;
  for (LogEntries::Index i = std::max(segment->first_entry(), entries_.find(log_start_offset_));
       i < entries_.end_index(); ++i) {
    const LogEntry& entry = entries_[i];
    if (entry.batch->max_timestamp < timestamp) continue;
    for (std::int32_t r = 0; r < entry.batch->count; ++r)
      if (entry.base_offset + r >= log_start_offset_ && timestamp_of(*entry.batch, r) >= timestamp)
        return entry.base_offset + r;
  }
  return kUnknownOffset;
}

// ---- retention

Offset Log::end_of_segment(std::size_t index) const {
  return index + 1 < segments_.size() ? segments_[index + 1].base_offset() : log_end_offset_;
}

template <class Predicate>
void Log::delete_oldest_while(DeletionReason reason, sim::SimTime now, Predicate is_deletable,
                              std::vector<DeletedSegments>& deleted) {
  DeletedSegments result{.reason = reason};
  std::size_t count = 0;
  for (; count < segments_.size(); ++count) {
    const LogSegment& segment = segments_[count];
    const bool last_and_empty = count + 1 == segments_.size() && segment.size().count() == 0;
    if (last_and_empty || high_watermark_ < end_of_segment(count) || !is_deletable(segment, count)) break;
    result.size += segment.size();
  }
  if (count == 0) return;
  result.segments = static_cast<std::int32_t>(count);
  if (count == segments_.size()) roll(log_end_offset_, now);  // a log is never without a segment
  segments_.erase(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(count));
  entries_.remove_before(segments_.front().first_entry());
  size_ -= result.size;
  const Offset base = segments_.front().base_offset();
  transaction_index_.remove_before(base);
  producers_.delete_snapshots_before(base);
  maybe_increment_log_start_offset(base);
  result.log_start_offset = log_start_offset_;
  deleted.push_back(result);
}

std::vector<DeletedSegments> Log::delete_old_segments(sim::SimTime now) {
  std::vector<DeletedSegments> deleted;
  delete_oldest_while(
      DeletionReason::log_start_offset, now,
      [&](const LogSegment&, std::size_t i) {
        return i + 1 < segments_.size() && end_of_segment(i) <= log_start_offset_;
      },
      deleted);
  if (config_->cleanup_policy.find("delete") == std::string::npos) return deleted;
  if (config_->retention_bytes.count() >= 0) {
    sim::Bytes excess = size_ - config_->retention_bytes;
    delete_oldest_while(
        DeletionReason::retention_size, now,
        [&](const LogSegment& segment, std::size_t) {
          excess -= segment.size();
          return excess.count() >= 0;
        },
        deleted);
  }
  delete_oldest_while(
      DeletionReason::retention_time, now,
      [&](const LogSegment& segment, std::size_t) { return now - segment.largest_timestamp() > config_->retention_ms; },
      deleted);
  return deleted;
}

// ---- truncation

bool Log::truncate_to(Offset offset, sim::SimTime now) {
  SIM_CHECK(offset >= Offset(0));
  if (offset >= log_end_offset_) {
    // A leader that appended nothing may have left its epoch here.
    epochs_.truncate_from_end(log_end_offset_);
    return false;
  }
  if (segments_.front().base_offset() > offset) {
    truncate_fully_and_start_at(offset, now);
    return true;
  }
  while (segments_.back().base_offset() > offset) {
    size_ -= segments_.back().size();
    segments_.pop_back();
  }
  LogSegment& active = segments_.back();
  entries_.remove_from(entries_.find(offset));
  size_ -= active.size();
  active.recount(entries_, *config_, now);
  size_ += active.size();
  log_end_offset_ = offset;
  epochs_.truncate_from_end(offset);
  log_start_offset_ = std::min(log_start_offset_, offset);
  high_watermark_ = std::min(high_watermark_, offset);
  recovery_point_ = std::min(recovery_point_, offset);
  transaction_index_.truncate_to(offset);
  truncate_cleaned(offset);
  rebuild_producers(now, false);
  return true;
}

void Log::truncate_fully_and_start_at(Offset offset, sim::SimTime now) {
  SIM_CHECK(offset >= Offset(0));
  entries_.remove_from(entries_.begin_index());
  segments_.clear();
  segments_.push_back(new_segment(offset, now));
  size_ = sim::Bytes{};
  epochs_.clear();
  transaction_index_.clear();
  producers_.truncate_fully();
  delete_horizons_.clear();
  first_dirty_offset_ = offset;
  log_start_offset_ = log_end_offset_ = high_watermark_ = recovery_point_ = offset;
}

}  // namespace kafka
