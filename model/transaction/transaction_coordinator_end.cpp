/// TransactionCoordinator: how transactions end.

#include <utility>

#include "model/transaction/transaction_coordinator.h"
#include "sim/core/check.h"

namespace kafka {

void TransactionCoordinator::handle_end_txn(const EndTxnRequest& request, Done done) {
  end_transaction({.transactional_id = request.transactional_id,
                   .producer_id = request.producer_id,
                   .producer_epoch = request.producer_epoch,
                   .commit = request.commit,
                   .from_client = true},
                  done);
}

/// Of a transaction whose PrepareEpochFence is pending.
void TransactionCoordinator::fence_and_abort(const TransactionMetadataPtr& metadata, const TxnTransitMetadata& fence,
                                             const Done& done) {
  end_transaction({.transactional_id = metadata->transactional_id(),
                   .producer_id = fence.producer_id,
                   .producer_epoch = fence.producer_epoch,
                   .commit = false,
                   .from_client = false},
                  done);
}

void TransactionCoordinator::end_transaction(const EndOfTransaction& end, const Done& done) {
  if (end.transactional_id.empty()) return done(ErrorCode::INVALID_REQUEST);
  bool is_epoch_fence = false;
  const Decision decision = decide_end(end, is_epoch_fence);
  if (!decision.transit) return done(spoken(decision.answer));
  states_.append(end.transactional_id, decision.coordinator_epoch, *decision.transit,
                 [this, end, epoch = decision.coordinator_epoch, is_epoch_fence, done](ErrorCode error) {
                   on_end_written(end, epoch, is_epoch_fence, error, done);
                 });
}

/// Source: endTransaction, what comes before the append. Up to 2.4 a client's epoch only must not be too old.
TransactionCoordinator::Decision TransactionCoordinator::decide_end(const EndOfTransaction& end,
                                                                    bool& is_epoch_fence) const {
  using enum TransactionState;
  const TransactionLookup found = states_.find(end.transactional_id);
  if (found.error != ErrorCode::NONE) return {.answer = found.error};
  if (!found.metadata || found.metadata->producer_id() != end.producer_id)
    return {.answer = ErrorCode::INVALID_PRODUCER_ID_MAPPING};
  TransactionMetadata& metadata = *found.metadata;
  const bool strict = end.from_client && context_.behaviour.producer_epoch_bump;
  if (end.producer_epoch < metadata.producer_epoch() || (strict && end.producer_epoch != metadata.producer_epoch()))
    return {.answer = ErrorCode::PRODUCER_FENCED};
  is_epoch_fence = metadata.pending_state() == PrepareEpochFence;
  if (metadata.pending_transition_in_progress() && !is_epoch_fence)
    return {.answer = ErrorCode::CONCURRENT_TRANSACTIONS};
  if (metadata.state() != Ongoing) return {.answer = answer_when_not_ongoing(metadata.state(), end.commit)};
  if (is_epoch_fence) metadata.adopt_fenced_epoch(end.producer_epoch);
  return {.answer = ErrorCode::NONE,
          .transit = metadata.prepare_abort_or_commit(end.commit ? PrepareCommit : PrepareAbort, context_.now()),
          .coordinator_epoch = found.coordinator_epoch};
}

/// Who asks for what was decided already is told that it was, or to come again until it is complete.
ErrorCode TransactionCoordinator::answer_when_not_ongoing(TransactionState state, bool commit) {
  using enum TransactionState;
  if (state == (commit ? CompleteCommit : CompleteAbort)) return ErrorCode::NONE;
  if (state == (commit ? PrepareCommit : PrepareAbort)) return ErrorCode::CONCURRENT_TRANSACTIONS;
  return ErrorCode::INVALID_TXN_STATE;
}

/// The decision is in the log: the client need not wait for the markers.
void TransactionCoordinator::on_end_written(const EndOfTransaction& end, std::int32_t coordinator_epoch,
                                            bool is_epoch_fence, ErrorCode error, const Done& done) {
  if (error != ErrorCode::NONE) {
    const TransactionLookup found = states_.find(end.transactional_id);
    if (is_epoch_fence && found.metadata && found.coordinator_epoch == coordinator_epoch)
      found.metadata->note_failed_epoch_fence();
    return done(error);
  }
  TransactionMetadataPtr metadata;
  TxnTransitMetadata complete;
  const ErrorCode stopped = begin_markers(end, coordinator_epoch, metadata, complete);
  done(spoken(stopped));
  if (stopped == ErrorCode::NONE) markers_.add_markers_to_send(coordinator_epoch, metadata, complete);
}

/// Source: endTransaction, sendTxnMarkersCallback.
ErrorCode TransactionCoordinator::begin_markers(const EndOfTransaction& end, std::int32_t coordinator_epoch,
                                                TransactionMetadataPtr& metadata, TxnTransitMetadata& complete) const {
  const TransactionLookup found = states_.find(end.transactional_id);
  const ErrorCode error = check_producer(found, end.producer_id, end.producer_epoch);
  if (found.error == ErrorCode::NONE && found.coordinator_epoch != coordinator_epoch) return ErrorCode::NOT_COORDINATOR;
  if (error != ErrorCode::NONE) return error;
  if (found.metadata->pending_transition_in_progress()) return ErrorCode::CONCURRENT_TRANSACTIONS;
  const TransactionState decided = end.commit ? TransactionState::PrepareCommit : TransactionState::PrepareAbort;
  if (found.metadata->state() != decided) return ErrorCode::INVALID_TXN_STATE;
  metadata = found.metadata;
  complete = metadata->prepare_complete(context_.now());
  return ErrorCode::NONE;
}

}  // namespace kafka
