#pragma once
/// The consumer groups of a cluster: names, and which partition of __consumer_offsets is responsible for each.

#include <string>
#include <vector>

#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/check.h"

namespace kafka {

class GroupTable {
 public:
  struct Entry {
    std::string name;
    TopicPartition offsets_partition;  ///< coordinator_partition(name, offsets.topic.num.partitions)
  };

  GroupId add(Entry entry) {
    entries_.push_back(std::move(entry));
    return GroupId(static_cast<std::int32_t>(entries_.size()) - 1);
  }
  [[nodiscard]] const Entry& entry(GroupId id) const {
    SIM_CHECK(id.value() >= 0 && static_cast<std::size_t>(id.value()) < entries_.size());
    return entries_[static_cast<std::size_t>(id.value())];
  }
  [[nodiscard]] const std::string& name(GroupId id) const { return entry(id).name; }
  [[nodiscard]] std::size_t size() const { return entries_.size(); }

 private:
  std::vector<Entry> entries_;
};

}  // namespace kafka
