#include "scenarios/engine/run/mishap.h"

namespace scenario {

std::size_t Mishaps::add(Mishap mishap) {
  if (all_.size() >= kMost) return kNone;
  by_partition_[mishap.tp].push_back(all_.size());
  all_.push_back(std::move(mishap));
  return all_.size() - 1;
}

const std::vector<std::size_t>& Mishaps::in(kafka::TopicPartition tp) const {
  static const std::vector<std::size_t> kEmpty;
  const auto found = by_partition_.find(tp);
  return found == by_partition_.end() ? kEmpty : found->second;
}

}  // namespace scenario
