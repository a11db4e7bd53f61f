/// Compaction of one log.

#include <algorithm>
#include <limits>

#include "model/log/cleaner.h"
#include "model/log/log.h"

namespace kafka {

LogToClean Log::to_clean() const {
  const bool valid = first_dirty_offset_ >= log_start_offset_ && first_dirty_offset_ <= log_end_offset_;
  const Offset first_dirty = valid ? first_dirty_offset_ : log_start_offset_;
  LogToClean result;
  result.first_uncleanable = std::min(segment_of(last_stable_offset()).base_offset(), active_segment_base());
  for (const LogSegment& segment : segments_) {
    if (segment.base_offset() < first_dirty) {
      result.clean += segment.size();
    } else if (segment.base_offset() < result.first_uncleanable) {
      result.cleanable += segment.size();
    }
  }
  return result;
}

CleanedLog Log::clean(sim::SimTime now) {
  CleanedLog result{.clean_to = to_clean().first_uncleanable};
  std::size_t count = 0;
  while (segments_[count].base_offset() < result.clean_to) ++count;
  const LogEntries::Index begin = entries_.begin_index();
  const LogEntries::Index end = segments_[count].first_entry();
  const Cleaner::Result cleaned =
      Cleaner(entries_, end, producers_, now, config_->delete_retention_ms, delete_horizons_)
          .run(transaction_index_.all());

  std::vector<LogEntries::Index> kept(count, 0);  // by segment
  std::size_t segment = 0;
  for (LogEntries::Index i = begin; i < end; ++i) {
    while (segment + 1 < count && segments_[segment + 1].first_entry() <= i) ++segment;
    const LogEntry& entry = entries_[i];
    if (!cleaned.goes[i - begin]) {
      ++kept[segment];
      result.rewritten += entry.batch->size;
      continue;
    }
    ++result.batches;
    result.size += entry.batch->size;
    delete_horizons_.erase(entry.base_offset);
  }
  transaction_index_.remove_if([&](const AbortedTxn& txn) {
    return std::binary_search(cleaned.no_data.begin(), cleaned.no_data.end(), txn.last_offset);
  });
  entries_.remove_before_if(end, [&](LogEntries::Index i) { return cleaned.goes[i - begin]; });
  size_ -= result.size;
  merge_segments(count, kept);
  first_dirty_offset_ = result.clean_to;
  return result;
}

/// Puts as few segments as possible in place of the first `count`. Source: Cleaner.groupSegmentsBySize, which goes by
/// their sizes before the cleaning.
void Log::merge_segments(std::size_t count, const std::vector<LogEntries::Index>& kept) {
  std::vector<LogSegment> merged;
  LogEntries::Index from = entries_.begin_index();
  for (std::size_t first = 0; first < count;) {
    sim::Bytes size = segments_[first].size();
    LogEntries::Index to = from + kept[first];
    std::size_t next = first + 1;
    for (; next < count && size + segments_[next].size() <= config_->segment_bytes &&
           end_of_segment(next) - 1 - segments_[first].base_offset() <= std::numeric_limits<std::int32_t>::max();
         ++next) {
      size += segments_[next].size();
      to += kept[next];
    }
    merged.push_back(LogSegment::cleaned(segments_[first], segments_[next - 1], from, to, entries_, *config_));
    from = to;
    first = next;
  }
  segments_.erase(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(count));
  segments_.insert(segments_.begin(), merged.begin(), merged.end());
}

/// Source: LogCleanerManager.maybeTruncateCheckpoint.
void Log::truncate_cleaned(Offset offset) {
  first_dirty_offset_ = std::min(first_dirty_offset_, offset);
  delete_horizons_.erase(delete_horizons_.lower_bound(offset), delete_horizons_.end());
}

}  // namespace kafka
