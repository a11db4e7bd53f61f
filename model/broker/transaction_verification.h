#pragma once
/// Before a leader lets a producer begin a transaction in a partition it asks the transaction's coordinator whether the
/// partition belongs to it; the append waits for the answer (3.6, KIP-890). Without it a batch that was on its way when
/// its transaction was aborted would open one that nobody ends.
/// Kafka: ReplicaManager.handleProduceAppend, maybeStartTransactionVerificationForPartitions.

#include <functional>
#include <string>

#include "model/broker/add_partitions_to_txn_manager.h"
#include "model/broker/broker_context.h"
#include "model/broker/replica_manager.h"

namespace kafka {

///   volatile   appends that wait for an answer
class TransactionVerification {
 public:
  /// NONE and the guard to append with, or what the producer is told.
  using Verified = std::function<void(ErrorCode error, VerificationGuard guard)>;

  TransactionVerification(const BrokerContext& context, ReplicaManager& replicas,
                          AddPartitionsToTxnManager& coordinators)
      : context_(context), replicas_(replicas), coordinators_(coordinators) {}

  /// `request` stays until `callback` is called, at once or later.
  void append(const ProduceRequest& request, AppendCallback callback);
  /// Of the one partition a coordinator of groups is going to write a transaction's offsets to.
  void verify(TopicPartition tp, const std::string& transactional_id, ProducerId producer_id,
              ProducerEpoch producer_epoch, Verified done);

 private:
  using Errors = std::map<TopicPartition, ErrorCode>;
  using Done = std::function<void(const Errors& errors, const VerificationGuards& guards)>;

  void verify_all(const std::vector<ProduceRequest::Partition>& entries, const std::string& transactional_id,
                  const Done& done);
  void append_verified(const ProduceRequest& request, const Errors& errors, const VerificationGuards& guards,
                       AppendCallback callback);
  [[nodiscard]] ErrorCode start(const ProduceRequest::Partition& entry, VerificationGuard& guard);

  BrokerContext context_;
  ReplicaManager& replicas_;
  AddPartitionsToTxnManager& coordinators_;
};

}  // namespace kafka
