#pragma once
/// The two decisions of compaction: when to clean a log, and which records stay. Kafka: LogCleaner, LogCleanerManager.
/// No cleaner thread runs in the simulator (docs/not-modelled.md).

#include <optional>
#include <string_view>
#include <vector>

#include "model/types/ids.h"
#include "sim/core/bytes.h"

namespace kafka {

/// A record as the cleaner sees it.
struct KeyedRecord {
  Offset offset;
  std::optional<std::string_view> key{};  ///< a record without a key never stays
  bool tombstone = false;                 ///< its value is null: it deletes its key
  bool delete_horizon_passed = false;     ///< tombstones only: delete.retention.ms is over
};

/// Offsets that remain of `records` (in offset order): below `first_uncleanable` the last record of each key, unless it
/// is a tombstone past its horizon; from there on all. Offsets do not change. O(n log n).
std::vector<Offset> offsets_kept_by_cleaning(const std::vector<KeyedRecord>& records, Offset first_uncleanable);

/// Is the share of `cleanable` above min.cleanable.dirty.ratio, or did max.compaction.lag.ms run out? Kafka:
/// grabFilthiestCompactedLog.
bool needs_cleaning(sim::Bytes clean, sim::Bytes cleanable, double min_cleanable_dirty_ratio,
                    bool max_compaction_lag_exceeded);

}  // namespace kafka
