#pragma once
/// What can be seen of idempotent and transactional producers and of transaction coordinators (see event.h).

#include <string>
#include <string_view>
#include <vector>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// A producer has an id, or a larger epoch of it.
struct ProducerIdAssigned {
  ClientId producer;
  std::string transactional_id;  ///< "" = idempotent only
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
};
/// At the transaction coordinator, when the change is in __transaction_state. Kafka's names: Empty, Ongoing,
/// PrepareCommit, PrepareAbort, CompleteCommit, CompleteAbort, Dead, PrepareEpochFence; `from` is "" for a new id.
struct TransactionStateChanged {
  BrokerId broker;
  std::string transactional_id;
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  std::string_view from;
  std::string_view to;
};
/// A producer begins a transaction (beginTransaction); nobody else knows yet.
struct TransactionBegan {
  ClientId producer;
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
};
/// commitTransaction() or abortTransaction() returned.
struct TransactionEnded {
  ClientId producer;
  ProducerId producer_id;
  ProducerEpoch producer_epoch;
  bool committed;
};
/// The producer is in FATAL_ERROR: its application must close it.
struct ProducerFailed {
  ClientId producer;
  ErrorCode error;
  std::string_view exception;  ///< ProducerFencedException, InvalidPidMappingException ...
};

}  // namespace kafka
