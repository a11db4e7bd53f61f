#pragma once
/// Which batches compaction removes from a log whose records have known keys. Kafka: Cleaner,
/// CleanedTransactionMetadata; there it removes single records, here a batch stays while one of its records does.

#include <map>
#include <set>
#include <vector>

#include "model/log/internal_record_key.h"
#include "model/log/log_entries.h"
#include "model/log/log_to_clean.h"
#include "model/log/producer_state_manager.h"
#include "model/log/transaction_index.h"

namespace kafka {

/// Follows the transactions of a log while its batches are read in order. Kafka: CleanedTransactionMetadata.
class CleanedTransactions {
 public:
  explicit CleanedTransactions(std::vector<AbortedTxn> aborted);

  /// Does this batch of data belong to a transaction that was taken back?
  bool on_batch(const LogEntry& entry);
  /// Has this marker's transaction no batch left?
  bool on_marker(const LogEntry& marker);

 private:
  void begin_up_to(Offset offset);

  std::vector<AbortedTxn> aborted_;             // by first offset
  std::size_t next_ = 0;                        // of them
  std::map<ProducerId, bool> ongoing_aborted_;  // ... and whether a batch was seen
  std::set<ProducerId> ongoing_committed_;
};

/// One pass over the batches before `end`.
class Cleaner {
 public:
  struct Result {
    std::vector<bool> goes;       ///< by batch, from the log's first on
    std::vector<Offset> no_data;  ///< markers of aborted transactions without a batch left: not indexed any more
  };

  /// `horizons` gets those that this pass begins.
  Cleaner(const LogEntries& entries, LogEntries::Index end, const ProducerStateManager& producers, sim::SimTime now,
          sim::Duration delete_retention, DeleteHorizons& horizons)
      : entries_(entries),
        end_(end),
        producers_(producers),
        now_(now),
        delete_retention_(delete_retention),
        horizons_(horizons) {}

  /// O(records, log keys).
  Result run(const std::vector<AbortedTxn>& aborted);

 private:
  using LatestBatches = std::map<InternalRecordKey, LogEntries::Index>;

  [[nodiscard]] LatestBatches latest_batches(const std::vector<AbortedTxn>& aborted) const;
  [[nodiscard]] bool is_superseded(LogEntries::Index index, const LatestBatches& latest);
  [[nodiscard]] bool is_last_of_producer(const LogEntry& entry) const;
  [[nodiscard]] bool horizon_passed(Offset base);

  const LogEntries& entries_;
  LogEntries::Index end_;
  const ProducerStateManager& producers_;
  sim::SimTime now_;
  sim::Duration delete_retention_;
  DeleteHorizons& horizons_;
};

}  // namespace kafka
