/// What a log keeps of its producers and their transactions.

#include "model/log/log.h"

namespace kafka {

void Log::record_producer(const LogEntry& appended) {
  const std::optional<CompletedTxn> completed = producers_.update(appended);
  if (!completed) return;
  if (completed->aborted)
    transaction_index_.append({.producer_id = completed->producer_id,
                               .first_offset = completed->first_offset,
                               .last_offset = completed->last_offset,
                               .last_stable_offset = producers_.last_stable_offset(*completed)});
  producers_.complete_txn(*completed);
}

/// Source: UnifiedLog.rebuildProducerState. The transaction index lies in files of its own and needs no rebuilding.
void Log::rebuild_producers(sim::SimTime now, bool loading) {
  const bool was_empty = producers_.empty();
  const Offset from = producers_.truncate_and_reload(log_start_offset_, log_end_offset_, now);
  if (from == kUnknownOffset) return;
  // Who is truncated and knew of no producer before learns of none by it.
  if (loading || !was_empty) {
    for (LogEntries::Index i = entries_.find(from); i < entries_.end_index(); ++i) {
      if (!entries_[i].batch->has_producer_id()) continue;
      const std::optional<CompletedTxn> completed = producers_.update(entries_[i]);
      if (completed) producers_.complete_txn(*completed);
    }
  }
  producers_.on_high_watermark_updated(high_watermark_);
  producers_.take_snapshot(log_end_offset_);
}

}  // namespace kafka
