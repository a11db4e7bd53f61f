#pragma once
/// How a coordinator of groups or transactions keeps its memory: as records of the partitions of Kafka's own topics
/// that its broker leads.

#include <functional>
#include <vector>

#include "model/log/log_entry.h"
#include "model/types/error_code.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

class CoordinatorLog {
 public:
  /// NONE and where the batch begins, or the error.
  using Appended = std::function<void(ErrorCode error, Offset base_offset)>;
  using Read = std::function<void(const std::vector<LogEntry>& entries)>;

  virtual ~CoordinatorLog() = default;
  [[nodiscard]] virtual bool leads(TopicPartition tp) const = 0;
  /// Appends with acks=all. `done` is called at once or later: replicated, or the append's error, or REQUEST_TIMED_OUT
  /// after `timeout`, and then the batch stays in the log. The batch is taken as it is: producer id and content are the
  /// coordinator's business. Kafka: ReplicaManager.appendRecords with AppendOrigin.COORDINATOR.
  virtual void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done) = 0;
  /// Appends with acks=0: nobody learns what became of it. Kafka: Partition.appendRecordsToLeader.
  virtual void append_unconfirmed(TopicPartition tp, const BatchPtr& batch) = 0;
  /// All that its log holds, markers included, once it has been read. A replica that is gone meanwhile holds nothing.
  virtual void read(TopicPartition tp, Read done) = 0;
};

}  // namespace kafka
