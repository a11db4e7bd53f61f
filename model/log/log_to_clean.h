#pragma once
/// When a log is compacted, and what came of it. Kafka: LogToClean, LogCleanerManager.

#include <cstdint>
#include <map>

#include "model/types/ids.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// When a pass first kept tombstones, or a marker of a transaction without a record left: by the base offset of their
/// batch. delete.retention.ms later they may go. Kafka: RecordBatch.deleteHorizonMs (KIP-534).
using DeleteHorizons = std::map<Offset, sim::SimTime>;

struct LogToClean {
  Offset first_uncleanable;
  sim::Bytes clean;      ///< of the segments below the first dirty offset
  sim::Bytes cleanable;  ///< of the dirty ones that may be cleaned

  [[nodiscard]] double cleanable_ratio() const {
    return static_cast<double>(cleanable.count()) / static_cast<double>((clean + cleanable).count());
  }
  /// Is the share of what is cleanable above min.cleanable.dirty.ratio, or did max.compaction.lag.ms run out? Kafka:
  /// grabFilthiestCompactedLog.
  [[nodiscard]] bool needs_cleaning(double min_cleanable_dirty_ratio, bool max_compaction_lag_exceeded = false) const {
    if ((clean + cleanable).count() <= 0) return false;
    if (max_compaction_lag_exceeded && cleanable.count() > 0) return true;
    return cleanable_ratio() > min_cleanable_dirty_ratio;
  }
};

/// What one pass did.
struct CleanedLog {
  Offset clean_to;           ///< the new first dirty offset
  std::int32_t batches = 0;  ///< removed
  sim::Bytes size{};         ///< removed
  sim::Bytes rewritten{};    ///< what stayed
};

}  // namespace kafka
