#pragma once
/// Where the replicas of a partition are, and where they are going. Kafka: kafka.controller.ReplicaAssignment.

#include <vector>

#include "model/types/broker_list.h"

namespace kafka {

/// `replicas` holds those being added and those being removed too.
struct ReplicaAssignment {
  std::vector<BrokerId> replicas{};  ///< in order of preference
  std::vector<BrokerId> adding{};
  std::vector<BrokerId> removing{};

  [[nodiscard]] bool being_reassigned() const { return !adding.empty() || !removing.empty(); }
  /// Before the reassignment.
  [[nodiscard]] std::vector<BrokerId> origin() const;
  /// After it.
  [[nodiscard]] std::vector<BrokerId> target() const;
  /// Targets first, in their order, then whoever of the origin is not among them.
  [[nodiscard]] ReplicaAssignment reassign_to(const std::vector<BrokerId>& wanted) const;
  [[nodiscard]] ReplicaAssignment without(BrokerId replica) const;

  friend bool operator==(const ReplicaAssignment&, const ReplicaAssignment&) = default;
};

}  // namespace kafka
