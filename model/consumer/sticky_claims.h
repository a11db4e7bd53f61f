#pragma once
/// Who really had what before a rebalance (Kafka: AbstractStickyAssignor.allSubscriptionsEqual).

#include <set>

#include "model/consumer/sticky_group.h"

namespace kafka {

/// Several members may say that they had a partition: then the one of the later generation had it. If it was in one
/// generation that both had it, neither did.
struct StickyClaims {
  StickyLists owned;                ///< in the order in which the members name them
  std::set<std::size_t> contested;  ///< partitions that two members had in one generation
  std::int32_t max_generation = -1;
  bool equal_subscriptions = true;
};

/// Partitions the metadata does not have are nobody's. (Kafka drops them only if their whole topic is missing. With
/// others it goes on counting, and may give one partition to two members or throw IllegalStateException.)
StickyClaims settle_claims(const StickyGroup& group);

}  // namespace kafka
