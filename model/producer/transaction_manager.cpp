// TransactionManager: the application's calls and the states. Texts of exceptions are Kafka's business; here are names.

#include "model/producer/transaction_manager.h"

#include <algorithm>

namespace kafka {

namespace {

constexpr std::string_view kIllegalState = "IllegalStateException";

TransactionalResultPtr thrown(const ProducerError& error) {
  auto result = std::make_shared<TransactionalRequestResult>();
  result->fail(error);
  return result;
}

}  // namespace

// ---- states

/// Source: TransactionManager.State.isTransitionValid.
bool TransactionManager::valid(State from, State to) {
  using enum State;
  const auto one_of = [from](std::initializer_list<State> states) {
    return std::find(states.begin(), states.end(), from) != states.end();
  };
  switch (to) {
    case UNINITIALIZED:
      return one_of({READY, ABORTABLE_ERROR});
    case INITIALIZING:
      return one_of({UNINITIALIZED, ABORTING_TRANSACTION});
    case READY:
      return one_of({INITIALIZING, COMMITTING_TRANSACTION, ABORTING_TRANSACTION});
    case IN_TRANSACTION:
      return one_of({READY});
    case COMMITTING_TRANSACTION:
      return one_of({IN_TRANSACTION});
    case ABORTING_TRANSACTION:
      return one_of({IN_TRANSACTION, ABORTABLE_ERROR});
    case ABORTABLE_ERROR:
      return one_of({IN_TRANSACTION, COMMITTING_TRANSACTION, ABORTABLE_ERROR, INITIALIZING});
    case FATAL_ERROR:
      break;
  }
  return true;
}

bool TransactionManager::transition(State to, const ProducerError& error) {
  if (!valid(state_, to)) return false;
  state_ = to;
  last_error_ = error;
  return true;
}

/// In the sender's thread nobody would hear of an exception: Kafka poisons the state instead (KAFKA-14831).
void TransactionManager::transition_in_sender(State to, const ProducerError& error) {
  if (transition(to, error) || context_.profile == Profile::v2_3) return;
  to_fatal_error({ErrorCode::NONE, kIllegalState});
}

void TransactionManager::to_abortable_error(const ProducerError& error) {
  if (!aborting()) transition_in_sender(State::ABORTABLE_ERROR, error);
}

void TransactionManager::to_fatal_error(const ProducerError& error) {
  const bool first = !has_fatal_error();
  transition(State::FATAL_ERROR, error);
  if (pending_transition_) pending_transition_->result->fail(error);
  if (context_.profile == Profile::v2_3)
    for (const TransactionalRequest& request : std::exchange(pending_, {})) request.result->fail(error);
  if (first)
    emit(
        [&] { return ProducerFailed{.producer = context_.client, .error = error.code, .exception = error.exception}; });
}

/// Source: TransactionManager.maybeTransitionToErrorState.
void TransactionManager::to_error_state(const ProducerError& error) {
  if (error.exception == exception_of(ErrorCode::PRODUCER_FENCED)) return to_fatal_error(error);
  if (!transactional()) return;
  if (bumps() && !completing()) epoch_bump_required_ = true;
  to_abortable_error(error);
}

/// What a call throws in an error state; empty: it may go on. Source: TransactionManager.maybeFailWithError.
ProducerError TransactionManager::call_error() const {
  if (!has_error()) return {};
  const bool as_it_is = last_error_.exception == exception_of(ErrorCode::PRODUCER_FENCED) ||
                        last_error_.exception == exception_of(ErrorCode::INVALID_PRODUCER_EPOCH) ||
                        last_error_.exception == kIllegalState;
  return as_it_is ? last_error_ : kafka_exception(last_error_.code);
}

ProducerError TransactionManager::invalid_transition() const {
  return {ErrorCode::NONE, context_.profile == Profile::v2_3 ? "KafkaException" : kIllegalState};
}

// ---- calls

/// A call whose result the application never saw, because max.block.ms was over, is taken up where it is.
/// Source: TransactionManager.handleCachedTransactionRequestResult.
template <class Make>
TransactionalResultPtr TransactionManager::cached(State next, Make make) {
  if (!transactional()) return thrown({ErrorCode::NONE, kIllegalState});
  if (another_call_pending()) {
    if (next != pending_transition_->state) return thrown({ErrorCode::NONE, kIllegalState});
    return pending_transition_->result;
  }
  TransactionalResultPtr result = make();
  const bool threw = result->completed() && result->error();
  if (!threw) pending_transition_ = PendingTransition{.result = result, .state = next};
  return result;
}

bool TransactionManager::another_call_pending() {
  if (pending_transition_ && pending_transition_->result->acked()) pending_transition_.reset();
  return pending_transition_.has_value();
}

TransactionalResultPtr TransactionManager::initialize_transactions() {
  if (const ProducerError error = call_error()) return thrown(error);
  return cached(State::INITIALIZING, [this] {
    if (!transition(State::INITIALIZING)) return thrown(invalid_transition());
    TransactionalRequest request = make(Priority::INIT_PRODUCER_ID,
                                        InitProducerIdRequest{.transactional_id = config_.transactional_id,
                                                              .transaction_timeout = config_.transaction_timeout_ms,
                                                              .client = context_.client},
                                        CoordinatorType::TRANSACTION);
    const TransactionalResultPtr result = request.result;
    enqueue(std::move(request));
    return result;
  });
}

ProducerError TransactionManager::begin_transaction() {
  if (!transactional() || another_call_pending()) return {ErrorCode::NONE, kIllegalState};
  if (const ProducerError error = call_error()) return error;
  if (!transition(State::IN_TRANSACTION)) return invalid_transition();
  emit([&] {
    return TransactionBegan{
        .producer = context_.client, .producer_id = producer_.id, .producer_epoch = producer_.epoch};
  });
  return {};
}

TransactionalResultPtr TransactionManager::begin_commit() {
  return cached(State::COMMITTING_TRANSACTION, [this] {
    if (const ProducerError error = call_error()) return thrown(error);
    if (!transition(State::COMMITTING_TRANSACTION)) return thrown(invalid_transition());
    return complete_transaction_with(true);
  });
}

TransactionalResultPtr TransactionManager::begin_abort() {
  return cached(State::ABORTING_TRANSACTION, [this] {
    if (!has_abortable_error())
      if (const ProducerError error = call_error()) return thrown(error);
    if (!transition(State::ABORTING_TRANSACTION)) return thrown(invalid_transition());
    new_partitions_.clear();
    return complete_transaction_with(false);
  });
}

/// Source: TransactionManager.beginCompletingTransaction. Kafka means to leave EndTxn out after
/// INVALID_PRODUCER_ID_MAPPING, but has forgotten the error by then: EndTxn goes out, fails, and the new id comes all
/// the same.
TransactionalResultPtr TransactionManager::complete_transaction_with(bool commit) {
  if (!new_partitions_.empty()) enqueue_add_partitions();
  ending_ = commit;
  TransactionalRequest end = make(Priority::END_TXN,
                                  EndTxnRequest{.transactional_id = config_.transactional_id,
                                                .producer_id = producer_.id,
                                                .producer_epoch = producer_.epoch,
                                                .commit = commit},
                                  CoordinatorType::TRANSACTION);
  const TransactionalResultPtr result = end.result;
  enqueue(std::move(end));
  return epoch_bump_required_ ? ask_for_bump() : result;
}

TransactionalResultPtr TransactionManager::ask_for_bump() {
  TransactionalRequest request = make(Priority::EPOCH_BUMP,
                                      InitProducerIdRequest{.transactional_id = config_.transactional_id,
                                                            .transaction_timeout = config_.transaction_timeout_ms,
                                                            .producer_id = producer_.id,
                                                            .producer_epoch = producer_.epoch,
                                                            .client = context_.client},
                                      CoordinatorType::TRANSACTION);
  const TransactionalResultPtr result = request.result;
  enqueue(std::move(request));
  return result;
}

TransactionalResultPtr TransactionManager::send_offsets_to_transaction(std::vector<PartitionOffset> offsets,
                                                                       const ConsumerGroupMetadata& group) {
  if (!transactional() || another_call_pending()) return thrown({ErrorCode::NONE, kIllegalState});
  if (const ProducerError error = call_error()) return thrown(error);
  if (state_ != State::IN_TRANSACTION) return thrown(invalid_transition());
  TransactionalRequest request = make(Priority::ADD_PARTITIONS_OR_OFFSETS,
                                      AddOffsetsToTxnRequest{.transactional_id = config_.transactional_id,
                                                             .producer_id = producer_.id,
                                                             .producer_epoch = producer_.epoch,
                                                             .group = group.group},
                                      CoordinatorType::TRANSACTION);
  request.offsets = std::move(offsets);
  request.group = group;
  const TransactionalResultPtr result = request.result;
  enqueue(std::move(request));
  return result;
}

ProducerError TransactionManager::check_send() const {
  if (context_.profile == Profile::v2_3) {
    if (!transactional()) return {};
    if (has_error()) return kafka_exception(last_error_.code);
  } else {
    if (const ProducerError error = call_error()) return error;
    if (pending_transition_ && !pending_transition_->result->acked()) return {ErrorCode::NONE, kIllegalState};
    if (!transactional()) return {};
  }
  if (!producer_.valid() || state_ != State::IN_TRANSACTION) return {ErrorCode::NONE, kIllegalState};
  return {};
}

void TransactionManager::maybe_add_partition(TopicPartition tp) {
  if (!transactional() || partitions_.contains(tp) || pending_partitions_.contains(tp)) return;
  new_partitions_.insert(tp);
}

// ---- the end of a transaction

void TransactionManager::complete_transaction() {
  tell_ended();
  transition_in_sender(epoch_bump_required_ ? State::INITIALIZING : State::READY);
  if (has_fatal_error()) return;
  last_error_ = {};
  epoch_bump_required_ = false;
  transaction_started_ = false;
  new_partitions_.clear();
  pending_partitions_.clear();
  partitions_.clear();
}

void TransactionManager::tell_ended() {
  if (!ending_) return;
  emit([&] {
    return TransactionEnded{.producer = context_.client,
                            .producer_id = producer_.id,
                            .producer_epoch = producer_.epoch,
                            .committed = *ending_};
  });
  ending_.reset();
}

}  // namespace kafka
