#pragma once
/// How a coordinator of groups or transactions keeps its memory: as records of the partitions of Kafka's own topics
/// that its broker leads.

#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "model/log/log_entry.h"
#include "model/log/verification_states.h"
#include "model/types/error_code.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

class CoordinatorLog {
 public:
  /// NONE and where the batch begins, or the error.
  using Appended = std::function<void(ErrorCode error, Offset base_offset)>;
  /// NONE and the guard to append with, or what the producer is told.
  using Verified = std::function<void(ErrorCode error, VerificationGuard guard)>;
  using Read = std::function<void(const std::vector<LogEntry>& entries)>;

  virtual ~CoordinatorLog() = default;
  [[nodiscard]] virtual bool leads(TopicPartition tp) const = 0;
  /// Appends with acks=all. `done` is called at once or later: replicated, or the append's error, or REQUEST_TIMED_OUT
  /// after `timeout`, and then the batch stays in the log. The batch is taken as it is: producer id and content are the
  /// coordinator's business. Kafka: ReplicaManager.appendRecords with AppendOrigin.COORDINATOR.
  void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done) {
    append(tp, batch, timeout, std::move(done), kNotVerified);
  }
  /// The same in a transaction that verify_transaction() has found to be there.
  virtual void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done,
                      VerificationGuard guard) = 0;
  /// Is `tp` part of this transaction (3.6, KIP-890)? Kafka: ReplicaManager.maybeStartTransactionVerificationFor-
  /// Partition.
  virtual void verify_transaction(TopicPartition tp, const std::string& transactional_id, ProducerId producer_id,
                                  ProducerEpoch producer_epoch, Verified done) {
    static_cast<void>(tp), static_cast<void>(transactional_id), static_cast<void>(producer_id),
        static_cast<void>(producer_epoch);
    done(ErrorCode::NONE, kNotVerified);
  }
  /// Appends with acks=0: nobody learns what became of it. Kafka: Partition.appendRecordsToLeader.
  virtual void append_unconfirmed(TopicPartition tp, const BatchPtr& batch) = 0;
  /// All that its log holds, markers included, once it has been read. A replica that is gone meanwhile holds nothing.
  virtual void read(TopicPartition tp, Read done) = 0;
};

}  // namespace kafka
