#include "model/consumer/sticky_claims.h"

#include <algorithm>

namespace kafka {

namespace {

/// Kafka compares with the first subscription that is not empty, so an empty one differs only if it comes later.
bool subscriptions_equal(const StickyGroup& group) {
  std::set<TopicId> first;
  for (const std::size_t c : group.hash_order()) {
    const std::vector<TopicId>& topics = group.member(c).topics;
    const std::set<TopicId> subscribed(topics.begin(), topics.end());
    if (first.empty()) {
      first = subscribed;
    } else if (subscribed != first) {
      return false;
    }
  }
  return true;
}

}  // namespace

StickyClaims settle_claims(const StickyGroup& group) {
  StickyClaims claims;
  claims.owned.resize(group.consumers());
  claims.equal_subscriptions = subscriptions_equal(group);
  std::vector<std::size_t> owner(group.partitions(), kNobody);
  for (const std::size_t c : group.hash_order()) {
    const std::int32_t generation = group.member(c).generation;
    claims.max_generation = std::max(claims.max_generation, generation);
    for (const TopicPartition tp : group.member(c).owned) {
      const std::size_t partition = group.number(tp);
      if (partition == kNobody) continue;
      const std::size_t rival = owner[partition];
      const std::int32_t theirs = rival == kNobody ? generation : group.member(rival).generation;
      if (generation < theirs) continue;
      if (rival != kNobody) std::erase(claims.owned[rival], partition);
      if (rival != kNobody && generation == theirs) {
        claims.contested.insert(partition);
      } else {
        claims.owned[c].push_back(partition);
      }
      owner[partition] = c;
    }
  }
  return claims;
}

}  // namespace kafka
