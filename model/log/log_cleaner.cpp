#include "model/log/log_cleaner.h"

#include <map>

namespace kafka {

std::vector<Offset> offsets_kept_by_cleaning(const std::vector<KeyedRecord>& records, Offset first_uncleanable) {
  std::map<std::string_view, Offset> latest;
  for (const KeyedRecord& record : records)
    if (record.key && record.offset < first_uncleanable) latest[*record.key] = record.offset;

  std::vector<Offset> kept;
  for (const KeyedRecord& record : records) {
    if (record.offset < first_uncleanable) {
      const bool is_latest = record.key && latest.at(*record.key) == record.offset;
      const bool expired = record.tombstone && record.delete_horizon_passed;
      if (!is_latest || expired) continue;
    }
    kept.push_back(record.offset);
  }
  return kept;
}

bool needs_cleaning(sim::Bytes clean, sim::Bytes cleanable, double min_cleanable_dirty_ratio,
                    bool max_compaction_lag_exceeded) {
  const sim::Bytes total = clean + cleanable;
  if (total.count() <= 0) return false;
  if (max_compaction_lag_exceeded && cleanable.count() > 0) return true;
  return static_cast<double>(cleanable.count()) / static_cast<double>(total.count()) > min_cleanable_dirty_ratio;
}

}  // namespace kafka
