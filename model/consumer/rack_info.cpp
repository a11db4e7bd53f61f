#include "model/consumer/rack_info.h"

#include <algorithm>

namespace kafka {

RackInfo::RackInfo(const StickyGroup& group, bool rack_aware) : group_(group) {
  if (!rack_aware) return;
  std::map<std::string, std::size_t> consumers;  // by rack
  for (std::size_t c = 0; c < group.consumers(); ++c)
    if (const std::string& rack = group.member(c).rack; !rack.empty()) ++consumers[rack];

  std::set<std::string> all;
  for (std::size_t p = 0; p < group.partitions(); ++p) {
    const auto& of_topic = group.topic(group.topic_of(p)).partition_racks;
    const std::size_t number = p - group.first_partition(group.topic_of(p));
    auto& racks = racks_.emplace_back();
    if (number < of_topic.size()) racks.insert(of_topic[number].begin(), of_topic[number].end());
    all.insert(racks.begin(), racks.end());
  }
  // Kafka: AbstractPartitionAssignor.useRackAwareAssignment.
  matters_ =
      std::any_of(consumers.begin(), consumers.end(), [&](const auto& entry) { return all.contains(entry.first); }) &&
      !std::all_of(racks_.begin(), racks_.end(), [&](const auto& racks) { return racks == all; });
  if (!matters_) return;
  for (const auto& racks : racks_) {
    std::size_t& count = rack_consumers_.emplace_back();
    for (const std::string& rack : racks)
      if (const auto known = consumers.find(rack); known != consumers.end()) count += known->second;
  }
}

bool RackInfo::mismatch(std::size_t consumer, std::size_t partition) const {
  const std::string& rack = group_.member(consumer).rack;
  return matters_ && !rack.empty() && !racks_[partition].contains(rack);
}

void RackInfo::sort_by_rack_consumers(std::vector<std::size_t>& partitions) const {
  if (!matters_) return;
  std::stable_sort(partitions.begin(), partitions.end(),
                   [&](std::size_t a, std::size_t b) { return rack_consumers_[a] < rack_consumers_[b]; });
}

std::size_t RackInfo::next_rack_consumer(std::size_t partition, const std::vector<std::size_t>& consumers,
                                         std::size_t first) const {
  if (!matters_) return kNobody;
  for (std::size_t i = 0; i < consumers.size(); ++i) {
    const std::size_t at = (first + i) % consumers.size();
    if (racks_[partition].contains(group_.member(consumers[at]).rack)) return at;
  }
  return kNobody;
}

}  // namespace kafka
