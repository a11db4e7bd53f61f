#pragma once
/// Which members and partitions are in the same racks (KIP-881; Kafka: AbstractStickyAssignor.RackInfo).

#include <set>

#include "model/consumer/sticky_group.h"

namespace kafka {

/// Racks matter if members and partitions share some and not every partition is in all of them; otherwise all
/// questions are answered as if nobody had said where they are.
class RackInfo {
 public:
  RackInfo(const StickyGroup& group, bool rack_aware);

  [[nodiscard]] bool matters() const { return matters_; }
  /// A consumer without a rack is at home everywhere.
  [[nodiscard]] bool mismatch(std::size_t consumer, std::size_t partition) const;
  /// Stable: by the number of consumers in the partition's racks, fewest first.
  void sort_by_rack_consumers(std::vector<std::size_t>& partitions) const;
  /// The place in `consumers`, searched from `first` on and round, of one whose rack has the partition; kNobody if
  /// there is none.
  [[nodiscard]] std::size_t next_rack_consumer(std::size_t partition, const std::vector<std::size_t>& consumers,
                                               std::size_t first) const;

 private:
  const StickyGroup& group_;
  bool matters_ = false;
  std::vector<std::set<std::string>> racks_;  // by partition; empty unless racks matter
  std::vector<std::size_t> rack_consumers_;   // by partition; empty unless racks matter
};

}  // namespace kafka
