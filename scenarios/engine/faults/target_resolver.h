#pragma once
/// Finds the machines a fault's targets mean at this moment.

#include <functional>
#include <string>
#include <vector>

#include "model/cluster/cluster_controls.h"
#include "scenarios/engine/spec/fault_spec.h"
#include "sim/random/rng.h"

namespace scenario {

/// What people call it: "broker-102", "zookeeper-2", a client's client.id.
std::string label_of(const kafka::Machine& machine);
/// Those of several, with ", " between them.
std::string labels_of(const std::vector<kafka::Machine>& machines);

/// "" if a machine can be hit, else why not: "stopped already".
using CanHit = std::function<std::string(const kafka::Machine&)>;

/// A target that nothing answered to.
struct MissingTarget {
  std::string target;  ///< as written
  std::string why;
};

struct FoundTargets {
  std::vector<kafka::Machine> machines;  ///< each once, in the order of the targets
  std::vector<MissingTarget> missing;
};

/// A target stands for all its machines that can be hit and is missing if there is none; `any-...` and `random` draw
/// one of those that can be hit.
class TargetResolver {
 public:
  TargetResolver(const kafka::ClusterControls& cluster, sim::Rng rng) : cluster_(cluster), rng_(rng) {}

  FoundTargets resolve(const Targets& targets, const CanHit& can_hit);

 private:
  [[nodiscard]] bool answers(const kafka::Machine& machine, const TargetSpec& target) const;
  [[nodiscard]] bool is_replica(const kafka::Machine& machine, const TargetSpec& target) const;
  void resolve_one(const TargetSpec& target, const CanHit& can_hit, FoundTargets& found);

  const kafka::ClusterControls& cluster_;
  sim::Rng rng_;
};

}  // namespace scenario
