#pragma once
/// A database outside Kafka that keeps the effects of a group's work and, in the same transaction, how far it got.

#include <algorithm>
#include <map>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

/// No notion of Kafka's; shared by the members of a group, and no fault touches it. Its transactions take no time.
class SinkStore {
 public:
  /// Where to go on; kUnknownOffset: nothing is stored.
  [[nodiscard]] Offset next(TopicPartition tp) const {
    const auto it = next_.find(tp);
    return it == next_.end() ? kUnknownOffset : it->second;
  }
  /// The effects of [first, next) and the new position, unless somebody has stored something beyond `first` already.
  /// False: nothing was stored.
  bool store(TopicPartition tp, Offset first, Offset next) {
    Offset& at = next_.try_emplace(tp, Offset(0)).first->second;
    if (first < at) return false;
    at = next;
    return true;
  }

 private:
  std::map<TopicPartition, Offset> next_;
};

}  // namespace kafka
