#pragma once
/// A leader's questions to transaction coordinators: is this partition part of that transaction? (3.6, KIP-890)
/// Kafka: AddPartitionsToTxnManager.

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/net/inter_broker_send_thread.h"
#include "model/protocol/transaction_messages.h"

namespace kafka {

///   volatile   questions that wait for the coordinator's last answer, one for each transactional id
///   sends      AddPartitionsToTxn that only verifies, one at a time to each broker, with all that waits for it
///   receives   the answers
class AddPartitionsToTxnManager {
 public:
  using Transaction = AddPartitionsToTxnRequest::Transaction;
  using Partitions = std::vector<AddPartitionsToTxnResponse::Partition>;
  /// Every partition of the transaction, each NONE if it is verified.
  using Callback = std::function<void(const Partitions& partitions)>;
  /// Where the coordinator of a transactional id is; kNoBroker: not known.
  using CoordinatorOf = std::function<BrokerId(const std::string& transactional_id)>;

  AddPartitionsToTxnManager(CoordinatorOf coordinator_of, InterBrokerSendThread& sender)
      : coordinator_of_(std::move(coordinator_of)), sender_(sender) {}

  /// `callback` is called at once or later. Errors are those a producer understands: INVALID_PRODUCER_EPOCH for
  /// PRODUCER_FENCED; NETWORK_EXCEPTION if there was no answer, or if the same was asked again before it was sent.
  void verify_transaction(Transaction transaction, Callback callback);

 private:
  struct Question {
    Transaction transaction;
    Callback callback;
  };

  [[nodiscard]] bool supersede(std::vector<Question>& waiting, const Question& question);
  void pump(BrokerId coordinator);
  void on_complete(BrokerId coordinator, const std::vector<Question>& asked, const AddPartitionsToTxnResponse* answer);

  CoordinatorOf coordinator_of_;
  InterBrokerSendThread& sender_;
  std::map<BrokerId, std::vector<Question>> waiting_;
  std::set<BrokerId> in_flight_;
};

}  // namespace kafka
