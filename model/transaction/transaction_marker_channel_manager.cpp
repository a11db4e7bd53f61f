#include "model/transaction/transaction_marker_channel_manager.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

TransactionMarkerChannelManager::TransactionMarkerChannelManager(const TransactionContext& context,
                                                                 TransactionStateManager& states,
                                                                 LeaderEndpoint leader_endpoint,
                                                                 InterBrokerSendThread& sender)
    : context_(context),
      states_(states),
      leader_endpoint_(std::move(leader_endpoint)),
      sender_(sender),
      loop_(context.scheduler, context.life, [this] { turn(); }),
      append_(context.scheduler, context.life, [this] { turn(); }) {}

void TransactionMarkerChannelManager::shutdown() {
  sender_.shutdown();
  queues_.clear();
  unknown_ = {};
  pending_.clear();
  append_again_.clear();
  loop_.disarm();
  append_.disarm();
}

std::size_t TransactionMarkerChannelManager::markers_for(BrokerId broker) const {
  const auto queue = queues_.find(broker);
  return queue == queues_.end() ? 0 : queue->second.size();
}

void TransactionMarkerChannelManager::add_markers_to_send(std::int32_t coordinator_epoch,
                                                          const TransactionMetadataPtr& metadata,
                                                          const TxnTransitMetadata& complete) {
  const auto pending = std::make_shared<const PendingCompleteTxn>(
      PendingCompleteTxn{metadata->transactional_id(), coordinator_epoch, metadata, complete});
  pending_[pending->transactional_id] = pending;
  queue_markers({.pending = pending,
                 .marker = {.producer_id = metadata->producer_id(),
                            .producer_epoch = metadata->producer_epoch(),
                            .commit = complete.state == TransactionState::CompleteCommit,
                            .coordinator_epoch = coordinator_epoch,
                            .partitions = {metadata->partitions().begin(), metadata->partitions().end()}}});
  wake(sim::Duration{0});
  maybe_write_completion(pending->transactional_id);
}

void TransactionMarkerChannelManager::remove_markers_for(PartitionId txn_partition) {
  for (const TxnMarkerEntry& entry : unknown_.remove(txn_partition)) remove(entry.pending);
  for (auto& [broker, queue] : queues_)
    for (const TxnMarkerEntry& entry : queue.remove(txn_partition)) remove(entry.pending);
}

void TransactionMarkerChannelManager::on_metadata_updated() {
  if (unknown_.size() > 0) wake(sim::Duration{0});
}

// ---- sending

void TransactionMarkerChannelManager::wake(sim::Duration delay) {
  const sim::SimTime at = context_.scheduler.from_now(delay);
  if (!loop_.armed() || at < loop_.deadline()) loop_.arm_at(at);
}

/// Source: generateRequests.
void TransactionMarkerChannelManager::turn() {
  loop_.disarm();
  append_.disarm();
  for (const PendingCompleteTxnPtr& pending : std::exchange(append_again_, {})) try_append(pending);
  for (const TxnMarkerEntry& entry : unknown_.drain()) queue_markers(entry);
  for (auto& [broker, queue] : queues_) send_to(broker, queue);
}

/// Each partition to its leader's queue. A partition that is not known any more was deleted: nobody will read its
/// marker. Source: addTxnMarkersToBrokerQueue.
void TransactionMarkerChannelManager::queue_markers(const TxnMarkerEntry& entry) {
  std::map<BrokerId, std::vector<TopicPartition>> by_leader;
  std::vector<TopicPartition> deleted;
  for (const TopicPartition tp : entry.marker.partitions) {
    const std::optional<BrokerId> leader = leader_endpoint_(tp);
    (leader ? by_leader[*leader] : deleted).push_back(tp);
  }
  const PartitionId txn_partition = states_.partition_for(entry.pending->transactional_id);
  for (auto& [leader, partitions] : by_leader) {
    TxnMarkerEntry part = entry;
    part.marker.partitions = std::move(partitions);
    (leader == kNoBroker ? unknown_ : queues_[leader]).add(txn_partition, std::move(part));
  }
  if (!deleted.empty()) skip_partitions(entry.pending, deleted);
}

void TransactionMarkerChannelManager::send_to(BrokerId broker, TxnMarkerQueue& queue) {
  std::vector<TxnMarkerEntry> entries = queue.drain();
  if (entries.empty()) return;
  WriteTxnMarkersRequest request;
  for (const TxnMarkerEntry& entry : entries) request.markers.push_back(entry.marker);
  sender_.send(broker, std::move(request), [this, entries = std::move(entries)](const ResponseBody* answer) {
    on_complete(entries, answer ? &std::get<WriteTxnMarkersResponse>(*answer) : nullptr);
  });
}

