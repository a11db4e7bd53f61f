#include "model/transaction/transaction_coordinator.h"

#include <algorithm>
#include <set>
#include <utility>

#include "model/transaction/transaction_states.h"

namespace kafka {

TransactionCoordinator::TransactionCoordinator(const TransactionContext& context, CoordinatorLog& log,
                                               TransactionMarkerChannelManager::LeaderEndpoint leader_endpoint,
                                               InterBrokerSendThread& marker_sender)
    : context_(context),
      states_(context, log),
      markers_(context, states_, std::move(leader_endpoint), marker_sender),
      abort_timed_out_(context.scheduler, context.life, [this] {
        schedule_abort();
        abort_timed_out_transactions();
      }) {}

void TransactionCoordinator::startup() {
  schedule_abort();
  states_.start();
}

void TransactionCoordinator::schedule_abort() {
  abort_timed_out_.arm(context_.config.transaction_abort_timed_out_transaction_cleanup_interval_ms);
}

void TransactionCoordinator::shutdown() {
  abort_timed_out_.disarm();
  states_.shutdown();
  markers_.shutdown();
}

void TransactionCoordinator::on_election(TopicPartition tp, std::int32_t coordinator_epoch) {
  markers_.remove_markers_for(tp.partition);
  states_.load(tp, coordinator_epoch,
               [this](std::int32_t epoch, const TransactionMetadataPtr& metadata, const TxnTransitMetadata& complete) {
                 markers_.add_markers_to_send(epoch, metadata, complete);
               });
}

void TransactionCoordinator::on_resignation(TopicPartition tp) {
  states_.unload(tp);
  markers_.remove_markers_for(tp.partition);
}

ErrorCode TransactionCoordinator::spoken(ErrorCode error) const {
  const bool old = !context_.behaviour.producer_epoch_bump;
  return old && error == ErrorCode::PRODUCER_FENCED ? ErrorCode::INVALID_PRODUCER_EPOCH : error;
}

ErrorCode TransactionCoordinator::check_producer(const TransactionLookup& found, ProducerId id,
                                                 ProducerEpoch epoch) const {
  if (found.error != ErrorCode::NONE) return found.error;
  if (!found.metadata || found.metadata->producer_id() != id) return ErrorCode::INVALID_PRODUCER_ID_MAPPING;
  return found.metadata->producer_epoch() == epoch ? ErrorCode::NONE : ErrorCode::PRODUCER_FENCED;
}

// ---- AddPartitionsToTxn

void TransactionCoordinator::handle_add_partitions(const AddPartitionsToTxnRequest& request, Done done) {
  if (request.transactional_id.empty()) return done(ErrorCode::INVALID_REQUEST);
  const TransactionLookup found = states_.find(request.transactional_id);
  const ErrorCode error = check_producer(found, request.producer_id, request.producer_epoch);
  if (error != ErrorCode::NONE) return done(spoken(error));
  TransactionMetadata& metadata = *found.metadata;
  if (metadata.pending_transition_in_progress() || is_prepared(metadata.state()))
    return done(ErrorCode::CONCURRENT_TRANSACTIONS);
  const std::set<TopicPartition> added(request.partitions.begin(), request.partitions.end());
  const std::set<TopicPartition>& known = metadata.partitions();
  if (metadata.state() == TransactionState::Ongoing &&
      std::includes(known.begin(), known.end(), added.begin(), added.end()))
    return done(ErrorCode::NONE);  // nothing to write
  states_.append(request.transactional_id, found.coordinator_epoch,
                 metadata.prepare_add_partitions(added, context_.now()), std::move(done));
}

/// A change under way is not waited for: the append looks once more. Source: handleVerifyPartitionsInTransaction.
std::vector<AddPartitionsToTxnResponse::Partition> TransactionCoordinator::handle_verify_partitions(
    const AddPartitionsToTxnRequest::Transaction& transaction) const {
  const TransactionLookup found = states_.find(transaction.transactional_id);
  ErrorCode error = transaction.transactional_id.empty()
                        ? ErrorCode::INVALID_REQUEST
                        : check_producer(found, transaction.producer_id, transaction.producer_epoch);
  if (error == ErrorCode::NONE && is_prepared(found.metadata->state())) error = ErrorCode::CONCURRENT_TRANSACTIONS;
  std::vector<AddPartitionsToTxnResponse::Partition> answers;
  for (const TopicPartition tp : transaction.partitions) {
    const bool added = error == ErrorCode::NONE && found.metadata->partitions().contains(tp);
    answers.push_back(
        {.tp = tp, .error = error == ErrorCode::NONE && !added ? ErrorCode::TRANSACTION_ABORTABLE : error});
  }
  return answers;
}

// ---- timeout

/// Source: abortTimedOutTransactions.
void TransactionCoordinator::abort_timed_out_transactions() {
  for (const std::string& id : states_.timed_out()) {
    const TransactionMetadataPtr metadata = states_.find(id).metadata;
    if (!metadata || metadata->pending_transition_in_progress()) continue;
    const bool keep = context_.behaviour.producer_epoch_bump;
    fence_and_abort(metadata, metadata->prepare_fence_producer_epoch(keep), [](ErrorCode) {});
  }
}

}  // namespace kafka
