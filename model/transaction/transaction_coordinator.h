#pragma once
/// Keeps the transactions of those transactional ids whose __transaction_state partition this broker leads, and gives
/// out producer ids. Kafka: TransactionCoordinator.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "model/protocol/transaction_messages.h"
#include "model/transaction/producer_id_manager.h"
#include "model/transaction/transaction_context.h"
#include "model/transaction/transaction_marker_channel_manager.h"
#include "model/transaction/transaction_state_manager.h"
#include "sim/core/timer.h"

namespace kafka {

///   durable    see TransactionStateManager
///   volatile   see its parts
///   sends      changes of transactional ids to its log; markers, through the TransactionMarkerChannelManager
///   receives   InitProducerId, AddPartitionsToTxn, AddOffsetsToTxn (as AddPartitionsToTxn), EndTxn; elections and
///              resignations of its partitions
///   timers     abort_timed_out_   transaction.abort.timed.out.transaction.cleanup.interval.ms
class TransactionCoordinator {
 public:
  TransactionCoordinator(const TransactionContext& context, CoordinatorLog& log,
                         TransactionMarkerChannelManager::LeaderEndpoint leader_endpoint,
                         InterBrokerSendThread& marker_sender);
  /// Without them every InitProducerId is answered COORDINATOR_LOAD_IN_PROGRESS.
  void connect(ProducerIdManager& producer_ids) { producer_ids_ = &producer_ids; }

  void startup();
  void shutdown();

  /// This broker leads a partition of __transaction_state now. Its log is read first; what is decided there is then
  /// carried out.
  void on_election(TopicPartition tp, std::int32_t coordinator_epoch);
  void on_resignation(TopicPartition tp);
  void on_metadata_updated() { markers_.on_metadata_updated(); }

  // Answers come at once or when the change is replicated.
  void handle_init_producer_id(const InitProducerIdRequest& request, std::function<void(InitProducerIdResponse)> done);
  void handle_add_partitions(const AddPartitionsToTxnRequest& request, std::function<void(ErrorCode)> done);
  void handle_end_txn(const EndTxnRequest& request, std::function<void(ErrorCode)> done);
  /// Are these partitions part of the producer's open transaction? NONE or TRANSACTION_ABORTABLE each, or one error for
  /// all. 3.6, KIP-890.
  [[nodiscard]] std::vector<AddPartitionsToTxnResponse::Partition> handle_verify_partitions(
      const AddPartitionsToTxnRequest::Transaction& transaction) const;

  /// Takes back transactions that are open for too long, and fences their producers.
  void abort_timed_out_transactions();

  [[nodiscard]] PartitionId partition_for(const std::string& transactional_id) const {
    return states_.partition_for(transactional_id);
  }
  [[nodiscard]] const TransactionStateManager& states() const { return states_; }
  [[nodiscard]] const TransactionMarkerChannelManager& markers() const { return markers_; }

 private:
  using InitDone = std::function<void(InitProducerIdResponse)>;
  using Done = std::function<void(ErrorCode)>;
  /// What to write next, or the answer if there is nothing to write.
  struct Decision {
    ErrorCode answer = ErrorCode::NONE;
    std::optional<TxnTransitMetadata> transit{};
    std::int32_t coordinator_epoch = -1;
  };
  struct EndOfTransaction {
    std::string transactional_id;
    ProducerId producer_id;
    ProducerEpoch producer_epoch;
    bool commit;
    bool from_client;
  };

  // InitProducerId
  void init_producer_id(const InitProducerIdRequest& request, std::optional<ProducerId> fresh, const InitDone& done);
  void init_with_new_id(const InitProducerIdRequest& request, const InitDone& done);
  [[nodiscard]] Decision decide_init(const InitProducerIdRequest& request, const TransactionLookup& found,
                                     std::optional<ProducerId> fresh) const;
  [[nodiscard]] bool is_valid_producer_id(const InitProducerIdRequest& request,
                                          const TransactionMetadata& metadata) const;
  [[nodiscard]] std::optional<ProducerEpoch> expected_epoch(const InitProducerIdRequest& request) const;
  [[nodiscard]] bool needs_new_id(const InitProducerIdRequest& request, const TransactionMetadata& metadata) const;

  // EndTxn
  void end_transaction(const EndOfTransaction& end, const Done& done);
  [[nodiscard]] Decision decide_end(const EndOfTransaction& end, bool& is_epoch_fence) const;
  [[nodiscard]] static ErrorCode answer_when_not_ongoing(TransactionState state, bool commit);
  void on_end_written(const EndOfTransaction& end, std::int32_t coordinator_epoch, bool is_epoch_fence, ErrorCode error,
                      const Done& done);
  [[nodiscard]] ErrorCode begin_markers(const EndOfTransaction& end, std::int32_t coordinator_epoch,
                                        TransactionMetadataPtr& metadata, TxnTransitMetadata& complete) const;
  void fence_and_abort(const TransactionMetadataPtr& metadata, const TxnTransitMetadata& fence, const Done& done);

  [[nodiscard]] ErrorCode check_producer(const TransactionLookup& found, ProducerId id, ProducerEpoch epoch) const;
  /// PRODUCER_FENCED is of 2.7; before, and for the clients of before, it is INVALID_PRODUCER_EPOCH.
  [[nodiscard]] ErrorCode spoken(ErrorCode error) const;
  void schedule_abort();

  TransactionContext context_;
  TransactionStateManager states_;
  TransactionMarkerChannelManager markers_;
  ProducerIdManager* producer_ids_ = nullptr;
  sim::Timer abort_timed_out_;
};

}  // namespace kafka
