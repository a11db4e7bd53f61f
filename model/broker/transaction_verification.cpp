#include "model/broker/transaction_verification.h"

#include <utility>

namespace kafka {

namespace {

/// What comes and goes is told to producers as an error that old ones retry, and without asking for metadata first.
/// Source: ReplicaManager.handleProduceAppend; a group coordinator translates for itself.
ErrorCode producer_error(ErrorCode error) {
  switch (error) {
    case ErrorCode::CONCURRENT_TRANSACTIONS:
    case ErrorCode::NETWORK_EXCEPTION:
    case ErrorCode::COORDINATOR_LOAD_IN_PROGRESS:
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
    case ErrorCode::NOT_COORDINATOR:
      return ErrorCode::NOT_ENOUGH_REPLICAS;
    default:
      return error;
  }
}

bool is_transactional(const RecordBatch& batch) { return batch.has_producer_id() && batch.transactional; }

}  // namespace

void TransactionVerification::append(const ProduceRequest& request, AppendCallback callback) {
  verify_all(request.partitions, request.transactional_id,
             [this, &request, callback = std::move(callback)](const Errors& errors, const VerificationGuards& guards) {
               Errors known = errors;
               for (auto& [tp, error] : known) error = producer_error(error);
               append_verified(request, known, guards, callback);
             });
}

void TransactionVerification::verify(TopicPartition tp, const std::string& transactional_id, ProducerId producer_id,
                                     ProducerEpoch producer_epoch, Verified done) {
  auto* batch = new RecordBatch;  // what matters of the one that will be written
  batch->producer_id = producer_id;
  batch->producer_epoch = producer_epoch;
  batch->transactional = true;
  verify_all({{.tp = tp, .batch = BatchPtr(batch)}}, transactional_id,
             [tp, done = std::move(done)](const Errors& errors, const VerificationGuards& guards) {
               if (const auto error = errors.find(tp); error != errors.end()) return done(error->second, kNotVerified);
               const auto guard = guards.find(tp);
               done(ErrorCode::NONE, guard == guards.end() ? kNotVerified : guard->second);
             });
}

/// All transactional batches of a request are one producer's.
void TransactionVerification::verify_all(const std::vector<ProduceRequest::Partition>& entries,
                                         const std::string& transactional_id, const Done& done) {
  if (!context_.behaviour.transaction_verification || !context_.config.transaction_partition_verification_enable ||
      transactional_id.empty())
    return done({}, {});
  Errors errors;
  VerificationGuards guards;
  AddPartitionsToTxnRequest::Transaction transaction{.transactional_id = transactional_id,
                                                     .producer_id = kNoProducerId,
                                                     .producer_epoch = kNoProducerEpoch,
                                                     .partitions = {}};
  for (const ProduceRequest::Partition& entry : entries) {
    if (!is_transactional(*entry.batch)) continue;
    VerificationGuard guard = kNotVerified;
    const ErrorCode error = start(entry, guard);
    if (error != ErrorCode::NONE) errors[entry.tp] = error;
    if (guard == kNotVerified) continue;
    guards[entry.tp] = guard;
    transaction.producer_id = entry.batch->producer_id;
    transaction.producer_epoch = entry.batch->producer_epoch;
    transaction.partitions.push_back(entry.tp);
  }
  if (guards.empty()) return done(errors, guards);
  coordinators_.verify_transaction(std::move(transaction),
                                   [errors, guards, done](const AddPartitionsToTxnManager::Partitions& partitions) {
                                     Errors all = errors;
                                     for (const auto& p : partitions)
                                       if (p.error != ErrorCode::NONE) all[p.tp] = p.error;
                                     done(all, guards);
                                   });
}

ErrorCode TransactionVerification::start(const ProduceRequest::Partition& entry, VerificationGuard& guard) {
  Partition* partition = replicas_.find(entry.tp);
  if (!partition) return replicas_.error_of_missing(entry.tp);
  if (const ErrorCode error = partition->check_leader(); error != ErrorCode::NONE) return error;
  guard = partition->maybe_start_verification(*entry.batch);
  return ErrorCode::NONE;
}

/// What may be appended is; the rest is answered with it, in the order of the request.
void TransactionVerification::append_verified(const ProduceRequest& request, const Errors& errors,
                                              const VerificationGuards& guards, AppendCallback callback) {
  if (errors.empty())
    return replicas_.append_records(request.acks, request.timeout, request.partitions, false, std::move(callback),
                                    guards);
  std::vector<ProduceRequest::Partition> entries;
  for (const ProduceRequest::Partition& entry : request.partitions)
    if (!errors.contains(entry.tp)) entries.push_back(entry);
  replicas_.append_records(
      request.acks, request.timeout, entries, false,
      [&request, errors, callback = std::move(callback)](std::vector<ProduceResponse::Partition>&& appended) {
        std::vector<ProduceResponse::Partition> all;
        auto next = appended.begin();
        for (const ProduceRequest::Partition& entry : request.partitions) {
          const auto error = errors.find(entry.tp);
          if (error == errors.end()) {
            all.push_back(*next++);
          } else {
            all.push_back({.tp = entry.tp, .error = error->second});
          }
        }
        callback(std::move(all));
      },
      guards);
}

}  // namespace kafka
