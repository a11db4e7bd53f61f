#pragma once
/// How many records one application has handed over, by partition: where the numbers of its next ones begin.

#include <map>

#include "model/types/topic_partition.h"

namespace kafka {

/// No notion of Kafka's: numbers tell records apart for whoever watches. They go on where they were when the process
/// is started anew.
class RecordNumbers {
 public:
  /// Stays where it is.
  RecordId& next(TopicPartition tp) { return next_.try_emplace(tp, RecordId(0)).first->second; }
  [[nodiscard]] const std::map<TopicPartition, RecordId>& all() const { return next_; }

 private:
  std::map<TopicPartition, RecordId> next_;
};

}  // namespace kafka
