#pragma once
/// Tells the leaders of a decided transaction's partitions how it ended, until each of them has written it down; then
/// the transaction is complete. Kafka: TransactionMarkerChannelManager, TransactionMarkerRequestCompletionHandler.

#include <deque>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>

#include "model/net/inter_broker_send_thread.h"
#include "model/transaction/transaction_context.h"
#include "model/transaction/txn_marker_queue.h"
#include "sim/core/timer.h"

namespace kafka {

///   volatile   markers to send, by destination; transactions that wait for theirs; completions to be written again
///   sends      WriteTxnMarkers to partition leaders; appends of Complete* through the TransactionStateManager
///   receives   answers; news of the broker's metadata
///   timers     loop_      a turn of Kafka's thread: at once for what is new, kLeastBackoff later for what is tried
///                         again
///              append_    completions that found too few replicas are written again when the thread turns for another
///                         reason, or after request.timeout.ms
class TransactionMarkerChannelManager {
 public:
  /// Where the leader of a partition is: kNoBroker: nowhere at present; nothing: there is no such partition.
  /// Kafka: MetadataCache.getPartitionLeaderEndpoint.
  using LeaderEndpoint = std::function<std::optional<BrokerId>(TopicPartition)>;

  TransactionMarkerChannelManager(const TransactionContext& context, TransactionStateManager& states,
                                  LeaderEndpoint leader_endpoint, InterBrokerSendThread& sender);

  /// The transaction is decided, and that is in the log.
  void add_markers_to_send(std::int32_t coordinator_epoch, const TransactionMetadataPtr& metadata,
                           const TxnTransitMetadata& complete);
  /// This broker does not coordinate that partition's transactions any more, or not under the same epoch.
  void remove_markers_for(PartitionId txn_partition);
  /// Leaders may be elsewhere now. Kafka's thread looks all the time.
  void on_metadata_updated();
  void shutdown();

  [[nodiscard]] std::size_t transactions_with_pending_markers() const { return pending_.size(); }
  [[nodiscard]] std::size_t markers_for(BrokerId broker) const;
  [[nodiscard]] std::size_t markers_for_unknown_broker() const { return unknown_.size(); }
  [[nodiscard]] std::size_t completions_to_retry() const { return append_again_.size(); }

 private:
  using Results = std::vector<WriteTxnMarkersResponse::Partition>;
  enum class Verdict { done, again, given_up };

  void wake(sim::Duration delay);
  void turn();
  void queue_markers(const TxnMarkerEntry& entry);
  void send_to(BrokerId broker, TxnMarkerQueue& queue);

  void on_complete(const std::vector<TxnMarkerEntry>& entries, const WriteTxnMarkersResponse* response);
  void on_unanswered(const TxnMarkerEntry& entry);
  void on_results(const TxnMarkerEntry& entry, const Results& results);
  /// Does the transaction still belong to this broker under the marker's epoch?
  [[nodiscard]] bool still_mine(const PendingCompleteTxn& pending) const;
  [[nodiscard]] static Verdict judge(ErrorCode error);

  void skip_partitions(const PendingCompleteTxnPtr& pending, const std::vector<TopicPartition>& partitions);
  void remove(const PendingCompleteTxnPtr& pending);
  void maybe_write_completion(const std::string& transactional_id);
  void try_append(const PendingCompleteTxnPtr& pending);

  TransactionContext context_;
  TransactionStateManager& states_;
  LeaderEndpoint leader_endpoint_;
  InterBrokerSendThread& sender_;
  std::map<BrokerId, TxnMarkerQueue> queues_;
  TxnMarkerQueue unknown_;  ///< of partitions without a leader
  std::map<std::string, PendingCompleteTxnPtr> pending_;
  std::deque<PendingCompleteTxnPtr> append_again_;
  sim::Timer loop_;
  sim::Timer append_;
};

}  // namespace kafka
