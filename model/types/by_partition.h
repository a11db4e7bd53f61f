#pragma once
/// A value for every partition, found by two indices: for who looks partitions up at every batch.

#include <cstddef>
#include <vector>

#include "model/types/topic_partition.h"

namespace kafka {

template <class T>
class ByPartition {
 public:
  /// Makes it if it is new. References last until another partition is made.
  T& at(TopicPartition tp) {
    const auto t = static_cast<std::size_t>(tp.topic.value());
    const auto p = static_cast<std::size_t>(tp.partition.value());
    if (t >= topics_.size()) topics_.resize(t + 1);
    std::vector<T>& partitions = topics_[t];
    if (p >= partitions.size()) partitions.resize(p + 1);
    return partitions[p];
  }
  /// nullptr if nobody asked for it before.
  [[nodiscard]] T* find(TopicPartition tp) {
    const auto t = static_cast<std::size_t>(tp.topic.value());
    const auto p = static_cast<std::size_t>(tp.partition.value());
    return t < topics_.size() && p < topics_[t].size() ? &topics_[t][p] : nullptr;
  }
  [[nodiscard]] const T* find(TopicPartition tp) const { return const_cast<ByPartition*>(this)->find(tp); }
  /// visit(tp, value), in order.
  template <class Visit>
  void for_each(Visit visit) {
    for (std::size_t t = 0; t < topics_.size(); ++t)
      for (std::size_t p = 0; p < topics_[t].size(); ++p)
        visit(TopicPartition{TopicId(static_cast<std::int32_t>(t)), PartitionId(static_cast<std::int32_t>(p))},
              topics_[t][p]);
  }
  void forget(TopicId topic) {
    const auto t = static_cast<std::size_t>(topic.value());
    if (t < topics_.size()) topics_[t].clear();
  }

 private:
  std::vector<std::vector<T>> topics_;
};

}  // namespace kafka