// ---- answers. Source: TransactionMarkerRequestCompletionHandler.onComplete

void TransactionMarkerChannelManager::on_complete(const std::vector<TxnMarkerEntry>& entries,
                                                  const WriteTxnMarkersResponse* response) {
  SIM_CHECK(!response || response->markers.size() == entries.size(), "every marker is answered, in order");
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!still_mine(*entries[i].pending)) {
      remove(entries[i].pending);
    } else if (response) {
      on_results(entries[i], response->markers[i].partitions);
    } else {
      on_unanswered(entries[i]);
    }
  }
  if (!append_again_.empty()) wake(kLeastBackoff);  // the thread turns
}

void TransactionMarkerChannelManager::on_unanswered(const TxnMarkerEntry& entry) {
  queue_markers(entry);
  wake(kLeastBackoff);
}

TransactionMarkerChannelManager::Verdict TransactionMarkerChannelManager::judge(ErrorCode error) {
  switch (error) {
    case ErrorCode::NONE:
      return Verdict::done;
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::NOT_LEADER_OR_FOLLOWER:
    case ErrorCode::NOT_ENOUGH_REPLICAS:
    case ErrorCode::NOT_ENOUGH_REPLICAS_AFTER_APPEND:
    case ErrorCode::REQUEST_TIMED_OUT:
    case ErrorCode::KAFKA_STORAGE_ERROR:
      return Verdict::again;
    case ErrorCode::INVALID_PRODUCER_EPOCH:
    case ErrorCode::TRANSACTION_COORDINATOR_FENCED:
      return Verdict::given_up;
    default:
      SIM_CHECK(false, "no answer to a marker");
      return Verdict::given_up;
  }
}

void TransactionMarkerChannelManager::on_results(const TxnMarkerEntry& entry, const Results& results) {
  TransactionMetadata& metadata = *states_.find(entry.pending->transactional_id).metadata;
  std::vector<TopicPartition> again;
  bool given_up = false;
  for (const auto& result : results) {
    const Verdict verdict = judge(result.error);
    if (verdict == Verdict::done) metadata.remove_partition(result.tp);
    if (verdict == Verdict::again) again.push_back(result.tp);
    if (verdict == Verdict::given_up) given_up = true;
  }
  if (given_up) return remove(entry.pending);
  if (again.empty()) return maybe_write_completion(entry.pending->transactional_id);
  TxnMarkerEntry rest = entry;
  rest.marker.partitions = std::move(again);
  queue_markers(rest);
  wake(kLeastBackoff);
}

bool TransactionMarkerChannelManager::still_mine(const PendingCompleteTxn& pending) const {
  const TransactionLookup found = states_.find(pending.transactional_id);
  if (found.error != ErrorCode::NONE) return false;
  SIM_CHECK(found.metadata != nullptr, "an id with markers under way does not expire");
  return found.coordinator_epoch == pending.coordinator_epoch;
}

// ---- completion

void TransactionMarkerChannelManager::skip_partitions(const PendingCompleteTxnPtr& pending,
                                                      const std::vector<TopicPartition>& partitions) {
  if (!still_mine(*pending)) return remove(pending);
  for (const TopicPartition tp : partitions) pending->metadata->remove_partition(tp);
  maybe_write_completion(pending->transactional_id);
}

void TransactionMarkerChannelManager::remove(const PendingCompleteTxnPtr& pending) {
  const auto known = pending_.find(pending->transactional_id);
  if (known != pending_.end() && known->second == pending) pending_.erase(known);
}

void TransactionMarkerChannelManager::maybe_write_completion(const std::string& transactional_id) {
  const auto known = pending_.find(transactional_id);
  if (known == pending_.end() || !known->second->metadata->partitions().empty()) return;
  const PendingCompleteTxnPtr pending = known->second;
  pending_.erase(known);
  if (still_mine(*pending)) try_append(pending);
}

/// Who coordinates the transaction after this broker, or after this broker has read the log again, writes its markers
/// and its completion once more.
void TransactionMarkerChannelManager::try_append(const PendingCompleteTxnPtr& pending) {
  states_.append(
      pending->transactional_id, pending->coordinator_epoch, pending->complete,
      [this, pending](ErrorCode error) {
        if (error != ErrorCode::COORDINATOR_NOT_AVAILABLE) {
          SIM_CHECK(error == ErrorCode::NONE || error == ErrorCode::NOT_COORDINATOR ||
                        error == ErrorCode::COORDINATOR_LOAD_IN_PROGRESS,
                    "no answer to a completion");
          return;
        }
        append_again_.push_back(pending);
        if (!append_.armed()) append_.arm(kBrokerRequestTimeout);
      },
      true);
}

}  // namespace kafka
