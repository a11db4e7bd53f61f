// TransactionManager: producer id, epoch and the numbers of batches.

#include <algorithm>

#include "model/producer/transaction_manager.h"

namespace kafka {

namespace {
constexpr ProducerEpoch kLastEpoch{32767};  // Java: Short.MAX_VALUE
}  // namespace

void TransactionManager::set_producer(ProducerIdAndEpoch producer) {
  producer_ = producer;
  if (!producer.valid()) return;
  emit([&] {
    return ProducerIdAssigned{.producer = context_.client,
                              .transactional_id = config_.transactional_id,
                              .producer_id = producer.id,
                              .producer_epoch = producer.epoch};
  });
}

// ---- what cannot go on under these numbers

/// Source: Sender.runOnce; 2.3: resetProducerIdIfNeeded, maybeWaitForProducerId.
void TransactionManager::housekeeping() {
  if (bumps()) {
    resolve_sequences();
    if (has_fatal_error() || transactional()) return;
    if (epoch_bump_required_) bump_idempotent_epoch();
  } else if (!transactional()) {
    resolve_by_new_id();
  } else if (!unresolved_.empty()) {
    if (!has_fatal_error()) to_fatal_error(kafka_exception(ErrorCode::NONE));
    return;
  }
  if (!transactional() && !has_error() && state_ != State::INITIALIZING && !producer_.valid()) ask_for_id();
}

void TransactionManager::ask_for_id() {
  transition_in_sender(State::INITIALIZING);
  InitProducerIdRequest request;
  request.client = context_.client;
  enqueue(make(Priority::INIT_PRODUCER_ID, std::move(request), std::nullopt));
}

void TransactionManager::request_epoch_bump(TopicPartition tp) {
  epoch_bump_required_ = true;
  to_renumber_.insert(tp);
}

/// Nobody has to be asked: brokers take a larger epoch from whoever owns the id (KIP-360).
void TransactionManager::bump_idempotent_epoch() {
  if (producer_.epoch == kLastEpoch) {
    reset_idempotent_id();
  } else {
    set_producer({producer_.id, producer_.epoch + ProducerEpoch::rep{1}});
  }
  for (const TopicPartition tp : to_renumber_) {
    entry(tp).start_at_beginning(producer_);
    unresolved_.erase(tp);
  }
  to_renumber_.clear();
  epoch_bump_required_ = false;
}

/// Up to 2.4 with it go all numbers of all partitions.
void TransactionManager::reset_idempotent_id() {
  set_producer({});
  transition_in_sender(State::UNINITIALIZED);
  if (bumps()) return;
  entries_.clear();
  unresolved_.clear();
}

/// Source: TransactionManager.maybeResolveSequences.
void TransactionManager::resolve_sequences() {
  for (auto it = unresolved_.begin(); it != unresolved_.end();) {
    const TopicPartition tp = it->first;
    if (entry(tp).has_in_flight()) {
      ++it;
      continue;
    }
    it = unresolved_.erase(it);
    // The one that ran out of time was stored after all, if what came after it was taken.
    if (!is_next(tp, entry(tp).next_sequence())) give_up_unresolved(tp);
  }
}

void TransactionManager::give_up_unresolved(TopicPartition tp) {
  if (!transactional()) return request_epoch_bump(tp);
  epoch_bump_required_ = true;
  to_abortable_error(kafka_exception(ErrorCode::NONE));
}

/// Source: 2.3: TransactionManager.shouldResetProducerStateAfterResolvingSequences.
void TransactionManager::resolve_by_new_id() {
  for (auto it = unresolved_.begin(); it != unresolved_.end();) {
    const TopicPartition tp = it->first;
    if (entry(tp).has_in_flight()) {
      ++it;
    } else if (is_next(tp, entry(tp).next_sequence())) {
      it = unresolved_.erase(it);
    } else {
      return reset_idempotent_id();
    }
  }
}

void TransactionManager::mark_unresolved(const ProducerBatch& batch) {
  const Sequence next = batch.last_sequence() + 1;
  Sequence& known = unresolved_.try_emplace(batch.tp, next).first->second;
  known = std::max(known, next);
}

bool TransactionManager::is_next(TopicPartition tp, Sequence sequence) {
  return sequence.value() - std::int64_t{entry(tp).last_acked_sequence().value()} == 1;
}

// ---- sending

/// Source: RecordAccumulator.shouldStopDrainBatchesForPartition.
bool TransactionManager::must_wait(const ProducerBatch& first) {
  if (!send_allowed(first.tp) || !producer_.valid()) return true;
  const ProducerBatch* oldest = entry(first.tp).first_in_flight();
  if (!first.has_sequence()) {
    // In a new epoch the partition begins at 0, and that must not overtake what is on its way in the old one.
    if (bumps() && oldest && stale(first.tp)) return true;
    return unresolved_.contains(first.tp);
  }
  // While it is repaired a partition sends one batch at a time, in order.
  return oldest && oldest->base_sequence != first.base_sequence;
}

void TransactionManager::assign_sequence(const ProducerBatchPtr& batch) {
  TxnPartitionEntry& e = entry(batch->tp);
  if (e.producer() != producer_ && !e.has_in_flight()) e.start_at_beginning(producer_);
  batch->set_producer_state(producer_, e.next_sequence(), transactional());
  e.increment(batch->count);
  e.add_in_flight(batch);
}

// ---- answers

bool TransactionManager::can_retry(const ProducerBatch& batch, const BatchAnswer& answer) {
  if (!bumps()) return is_retriable(answer.error) || can_retry_2_3(batch, answer);
  if (answer.error == ErrorCode::UNKNOWN_PRODUCER_ID && can_retry_unknown_producer(batch, answer)) return true;
  if (answer.error == ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER && can_retry_out_of_order(batch)) return true;
  return is_retriable(answer.error);
}

/// The leader has no state of this producer: retention may have taken all that it wrote.
bool TransactionManager::can_retry_unknown_producer(const ProducerBatch& batch, const BatchAnswer& answer) {
  if (answer.log_start_offset == kUnknownOffset) return true;  // ask until it is said
  if (batch.sequence_reset) return true;                       // sent before its number was changed
  if (entry(batch.tp).last_acked_offset() < answer.log_start_offset) {
    if (transactional()) {
      entry(batch.tp).start_at_beginning(producer_);
    } else {
      request_epoch_bump(batch.tp);
    }
    return true;
  }
  if (!transactional()) request_epoch_bump(batch.tp);
  return !transactional();
}

bool TransactionManager::can_retry_out_of_order(const ProducerBatch& batch) {
  const auto unresolved = unresolved_.find(batch.tp);
  const bool resolved = unresolved == unresolved_.end();
  // It is not its turn: what comes before it is being sent again.
  if (resolved && (batch.sequence_reset || !is_next(batch.tp, batch.base_sequence))) return true;
  if (transactional()) return false;
  // A gap, unless what is unresolved may still turn out to be there.
  if (resolved || batch.base_sequence == unresolved->second) request_epoch_bump(batch.tp);
  return true;
}

bool TransactionManager::can_retry_2_3(const ProducerBatch& batch, const BatchAnswer& answer) {
  if (batch.producer != producer_) return false;
  if (answer.error == ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER)
    return !unresolved_.contains(batch.tp) && (batch.sequence_reset || !is_next(batch.tp, batch.base_sequence));
  if (answer.error != ErrorCode::UNKNOWN_PRODUCER_ID) return false;
  if (answer.log_start_offset == kUnknownOffset || batch.sequence_reset) return true;
  if (entry(batch.tp).last_acked_offset() >= answer.log_start_offset) return false;
  entry(batch.tp).start_at_beginning(producer_);
  return true;
}

/// Source: TransactionManager.handleCompletedBatch.
void TransactionManager::on_completed(const ProducerBatch& batch, Offset base_offset) {
  if (id_is_stale(batch)) return;
  if (transactional() && !entries_.contains(batch.tp)) return;
  TxnPartitionEntry& e = entry(batch.tp);
  e.acknowledged(batch.last_sequence());
  if (base_offset != kUnknownOffset) e.acknowledged(base_offset + (batch.count - 1));
  e.remove_in_flight(batch);
}

/// Source: TransactionManager.handleFailedBatch.
void TransactionManager::on_failed(const ProducerBatch& batch, const ProducerError& error, bool adjust) {
  to_error_state(error);
  if (id_is_stale(batch)) return;
  remove_in_flight(batch);
  if (has_fatal_error()) return;
  const bool gap = error.exception == exception_of(ErrorCode::OUT_OF_ORDER_SEQUENCE_NUMBER);
  if (gap && !transactional()) return bumps() ? request_epoch_bump(batch.tp) : reset_idempotent_id();
  if (bumps() && error.exception == exception_of(ErrorCode::UNKNOWN_PRODUCER_ID)) {
    entries_.erase(batch.tp);
    unresolved_.erase(batch.tp);
    return;
  }
  if (!adjust) return;
  if (bumps() && !transactional()) return request_epoch_bump(batch.tp);
  entry(batch.tp).close_gap(batch);
}

}  // namespace kafka
