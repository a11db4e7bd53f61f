#pragma once
/// One batch where it lies in a replica's log.

#include <cstdint>

#include "model/types/ids.h"
#include "model/types/record_batch.h"

namespace kafka {

/// What the leader gave a batch (offset, epoch) and where this replica keeps it. The batch itself is shared by all
/// replicas. 32 bytes.
struct LogEntry {
  Offset base_offset{0};       ///< of the batch's first record
  BatchPtr batch{};            ///< never null in a log
  LeaderEpoch epoch{};         ///< of the leader that appended it
  std::uint32_t position = 0;  ///< bytes before it in its segment
  std::int64_t disk_mark = 0;  ///< where the host's disk put it; the log only keeps it

  [[nodiscard]] Offset last_offset() const { return base_offset + (batch->count - 1); }
  [[nodiscard]] Offset next_offset() const { return base_offset + batch->count; }
};

}  // namespace kafka
