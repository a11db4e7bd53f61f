#include "model/consumer/general_assignment.h"

#include "model/consumer/sticky_balancer.h"

namespace kafka {

namespace {

/// By partition: who had it in the latest generation before the last (Kafka: prepopulateCurrentAssignments).
std::vector<std::size_t> previous_owners(const StickyGroup& group, std::int32_t max_generation) {
  std::vector<std::size_t> previous(group.partitions(), kNobody);
  for (const std::size_t c : group.hash_order()) {
    const std::int32_t generation = group.member(c).generation;
    if (generation >= max_generation) continue;
    for (const TopicPartition tp : group.member(c).owned) {
      const std::size_t p = group.number(tp);
      if (p == kNobody) continue;
      if (previous[p] == kNobody || generation > group.member(previous[p]).generation) previous[p] = c;
    }
  }
  return previous;
}

}  // namespace

StickyLists general_assignment(const StickyGroup& group, const RackInfo& racks, const StickyClaims& claims) {
  StickyLists kept(group.consumers());
  std::vector<bool> assigned(group.partitions(), false);
  bool somebody_lost_something = false;
  for (std::size_t c = 0; c < group.consumers(); ++c) {
    for (const std::size_t p : claims.owned[c]) {
      if (!group.subscribes(c, group.topic_of(p)) || racks.mismatch(c, p)) {
        somebody_lost_something = true;
        continue;
      }
      kept[c].push_back(p);
      assigned[p] = true;
    }
  }
  std::vector<std::size_t> all = group.partitions_by_subscribers();
  std::vector<std::size_t> unassigned;
  for (const std::size_t p : all)
    if (!assigned[p]) unassigned.push_back(p);

  StickyBalancer balancer(group, racks, {.new_partitions_first = !somebody_lost_something}, std::move(kept),
                          previous_owners(group, claims.max_generation));
  return balancer.balance(std::move(all), std::move(unassigned));
}

}  // namespace kafka
