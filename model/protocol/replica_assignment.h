#pragma once
/// Where the replicas of a partition are, and where they are going. Kafka: kafka.controller.ReplicaAssignment.

#include <vector>

#include "model/types/ids.h"

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

/// Those of `all` that are not in `some`, in their order.
std::vector<BrokerId> difference(const std::vector<BrokerId>& all, const std::vector<BrokerId>& some);
bool contains(const std::vector<BrokerId>& brokers, BrokerId broker);
/// Is each of `some` in `all`?
bool includes(const std::vector<BrokerId>& all, const std::vector<BrokerId>& some);

}  // namespace kafka
