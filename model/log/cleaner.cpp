#include "model/log/cleaner.h"

#include <algorithm>
#include <utility>

namespace kafka {

// ---- transactions

CleanedTransactions::CleanedTransactions(std::vector<AbortedTxn> aborted) : aborted_(std::move(aborted)) {
  std::sort(aborted_.begin(), aborted_.end(),
            [](const AbortedTxn& a, const AbortedTxn& b) { return a.first_offset < b.first_offset; });
}

void CleanedTransactions::begin_up_to(Offset offset) {
  for (; next_ < aborted_.size() && aborted_[next_].first_offset <= offset; ++next_)
    ongoing_aborted_.try_emplace(aborted_[next_].producer_id, false);
}

bool CleanedTransactions::on_batch(const LogEntry& entry) {
  begin_up_to(entry.last_offset());
  if (!entry.batch->transactional) return false;
  const auto aborted = ongoing_aborted_.find(entry.batch->producer_id);
  if (aborted == ongoing_aborted_.end()) {
    ongoing_committed_.insert(entry.batch->producer_id);
    return false;
  }
  return aborted->second = true;
}

bool CleanedTransactions::on_marker(const LogEntry& marker) {
  begin_up_to(marker.base_offset);
  const ProducerId id = marker.batch->producer_id;
  if (marker.batch->control == ControlRecordType::COMMIT) return ongoing_committed_.erase(id) == 0;
  const auto aborted = ongoing_aborted_.find(id);
  if (aborted == ongoing_aborted_.end()) return true;
  const bool seen = aborted->second;
  ongoing_aborted_.erase(aborted);
  return !seen;
}

// ---- batches

bool Cleaner::is_last_of_producer(const LogEntry& entry) const {
  // What a producer wrote last tells its sequence number, a marker its epoch: a start must find them.
  if (!entry.batch->has_producer_id()) return false;
  const ProducerStateEntry* active = producers_.last_entry(entry.batch->producer_id);
  if (!active) return false;
  if (!active->empty()) return entry.last_offset() == active->last_data_offset();
  return entry.batch->is_control() && entry.batch->producer_epoch == active->producer_epoch();
}

bool Cleaner::horizon_passed(Offset base) {
  const sim::SimTime begun = horizons_.try_emplace(base, now_).first->second;
  return now_ - begun >= delete_retention_;
}

/// Kafka: buildOffsetMap. What was taken back replaces nothing.
Cleaner::LatestBatches Cleaner::latest_batches(const std::vector<AbortedTxn>& aborted) const {
  LatestBatches latest;
  CleanedTransactions transactions(aborted);
  for (LogEntries::Index i = entries_.begin_index(); i < end_; ++i) {
    const RecordBatch& batch = *entries_[i].batch;
    if (batch.is_control()) {
      transactions.on_marker(entries_[i]);
    } else if (!transactions.on_batch(entries_[i]) && batch.content) {
      for_each_key(*batch.content, [&](const InternalRecordKey& key, bool) { latest[key] = i; });
    }
  }
  return latest;
}

Cleaner::Result Cleaner::run(const std::vector<AbortedTxn>& aborted) {
  const LatestBatches latest = latest_batches(aborted);
  CleanedTransactions transactions(aborted);
  Result result;
  for (LogEntries::Index i = entries_.begin_index(); i < end_; ++i) {
    const LogEntry& entry = entries_[i];
    bool goes = false;
    if (entry.batch->is_control()) {
      const bool no_data = transactions.on_marker(entry);
      if (no_data && entry.batch->control == ControlRecordType::ABORT) result.no_data.push_back(entry.base_offset);
      goes = no_data && horizon_passed(entry.base_offset);
    } else {
      goes = transactions.on_batch(entry) || is_superseded(i, latest);
    }
    result.goes.push_back(goes && !is_last_of_producer(entry));
  }
  return result;
}

/// Has each of its keys a later record, or is a tombstone that has done its work?
bool Cleaner::is_superseded(LogEntries::Index index, const LatestBatches& latest) {
  const LogEntry& entry = entries_[index];
  bool superseded = entry.batch->content != nullptr;
  if (!superseded) return false;
  for_each_key(*entry.batch->content, [&](const InternalRecordKey& key, bool tombstone) {
    if (latest.at(key) != index) return;
    const bool expired = tombstone && horizon_passed(entry.base_offset);
    superseded = superseded && expired;
  });
  return superseded;
}

}  // namespace kafka
