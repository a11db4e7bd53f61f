/// What happens to a log between two lives of its broker.

#include <algorithm>

#include "model/log/log.h"

namespace kafka {

bool Log::lose_after(std::int64_t durable_mark, sim::SimTime now) {
  // A replica's batches lie on the disk in the order of their offsets: search the first that was not written.
  LogEntries::Index low = entries_.begin_index();
  LogEntries::Index high = entries_.end_index();
  while (low < high) {
    const LogEntries::Index middle = low + (high - low) / 2;
    if (entries_[middle].disk_mark <= durable_mark) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == entries_.end_index()) return false;
  return truncate_to(std::max(entries_[low].base_offset, log_start_offset_), now);
}

void Log::load(Offset high_watermark, Offset recovery_point, sim::SimTime now) {
  high_watermark_ = std::clamp(high_watermark, log_start_offset_, log_end_offset_);
  recovery_point_ = std::clamp(recovery_point, log_start_offset_, log_end_offset_);
  epochs_.truncate_from_end(log_end_offset_);
  producers_.forget_verifications();
  rebuild_producers(now, true);
}

std::size_t Log::first_unflushed_segment() const {
  // Source: LogLoader.recoverLog: from the segment that holds the recovery point on.
  std::size_t index = segments_.size() - 1;
  while (index > 0 && segments_[index].base_offset() > recovery_point_) --index;
  return index;
}

std::int64_t Log::last_disk_mark(std::size_t segment) const {
  const LogEntries::Index end =
      segment + 1 < segments_.size() ? segments_[segment + 1].first_entry() : entries_.end_index();
  return end > segments_[segment].first_entry() ? entries_[end - 1].disk_mark : 0;
}

}  // namespace kafka
