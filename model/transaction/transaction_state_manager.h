#pragma once
/// The transactional ids whose __transaction_state partition this broker leads: a cache of that log, and the only way
/// to write to it. Kafka: TransactionStateManager.

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/log/coordinator_log.h"
#include "model/transaction/transaction_context.h"
#include "model/transaction/transaction_metadata.h"
#include "sim/core/timer.h"

namespace kafka {

/// Shared with markers under way, which may outlive the cache's interest in it.
using TransactionMetadataPtr = std::shared_ptr<TransactionMetadata>;

/// What is known of a transactional id here. Kafka: CoordinatorEpochAndTxnMetadata.
struct TransactionLookup {
  ErrorCode error = ErrorCode::NONE;    ///< NOT_COORDINATOR, COORDINATOR_LOAD_IN_PROGRESS
  std::int32_t coordinator_epoch = -1;  ///< leader epoch of the partition when its log was read
  TransactionMetadataPtr metadata{};    ///< none: nobody has used the id
};

///   durable    the ids, as records of __transaction_state
///   volatile   the cache by partition; what is being loaded; pending states
///   sends      appends to __transaction_state with acks=all; reads of whole partitions of it
///   receives   elections and resignations, through the coordinator
///   timers     expiration_   transaction.remove.expired.transaction.cleanup.interval.ms
class TransactionStateManager {
 public:
  using Done = std::function<void(ErrorCode)>;
  /// The markers of a decided transaction are still to be written; afterwards it is `complete`.
  using SendMarkers = std::function<void(std::int32_t coordinator_epoch, const TransactionMetadataPtr& metadata,
                                         const TxnTransitMetadata& complete)>;

  TransactionStateManager(const TransactionContext& context, CoordinatorLog& log);

  void start();
  /// Forgets everything and loads nothing more: the broker shuts down.
  void shutdown();

  /// The partition that a transactional id belongs to.
  [[nodiscard]] PartitionId partition_for(const std::string& transactional_id) const;
  [[nodiscard]] bool valid_timeout(sim::Duration timeout) const;

  /// Reads the partition's log; until then its ids get COORDINATOR_LOAD_IN_PROGRESS. What was known of it is replaced.
  void load(TopicPartition tp, std::int32_t coordinator_epoch, SendMarkers send_markers);
  void unload(TopicPartition tp);

  /// Loaded, or being loaded.
  [[nodiscard]] bool coordinates(PartitionId partition) const {
    return cache_.contains(partition) || loading_.contains(partition);
  }
  /// Kafka: getTransactionState.
  [[nodiscard]] TransactionLookup find(const std::string& transactional_id) const;
  /// Adds `metadata` if nobody did meanwhile. Kafka: putTransactionStateIfNotExists.
  TransactionLookup find_or_add(const TransactionMetadataPtr& metadata);

  /// Writes the pending change of an id and completes it. On an error the pending state is given up, except on
  /// COORDINATOR_NOT_AVAILABLE if the caller is going to `retry`. Kafka: appendTransactionToLog.
  void append(const std::string& transactional_id, std::int32_t coordinator_epoch, const TxnTransitMetadata& transit,
              Done done, bool retry = false);

  /// Ids with an open transaction that is older than its timeout, by partition and id.
  [[nodiscard]] std::vector<std::string> timed_out() const;
  /// Writes tombstones for ids unused for transactional.id.expiration.ms, and forgets those that are written.
  void remove_expired();

  [[nodiscard]] std::size_t loading() const { return loading_.size(); }

 private:
  struct Entry {
    TopicPartition tp;
    std::int32_t coordinator_epoch;
    std::map<std::string, TransactionMetadataPtr> ids{};
  };
  struct Write {
    std::string transactional_id;
    std::int32_t coordinator_epoch;
    TxnTransitMetadata transit;
    bool retry;
  };

  void on_loaded(TopicPartition tp, std::int32_t coordinator_epoch, const std::vector<LogEntry>& log,
                 const SendMarkers& send_markers);
  [[nodiscard]] ErrorCode on_appended(const Write& write, ErrorCode append_error);
  [[nodiscard]] ErrorCode complete(const Write& write);
  void give_up(const Write& write, ErrorCode error);
  void remove_expired_of(Entry& entry);
  void write_tombstones(const Entry& entry, const std::vector<std::string>& ids);
  void on_tombstones(PartitionId partition, std::int32_t coordinator_epoch, const std::vector<std::string>& ids,
                     ErrorCode error);
  [[nodiscard]] bool should_expire(const TransactionMetadata& metadata) const;

  TransactionContext context_;
  CoordinatorLog& log_;
  std::map<PartitionId, Entry> cache_;
  std::map<PartitionId, std::uint64_t> loading_;  ///< by which attempt
  std::uint64_t attempts_ = 0;
  bool shut_down_ = false;
  sim::Timer expiration_;
};

}  // namespace kafka
