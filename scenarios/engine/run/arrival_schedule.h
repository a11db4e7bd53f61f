#pragma once
/// When a workload's records are due.

#include <cstddef>
#include <optional>
#include <vector>

#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/core/time.h"
#include "sim/random/arrivals.h"
#include "sim/random/rng.h"

namespace scenario {

/// Due instants in order. Even: the first at the start, then whenever the integral of the rate reaches the next whole
/// number, so that phases neither gain nor lose records at their borders. Poisson: exponential gaps at the rate of the
/// present phase. A phase is half open: what is due at its very end belongs to the next.
class ArrivalSchedule {
 public:
  /// `rate` and `phases` in arrivals per second; phases repeat in turn instead of `rate` when not empty.
  ArrivalSchedule(Arrivals kind, double rate, const std::vector<RatePhase>& phases, sim::SimTime start, sim::Rng rng);

  /// The next arrival; nothing if none will ever come. O(1) and the phases without an arrival that lie between.
  std::optional<sim::SimTime> next();
  /// The highest rate of all phases.
  [[nodiscard]] double peak_rate() const { return peak_; }

 private:
  void enter(std::size_t phase);
  void leave_phase();
  [[nodiscard]] std::int64_t even_offset() const;

  Arrivals kind_;
  std::vector<RatePhase> phases_;
  sim::Rng rng_;
  double peak_ = 0;

  std::size_t phase_ = 0;
  sim::SimTime phase_start_;
  double lead_ = 0;          // even: part of an arrival still missing when the phase began
  std::int64_t number_ = 0;  // even: arrivals of this phase so far
  std::int64_t offset_ = 0;  // poisson: of the last arrival within the phase, in ns
  std::optional<sim::PoissonArrivals> gaps_;
};

}  // namespace scenario
