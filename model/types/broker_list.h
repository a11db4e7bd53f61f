#pragma once
/// Lists of brokers as Kafka keeps them (replicas, ISR, live brokers): short, in an order that matters, without
/// repetition. Cost of all: linear searches.

#include <algorithm>
#include <vector>

#include "model/types/ids.h"

namespace kafka {

inline bool contains(const std::vector<BrokerId>& brokers, BrokerId broker) {
  return std::find(brokers.begin(), brokers.end(), broker) != brokers.end();
}

/// Is every one of `some` in `all`?
inline bool includes(const std::vector<BrokerId>& all, const std::vector<BrokerId>& some) {
  return std::all_of(some.begin(), some.end(), [&](BrokerId b) { return contains(all, b); });
}

/// Those of `all` that are not in `some`, in their order.
inline std::vector<BrokerId> difference(const std::vector<BrokerId>& all, const std::vector<BrokerId>& some) {
  std::vector<BrokerId> rest;
  for (const BrokerId b : all)
    if (!contains(some, b)) rest.push_back(b);
  return rest;
}

}  // namespace kafka
