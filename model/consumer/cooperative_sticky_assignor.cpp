#include "model/consumer/cooperative_sticky_assignor.h"

#include <algorithm>

#include "model/consumer/constrained_assignment.h"
#include "model/consumer/general_assignment.h"

namespace kafka {

namespace {

/// Leaves out what one member says it has and another one is given.
/// Kafka: computePartitionsTransferringOwnership, adjustAssignment.
void withhold_transferring(const StickyGroup& group, StickyLists& lists) {
  StickyLists owned(group.consumers());
  for (std::size_t c = 0; c < group.consumers(); ++c)
    for (const TopicPartition tp : group.member(c).owned)
      if (const std::size_t p = group.number(tp); p != kNobody) owned[c].push_back(p);

  std::vector<bool> revoked(group.partitions(), false);
  const auto has = [](const std::vector<std::size_t>& list, std::size_t p) {
    return std::find(list.begin(), list.end(), p) != list.end();
  };
  for (std::size_t c = 0; c < group.consumers(); ++c)
    for (const std::size_t p : owned[c])
      if (!has(lists[c], p)) revoked[p] = true;
  for (std::size_t c = 0; c < group.consumers(); ++c)
    std::erase_if(lists[c], [&](std::size_t p) { return revoked[p] && !has(owned[c], p); });
}

}  // namespace

GroupAssignment CooperativeStickyAssignor::assign(std::span<const AssignorTopic> topics,
                                                  std::span<const AssignorMember> members) const {
  if (members.empty()) return {};
  const StickyGroup group(topics, members);
  const StickyClaims claims = settle_claims(group);
  const RackInfo racks(group, rules_.rack_aware);
  StickyLists lists;
  if (claims.equal_subscriptions) {
    ConstrainedAssignment constrained(group, racks, claims);
    lists = constrained.build();
    for (const auto& [partition, consumer] : constrained.transferring()) std::erase(lists[consumer], partition);
  } else {
    lists = general_assignment(group, racks, claims);
    withhold_transferring(group, lists);
  }
  return group.assignment(lists);
}

}  // namespace kafka
