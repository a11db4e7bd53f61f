#pragma once
/// One time that a fault happens: what it does to machines when it begins, and takes back when it ends.

#include <memory>
#include <string>
#include <vector>

#include "scenarios/engine/faults/disturbed_hosts.h"
#include "scenarios/engine/spec/fault_spec.h"
#include "sim/random/rng.h"

namespace scenario {

/// Whom it hits.
struct FaultVictims {
  std::vector<kafka::Machine> machines;
  std::vector<kafka::Machine> peers;                ///< links: the other end; empty: everybody else
  std::vector<std::vector<kafka::Machine>> groups;  ///< partition between groups: instead of both
};

class Fault {
 public:
  virtual ~Fault() = default;
  /// "" if the machine can be hit now, else why not.
  [[nodiscard]] virtual std::string obstacle(const kafka::Machine& machine) const = 0;
  virtual void begin(const FaultVictims& victims) = 0;
  virtual void end() = 0;
};

/// A fault that is about to happen. `spec` and `hosts` must outlive it; `rng` is its own luck.
std::unique_ptr<Fault> make_fault(const FaultSpec& spec, OccurrenceId id, DisturbedHosts& hosts, sim::Rng rng);

/// The faults on links: partition, slow-link, flaky-link (link_fault.cpp).
std::unique_ptr<Fault> make_link_fault(const FaultSpec& spec, DisturbedHosts& hosts, sim::Rng rng);

}  // namespace scenario
