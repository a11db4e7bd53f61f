#pragma once
/// Markers that wait to be sent to one broker, by the partition of __transaction_state they come from.
/// Kafka: TxnMarkerQueue, PendingCompleteTxn, PendingCompleteTxnAndMarkerEntry.

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/protocol/transaction_messages.h"
#include "model/transaction/transaction_state_manager.h"

namespace kafka {

/// A decided transaction whose markers are not all written yet, and what it is to become then.
struct PendingCompleteTxn {
  std::string transactional_id;
  std::int32_t coordinator_epoch;
  TransactionMetadataPtr metadata;
  TxnTransitMetadata complete;
};
/// The same transaction decided under another coordinator epoch is another one.
using PendingCompleteTxnPtr = std::shared_ptr<const PendingCompleteTxn>;

struct TxnMarkerEntry {
  PendingCompleteTxnPtr pending;
  WriteTxnMarkersRequest::Marker marker;
};

class TxnMarkerQueue {
 public:
  void add(PartitionId txn_partition, TxnMarkerEntry entry) { markers_[txn_partition].push_back(std::move(entry)); }
  /// All of them, by partition and age; the queue is empty afterwards.
  std::vector<TxnMarkerEntry> drain() {
    std::vector<TxnMarkerEntry> all;
    for (auto& [partition, entries] : markers_)
      for (TxnMarkerEntry& entry : entries) all.push_back(std::move(entry));
    markers_.clear();
    return all;
  }
  std::vector<TxnMarkerEntry> remove(PartitionId txn_partition) {
    auto node = markers_.extract(txn_partition);
    return node ? std::move(node.mapped()) : std::vector<TxnMarkerEntry>();
  }
  [[nodiscard]] std::size_t size() const {
    std::size_t n = 0;
    for (const auto& [partition, entries] : markers_) n += entries.size();
    return n;
  }

 private:
  std::map<PartitionId, std::vector<TxnMarkerEntry>> markers_;
};

}  // namespace kafka
