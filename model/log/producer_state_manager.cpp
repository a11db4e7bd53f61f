#include "model/log/producer_state_manager.h"

#include <algorithm>

#include "sim/core/check.h"

namespace kafka {

namespace {

constexpr auto kById = [](const ProducerStateEntry& entry, ProducerId id) { return entry.producer_id() < id; };
constexpr auto kByFirstOffset = [](const TxnMetadata& txn, Offset offset) { return txn.first_offset < offset; };

}  // namespace

// ---- producers

/// The index of this producer, or where it would be. An append asks several times for the same one.
std::size_t ProducerStateManager::find(ProducerId id) const {
  if (found_ < producers_.size() && producers_[found_].producer_id() == id) return found_;
  const auto it = std::lower_bound(producers_.begin(), producers_.end(), id, kById);
  return found_ = static_cast<std::size_t>(it - producers_.begin());
}

const ProducerStateEntry* ProducerStateManager::last_entry(ProducerId id) const {
  const std::size_t i = find(id);
  return i < producers_.size() && producers_[i].producer_id() == id ? &producers_[i] : nullptr;
}

ProducerStateEntry& ProducerStateManager::entry_of(ProducerId id) {
  const std::size_t i = find(id);
  if (i == producers_.size() || producers_[i].producer_id() != id)
    producers_.insert(producers_.begin() + static_cast<std::ptrdiff_t>(i), ProducerStateEntry(id));
  return producers_[i];
}

// ---- appends

ErrorCode ProducerStateManager::check(const RecordBatch& batch, AppendOrigin origin, VerificationGuard guard) const {
  const ProducerStateEntry* known = last_entry(batch.producer_id);
  if (origin == AppendOrigin::CLIENT && known && known->find_duplicate(batch)) return ErrorCode::NONE;
  if (origin != AppendOrigin::REPLICATION && lacks_verification(batch, guard)) return ErrorCode::INVALID_TXN_STATE;
  const ErrorCode error = check_producer_append(known, batch, origin, config_.kip360);
  if (origin != AppendOrigin::CLIENT || batch.is_control() || error == ErrorCode::INVALID_PRODUCER_EPOCH) return error;
  // A batch whose verification failed comes again: one that was sent behind it must not come first.
  const VerificationStates::Entry* asked = verifications_.find(batch.producer_id);
  return asked && batch.base_sequence > asked->lowest_sequence ? ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER : error;
}

bool ProducerStateManager::lacks_verification(const RecordBatch& batch, VerificationGuard guard) const {
  if (!config_.verifies_transactions || !batch.transactional || batch.is_control()) return false;
  return !has_ongoing_transaction(batch.producer_id) && !verifications_.verifies(batch.producer_id, guard);
}

VerificationGuard ProducerStateManager::maybe_start_verification(const RecordBatch& batch, sim::SimTime now) {
  if (has_ongoing_transaction(batch.producer_id)) return kNotVerified;
  return verifications_.begin(batch.producer_id, batch.base_sequence, batch.producer_epoch, now);
}

const BatchMetadata* ProducerStateManager::find_duplicate(const RecordBatch& batch) const {
  const ProducerStateEntry* known = last_entry(batch.producer_id);
  return known ? known->find_duplicate(batch) : nullptr;
}

std::optional<CompletedTxn> ProducerStateManager::update(const LogEntry& appended) {
  const RecordBatch& batch = *appended.batch;
  ProducerStateEntry& entry = entry_of(batch.producer_id);
  seen_producers_ = true;
  seen_transactions_ = seen_transactions_ || batch.transactional || batch.is_control();
  if (batch.transactional || batch.is_control()) verifications_.end(batch.producer_id);
  if (batch.is_control()) {
    const Offset first = entry.current_txn_first_offset();
    entry.end_transaction(batch, config_.kip360);
    if (first == kUnknownOffset) return std::nullopt;  // a marker without data decides nothing
    return CompletedTxn{.producer_id = batch.producer_id,
                        .first_offset = first,
                        .last_offset = appended.base_offset,
                        .aborted = batch.control == ControlRecordType::ABORT};
  }
  entry.add_batch(batch, appended.base_offset);
  if (batch.transactional && !entry.in_transaction()) {
    entry.begin_transaction(appended.base_offset);
    ongoing_.push_back({.producer_id = batch.producer_id, .first_offset = appended.base_offset});
    settle_first_unstable();
  }
  return std::nullopt;
}

Offset ProducerStateManager::last_stable_offset(const CompletedTxn& completed) const {
  const auto next = std::find_if(ongoing_.begin(), ongoing_.end(),
                                 [&](const TxnMetadata& txn) { return txn.producer_id != completed.producer_id; });
  return next == ongoing_.end() ? completed.last_offset + 1 : next->first_offset;
}

void ProducerStateManager::complete_txn(const CompletedTxn& completed) {
  const auto it = std::lower_bound(ongoing_.begin(), ongoing_.end(), completed.first_offset, kByFirstOffset);
  SIM_CHECK(it != ongoing_.end() && it->first_offset == completed.first_offset, "what ends has begun");
  unreplicated_.push_back(*it);
  unreplicated_.back().last_offset = completed.last_offset;
  ongoing_.erase(it);
  settle_first_unstable();
}

// ---- offsets

void ProducerStateManager::settle_first_unstable() {
  first_unstable_ = ongoing_.empty() ? kUnknownOffset : ongoing_.front().first_offset;
  for (const TxnMetadata& txn : unreplicated_)
    if (first_unstable_ == kUnknownOffset || txn.first_offset < first_unstable_) first_unstable_ = txn.first_offset;
}

void ProducerStateManager::remove_unreplicated(Offset below) {
  if (unreplicated_.empty() || unreplicated_.front().last_offset >= below) return;
  const auto kept = std::find_if(unreplicated_.begin(), unreplicated_.end(),
                                 [&](const TxnMetadata& txn) { return txn.last_offset >= below; });
  unreplicated_.erase(unreplicated_.begin(), kept);
  settle_first_unstable();
}

void ProducerStateManager::on_log_start_offset_incremented(Offset log_start) {
  remove_unreplicated(log_start);
  if (config_.kip360 || producers_.empty()) return;
  // Source: ProducerStateManager.truncateHead until 2.3.
  std::erase_if(ongoing_, [&](const TxnMetadata& txn) {
    const ProducerStateEntry* entry = last_entry(txn.producer_id);
    return !entry || entry->last_data_offset() < log_start;
  });
  std::erase_if(producers_, [&](const ProducerStateEntry& entry) { return entry.last_data_offset() < log_start; });
  settle_first_unstable();
}

void ProducerStateManager::delete_snapshots_before(Offset offset) {
  std::erase_if(snapshots_, [&](const Snapshot& snapshot) { return snapshot.offset < offset; });
}

// ---- time

bool ProducerStateManager::expired(const ProducerStateEntry& entry, sim::SimTime now) const {
  if (entry.in_transaction()) return false;
  return entry.last_timestamp() == kNoTimestamp || now - entry.last_timestamp() >= config_.producer_id_expiration;
}

void ProducerStateManager::remove_expired_producers(sim::SimTime now) {
  std::erase_if(producers_, [&](const ProducerStateEntry& entry) { return expired(entry, now); });
  verifications_.remove_older_than(now - config_.producer_id_expiration);
}

// ---- lives

void ProducerStateManager::take_snapshot(Offset offset) {
  if (!seen_producers_ || (!snapshots_.empty() && snapshots_.back().offset >= offset)) return;
  Snapshot& taken = snapshots_.emplace_back();
  taken.offset = offset;
  taken.producers.reserve(producers_.size());
  for (const ProducerStateEntry& entry : producers_) taken.producers.push_back(entry.snapshot());
}

Offset ProducerStateManager::truncate_and_reload(Offset log_start, Offset log_end, sim::SimTime now) {
  std::erase_if(snapshots_, [&](const Snapshot& s) { return s.offset > log_end || s.offset <= log_start; });
  clear();
  if (!seen_producers_) return kUnknownOffset;
  if (snapshots_.empty()) return log_start;
  load(snapshots_.back(), log_start, now);
  return snapshots_.back().offset;
}

void ProducerStateManager::load(const Snapshot& snapshot, Offset log_start, sim::SimTime now) {
  for (const ProducerStateEntry& entry : snapshot.producers) {
    const bool retained = config_.kip360 || entry.last_data_offset() >= log_start;
    if (!retained || expired(entry, now)) continue;
    producers_.push_back(entry);
    if (entry.in_transaction())
      ongoing_.push_back({.producer_id = entry.producer_id(), .first_offset = entry.current_txn_first_offset()});
  }
  std::sort(ongoing_.begin(), ongoing_.end(),
            [](const TxnMetadata& a, const TxnMetadata& b) { return a.first_offset < b.first_offset; });
  settle_first_unstable();
}

void ProducerStateManager::clear() {
  producers_.clear();
  ongoing_.clear();
  unreplicated_.clear();
  first_unstable_ = kUnknownOffset;
}

void ProducerStateManager::truncate_fully() {
  clear();
  snapshots_.clear();
  seen_producers_ = seen_transactions_ = false;
}

}  // namespace kafka
