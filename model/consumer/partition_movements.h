#pragma once
/// Which partitions a sticky assignment has moved, so that two members do not swap partitions of one topic.
/// Kafka: AbstractStickyAssignor.PartitionMovements.

#include <map>
#include <utility>

#include "model/consumer/sticky_group.h"

namespace kafka {

class PartitionMovements {
 public:
  /// From, to.
  using ConsumerPair = std::pair<std::size_t, std::size_t>;

  explicit PartitionMovements(const StickyGroup& group) : group_(group) {}

  void move(std::size_t partition, std::size_t from, std::size_t to);
  /// What should move from `from` to `to` in place of the partition: one of its topic that went the other way before.
  [[nodiscard]] std::size_t actual(std::size_t partition, std::size_t from, std::size_t to) const;

  /// By partition: where it was at first, and where it is now. Not for those that are where they were.
  [[nodiscard]] const std::map<std::size_t, ConsumerPair>& moved() const { return pair_of_; }

 private:
  /// Kafka: a HashSet, of which the first in Java's order is taken.
  struct HashedPartitions {
    std::vector<std::size_t> in_order_of_insertion;
    std::int32_t table;
  };
  using ByPair = std::map<ConsumerPair, HashedPartitions>;

  void add(std::size_t partition, ConsumerPair pair);
  void remove(std::size_t partition);
  [[nodiscard]] std::vector<std::int32_t> hashes(const HashedPartitions& partitions) const;

  const StickyGroup& group_;
  std::map<std::size_t, ByPair> by_topic_;
  std::map<std::size_t, ConsumerPair> pair_of_;
};

}  // namespace kafka
