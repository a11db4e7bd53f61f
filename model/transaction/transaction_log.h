#pragma once
/// Batches of __transaction_state: how a change of a transactional id is written. Kafka: TransactionLog.

#include <string>
#include <vector>

#include "model/transaction/transaction_metadata.h"
#include "model/types/record_batch.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// One record: the id as it is to become.
BatchPtr transaction_batch(const std::string& transactional_id, const TxnTransitMetadata& transit,
                           const TopicTable& topics, sim::SimTime now);
/// One tombstone for each id.
BatchPtr transaction_tombstones(const std::vector<std::string>& transactional_ids, sim::SimTime now);
/// Bytes a tombstone of this id takes in such a batch, at most.
std::int64_t tombstone_size_upper_bound(const std::string& transactional_id);

}  // namespace kafka
