// TransactionManager: what is asked of coordinators, and what their answers mean.

#include <algorithm>
#include <variant>

#include "model/producer/transaction_manager.h"
#include "sim/core/check.h"

namespace kafka {

// ---- the queue

TransactionalRequest TransactionManager::make(Priority priority, RequestBody body,
                                              std::optional<CoordinatorType> coordinator) const {
  return {.priority = priority,
          .body = std::move(body),
          .coordinator = coordinator,
          .result = std::make_shared<TransactionalRequestResult>(),
          .retry_backoff = config_.retry_backoff_ms};
}

void TransactionManager::enqueue(TransactionalRequest request) {
  const auto later = std::find_if(pending_.begin(), pending_.end(),
                                  [&](const TransactionalRequest& r) { return r.priority > request.priority; });
  pending_.insert(later, std::move(request));
}

void TransactionManager::enqueue_add_partitions() {
  pending_partitions_.merge(new_partitions_);
  new_partitions_.clear();
  enqueue(make(Priority::ADD_PARTITIONS_OR_OFFSETS,
               AddPartitionsToTxnRequest{.transactional_id = config_.transactional_id,
                                         .producer_id = producer_.id,
                                         .producer_epoch = producer_.epoch,
                                         .partitions = {pending_partitions_.begin(), pending_partitions_.end()}},
               CoordinatorType::TRANSACTION));
}

/// Source: TransactionManager.nextRequest.
std::optional<TransactionalRequest> TransactionManager::next_request(bool incomplete) {
  if (!new_partitions_.empty()) enqueue_add_partitions();
  while (!pending_.empty()) {
    if (pending_.front().is<EndTxnRequest>() && incomplete) return std::nullopt;
    TransactionalRequest next = std::move(pending_.front());
    pending_.erase(pending_.begin());
    if (terminated_by_error(next)) continue;
    if (!next.is<EndTxnRequest>() || transaction_started_) return next;
    // The coordinator never heard of it: nothing to end there.
    complete_transaction();
    next.result->done();
  }
  return std::nullopt;
}

bool TransactionManager::terminated_by_error(const TransactionalRequest& request) {
  if (!has_error()) return false;
  if (has_abortable_error() && request.is<FindCoordinatorRequest>()) return false;
  request.result->fail(last_error_);
  return true;
}

void TransactionManager::retry(TransactionalRequest request) {
  request.retry = true;
  enqueue(std::move(request));
}

// ---- coordinators

void TransactionManager::lookup(CoordinatorType type, GroupId group, std::string_view why) {
  BrokerId& known = coordinators_[index(type)];
  if (known != kNoBroker)
    emit([&] { return CoordinatorLost{.client = context_.client, .coordinator = known, .why = why}; });
  known = kNoBroker;
  FindCoordinatorRequest find{.group = group, .type = type, .transactional_id = {}};
  if (type == CoordinatorType::TRANSACTION) find.transactional_id = config_.transactional_id;
  enqueue(make(Priority::FIND_COORDINATOR, std::move(find), std::nullopt));
}

void TransactionManager::lookup_and_retry(TransactionalRequest request, std::string_view why) {
  if (request.coordinator) lookup(*request.coordinator, request.group.group, why);
  retry(std::move(request));
}

void TransactionManager::on_disconnected(TransactionalRequest request) {
  lookup_and_retry(std::move(request), "disconnected");
}

void TransactionManager::find_again(TransactionalRequest request, std::string_view why) {
  lookup_and_retry(std::move(request), why);
}

// ---- answers

void TransactionManager::on_response(TransactionalRequest request, const ResponseBody& answer) {
  std::visit(
      [&](const auto& response) {
        if constexpr (requires { handle(std::move(request), response); }) {
          handle(std::move(request), response);
        } else {
          SIM_CHECK(false, "no answer to a transactional request");
        }
      },
      answer);
}

void TransactionManager::fail_abortable(const TransactionalRequest& request, const ProducerError& error) {
  request.result->fail(error);
  to_abortable_error(error);
}

void TransactionManager::fail_fatal(const TransactionalRequest& request, const ProducerError& error) {
  request.result->fail(error);
  to_fatal_error(error);
}

void TransactionManager::fail_abortable_if_possible(const TransactionalRequest& request, ErrorCode error) {
  if (!bumps())
    return fail_fatal(request,
                      context_.profile == Profile::v2_3 ? kafka_exception(error) : error_of(error, context_.profile));
  epoch_bump_required_ = true;
  fail_abortable(request, error_of(error, context_.profile));
}

/// Up to 2.3 each answer names the errors after which it is asked again; 3.9 goes by RetriableException.
bool TransactionManager::may_retry(ErrorCode error) const {
  if (context_.profile != Profile::v2_3) return is_retriable(error);
  return error == ErrorCode::COORDINATOR_LOAD_IN_PROGRESS || error == ErrorCode::CONCURRENT_TRANSACTIONS ||
         error == ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
}

bool TransactionManager::handle_common_error(TransactionalRequest& request, ErrorCode error) {
  switch (error) {
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
    case ErrorCode::NOT_COORDINATOR:
      find_again(std::move(request), name_of(error));
      return true;
    case ErrorCode::INVALID_PRODUCER_EPOCH:
    case ErrorCode::PRODUCER_FENCED:
      fail_fatal(request, {error, exception_of(ErrorCode::PRODUCER_FENCED)});
      return true;
    case ErrorCode::UNKNOWN_PRODUCER_ID:
    case ErrorCode::INVALID_PRODUCER_ID_MAPPING:
      fail_abortable_if_possible(request, error);
      return true;
    case ErrorCode::TRANSACTION_ABORTABLE:
      fail_abortable(request, error_of(error, context_.profile));
      return true;
    default:
      break;
  }
  if (!may_retry(error)) return false;
  retry(std::move(request));
  return true;
}

void TransactionManager::handle(TransactionalRequest request, const FindCoordinatorResponse& answer) {
  if (answer.error != ErrorCode::NONE) {
    const bool again = context_.profile == Profile::v2_3 ? answer.error == ErrorCode::COORDINATOR_NOT_AVAILABLE
                                                         : is_retriable(answer.error);
    if (again) return retry(std::move(request));
    if (answer.error == ErrorCode::TRANSACTION_ABORTABLE)
      return fail_abortable(request, error_of(answer.error, context_.profile));
    return fail_fatal(request, kafka_exception(answer.error));
  }
  coordinators_[index(std::get<FindCoordinatorRequest>(request.body).type)] = answer.coordinator;
  emit([&] { return CoordinatorFound{.client = context_.client, .coordinator = answer.coordinator}; });
  request.result->done();
}

void TransactionManager::handle(TransactionalRequest request, const InitProducerIdResponse& answer) {
  const bool bump = request.priority == Priority::EPOCH_BUMP;
  const bool idempotent_2_3 = context_.profile == Profile::v2_3 && !transactional();
  switch (answer.error) {
    case ErrorCode::NONE:
      tell_ended();
      set_producer({answer.producer_id, answer.producer_epoch});
      transition_in_sender(State::READY);
      if (bump) {
        entries_.clear();
        unresolved_.clear();
      }
      return request.result->done();
    case ErrorCode::UNKNOWN_PRODUCER_ID:
    case ErrorCode::INVALID_PRODUCER_ID_MAPPING:
      return fail_fatal(request, kafka_exception(answer.error));
    default:
      break;
  }
  if (idempotent_2_3) {
    if (is_retriable(answer.error)) return retry(std::move(request));
    return fail_fatal(request, error_of(answer.error, context_.profile));
  }
  if (handle_common_error(request, answer.error)) return;
  fail_fatal(request, kafka_exception(answer.error));
}

void TransactionManager::handle(TransactionalRequest request, const AddPartitionsToTxnResponse& answer) {
  const auto& partitions = std::get<AddPartitionsToTxnRequest>(request.body).partitions;
  request.retry_backoff = config_.retry_backoff_ms;
  if (answer.error == ErrorCode::NONE) {
    for (const TopicPartition tp : partitions) pending_partitions_.erase(tp);
    partitions_.insert(partitions.begin(), partitions.end());
    transaction_started_ = true;
    return request.result->done();
  }
  if (answer.error == ErrorCode::CONCURRENT_TRANSACTIONS && partitions_.empty())
    request.retry_backoff = std::min(config_.retry_backoff_ms, kAddPartitionsRetryBackoff);
  if (answer.error == ErrorCode::INVALID_TXN_STATE) {
    const bool wrapped = context_.profile == Profile::v2_3;
    return fail_fatal(request, wrapped ? kafka_exception(answer.error) : error_of(answer.error, context_.profile));
  }
  const std::vector<TopicPartition> added = partitions;
  if (handle_common_error(request, answer.error)) return;
  for (const TopicPartition tp : added) pending_partitions_.erase(tp);
  fail_abortable(request, kafka_exception(answer.error));
}

void TransactionManager::handle(TransactionalRequest request, const AddOffsetsToTxnResponse& answer) {
  if (answer.error == ErrorCode::INVALID_TXN_STATE && context_.profile != Profile::v2_3)
    return fail_fatal(request, error_of(answer.error, context_.profile));
  if (answer.error != ErrorCode::NONE) {
    if (!handle_common_error(request, answer.error)) fail_fatal(request, kafka_exception(answer.error));
    return;
  }
  transaction_started_ = true;
  for (const PartitionOffset& offset : request.offsets) pending_offsets_.insert_or_assign(offset.tp, offset);
  TxnOffsetCommitRequest commit;
  commit.transactional_id = config_.transactional_id;
  commit.producer_id = producer_.id;
  commit.producer_epoch = producer_.epoch;
  commit.group = request.group.group;
  if (context_.behaviour.group_metadata_fencing) {
    commit.generation = request.group.generation;
    commit.member_id = request.group.member_id;
    commit.group_instance_id = request.group.group_instance_id;
  }
  for (const auto& [tp, offset] : pending_offsets_) commit.offsets.push_back(offset);
  TransactionalRequest next = make(Priority::ADD_PARTITIONS_OR_OFFSETS, std::move(commit), CoordinatorType::GROUP);
  next.result = request.result;  // the call returns when the offsets are stored
  next.group = request.group;
  enqueue(std::move(next));
}

void TransactionManager::handle(TransactionalRequest request, const TxnOffsetCommitResponse& answer) {
  using enum ErrorCode;
  switch (answer.error) {
    case NONE:
      pending_offsets_.clear();
      return request.result->done();
    case COORDINATOR_NOT_AVAILABLE:
    case NOT_COORDINATOR:
    case REQUEST_TIMED_OUT:
      return find_again(std::move(request), name_of(answer.error));
    case INVALID_PRODUCER_EPOCH:
    case PRODUCER_FENCED:
      fail_fatal(request, {answer.error, exception_of(PRODUCER_FENCED)});
      break;
    case FENCED_INSTANCE_ID:
    case TRANSACTION_ABORTABLE:
      fail_abortable(request, error_of(answer.error, context_.profile));
      break;
    case UNKNOWN_MEMBER_ID:
    case ILLEGAL_GENERATION:
      fail_abortable(request, {answer.error, "CommitFailedException"});
      break;
    default:
      if (may_retry(answer.error)) return retry(std::move(request));
      fail_fatal(request, kafka_exception(answer.error));
      break;
  }
  pending_offsets_.clear();
}

void TransactionManager::handle(TransactionalRequest request, const EndTxnResponse& answer) {
  if (answer.error == ErrorCode::NONE) {
    complete_transaction();
    return request.result->done();
  }
  if (answer.error == ErrorCode::INVALID_TXN_STATE)
    return fail_fatal(request, error_of(answer.error, context_.profile));
  if (!handle_common_error(request, answer.error)) fail_fatal(request, kafka_exception(answer.error));
}

}  // namespace kafka
