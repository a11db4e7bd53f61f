#include "model/protocol/replica_assignment.h"

namespace kafka {

std::vector<BrokerId> ReplicaAssignment::origin() const { return difference(replicas, adding); }

std::vector<BrokerId> ReplicaAssignment::target() const { return difference(replicas, removing); }

ReplicaAssignment ReplicaAssignment::reassign_to(const std::vector<BrokerId>& wanted) const {
  const std::vector<BrokerId> before = origin();
  ReplicaAssignment next;
  for (const BrokerId b : wanted)
    if (!contains(next.replicas, b)) next.replicas.push_back(b);
  for (const BrokerId b : before)
    if (!contains(next.replicas, b)) next.replicas.push_back(b);
  next.adding = difference(next.replicas, before);
  next.removing = difference(next.replicas, wanted);
  return next;
}

ReplicaAssignment ReplicaAssignment::without(BrokerId replica) const {
  return {.replicas = difference(replicas, {replica}),
          .adding = difference(adding, {replica}),
          .removing = difference(removing, {replica})};
}

}  // namespace kafka
