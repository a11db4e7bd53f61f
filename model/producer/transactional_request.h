#pragma once
/// What a transactional or idempotent producer asks of coordinators, and what its application waits for.
/// Kafka: TransactionManager.TxnRequestHandler, TransactionalRequestResult.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "model/producer/producer_error.h"
#include "model/protocol/messages.h"
#include "sim/core/time.h"

namespace kafka {

class TransactionalRequestResult {
 public:
  void done() { complete({}); }
  void fail(const ProducerError& error) { complete(error); }
  [[nodiscard]] bool completed() const { return completed_; }
  [[nodiscard]] const ProducerError& error() const { return error_; }
  /// The application knows how it ended.
  [[nodiscard]] bool acked() const { return acked_; }
  void ack() { acked_ = true; }
  /// Called when it is completed, at once if it is; one waits, nothing: none.
  void await(std::function<void()> waiter) {
    waiter_ = std::move(waiter);
    if (completed_ && waiter_) std::exchange(waiter_, nullptr)();
  }

 private:
  void complete(const ProducerError& error) {
    if (completed_) return;
    completed_ = true;
    error_ = error;
    if (waiter_) std::exchange(waiter_, nullptr)();
  }

  bool completed_ = false;
  bool acked_ = false;
  ProducerError error_;
  std::function<void()> waiter_;
};

using TransactionalResultPtr = std::shared_ptr<TransactionalRequestResult>;

struct TransactionalRequest {
  /// In this order they are sent.
  enum class Priority : std::uint8_t {
    FIND_COORDINATOR,
    INIT_PRODUCER_ID,
    ADD_PARTITIONS_OR_OFFSETS,
    END_TXN,
    EPOCH_BUMP,  ///< InitProducerId, to end a transaction that must not go on in this epoch
  };
  Priority priority;
  RequestBody body;
  std::optional<CoordinatorType> coordinator;  ///< whose; nothing: any broker answers
  TransactionalResultPtr result;
  sim::Duration retry_backoff{0};
  bool retry = false;

  // AddOffsetsToTxn: what the commit after it says.
  std::vector<PartitionOffset> offsets{};
  ConsumerGroupMetadata group{};

  template <class R>
  [[nodiscard]] bool is() const {
    return std::holds_alternative<R>(body);
  }
};

}  // namespace kafka
