#include "model/consumer/sticky_assignor.h"

#include "model/consumer/constrained_assignment.h"
#include "model/consumer/general_assignment.h"
#include "model/consumer/sticky_assignment_2_3.h"

namespace kafka {

GroupAssignment StickyAssignor::assign(std::span<const AssignorTopic> topics,
                                       std::span<const AssignorMember> members) const {
  if (members.empty()) return {};
  const StickyGroup group(topics, members);
  if (!rules_.constrained_sticky) return group.assignment(sticky_assignment_2_3(group));
  const StickyClaims claims = settle_claims(group);
  const RackInfo racks(group, rules_.rack_aware);
  if (!claims.equal_subscriptions) return group.assignment(general_assignment(group, racks, claims));
  return group.assignment(ConstrainedAssignment(group, racks, claims).build());
}

}  // namespace kafka
