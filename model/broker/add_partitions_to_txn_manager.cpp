#include "model/broker/add_partitions_to_txn_manager.h"

#include <algorithm>

namespace kafka {

namespace {

AddPartitionsToTxnManager::Partitions all_with(const AddPartitionsToTxnManager::Transaction& transaction,
                                               ErrorCode error) {
  AddPartitionsToTxnManager::Partitions partitions;
  for (const TopicPartition tp : transaction.partitions) partitions.push_back({.tp = tp, .error = error});
  return partitions;
}

}  // namespace

void AddPartitionsToTxnManager::verify_transaction(Transaction transaction, Callback callback) {
  const BrokerId coordinator = coordinator_of_(transaction.transactional_id);
  if (coordinator == kNoBroker) return callback(all_with(transaction, ErrorCode::COORDINATOR_NOT_AVAILABLE));
  Question question{std::move(transaction), std::move(callback)};
  std::vector<Question>& waiting = waiting_[coordinator];
  if (!supersede(waiting, question)) return;
  waiting.push_back(std::move(question));
  pump(coordinator);
}

/// One question for each transactional id: of two, the one with the larger epoch, or the later one. False if the new
/// one has lost. Source: addTxnData.
bool AddPartitionsToTxnManager::supersede(std::vector<Question>& waiting, const Question& question) {
  const auto known = std::find_if(waiting.begin(), waiting.end(), [&](const Question& q) {
    return q.transaction.transactional_id == question.transaction.transactional_id;
  });
  if (known == waiting.end()) return true;
  const ProducerEpoch epoch = known->transaction.producer_epoch;
  if (epoch > question.transaction.producer_epoch) {
    question.callback(all_with(question.transaction, ErrorCode::INVALID_PRODUCER_EPOCH));
    return false;
  }
  const Question lost = std::move(*known);
  waiting.erase(known);
  const bool fenced = epoch < question.transaction.producer_epoch;
  lost.callback(all_with(lost.transaction, fenced ? ErrorCode::INVALID_PRODUCER_EPOCH : ErrorCode::NETWORK_EXCEPTION));
  return true;
}

void AddPartitionsToTxnManager::pump(BrokerId coordinator) {
  if (in_flight_.contains(coordinator)) return;
  const auto waiting = waiting_.find(coordinator);
  if (waiting == waiting_.end() || waiting->second.empty()) return;
  in_flight_.insert(coordinator);
  std::vector<Question> asked = std::exchange(waiting->second, {});
  AddPartitionsToTxnRequest request{};
  request.verify_only = true;
  for (const Question& question : asked) request.verified.push_back(question.transaction);
  sender_.send(coordinator, std::move(request),
               [this, coordinator, asked = std::move(asked)](const ResponseBody* answer) {
                 on_complete(coordinator, asked, answer ? &std::get<AddPartitionsToTxnResponse>(*answer) : nullptr);
               });
}

/// Source: AddPartitionsToTxnHandler.onComplete.
void AddPartitionsToTxnManager::on_complete(BrokerId coordinator, const std::vector<Question>& asked,
                                            const AddPartitionsToTxnResponse* answer) {
  in_flight_.erase(coordinator);
  for (std::size_t i = 0; i < asked.size(); ++i) {
    Partitions partitions = answer ? answer->verified[i] : all_with(asked[i].transaction, ErrorCode::NETWORK_EXCEPTION);
    for (auto& p : partitions)
      if (p.error == ErrorCode::PRODUCER_FENCED) p.error = ErrorCode::INVALID_PRODUCER_EPOCH;
    asked[i].callback(partitions);
  }
  pump(coordinator);
}

}  // namespace kafka
