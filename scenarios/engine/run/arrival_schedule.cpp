#include "scenarios/engine/run/arrival_schedule.h"

#include <algorithm>
#include <limits>

#include "sim/core/check.h"

namespace scenario {
namespace {

// No instant of a run is later than this (146 years): adding offsets below it cannot overflow.
constexpr std::int64_t kHorizon = std::numeric_limits<std::int64_t>::max() / 2;

}  // namespace

ArrivalSchedule::ArrivalSchedule(Arrivals kind, double rate, const std::vector<RatePhase>& phases, sim::SimTime start,
                                 sim::Rng rng)
    : kind_(kind), phases_(phases), rng_(rng), phase_start_(start) {
  if (phases_.empty()) phases_.push_back({sim::kForever, rate});
  for (const RatePhase& phase : phases_) {
    SIM_CHECK(phase.rate >= 0 && phase.duration > sim::Duration::zero());
    peak_ = std::max(peak_, phase.rate);
  }
  enter(0);
}

void ArrivalSchedule::enter(std::size_t phase) {
  phase_ = phase;
  number_ = 0;
  offset_ = 0;
  gaps_.reset();
  if (kind_ == Arrivals::poisson && phases_[phase].rate > 0) gaps_.emplace(phases_[phase].rate);
}

void ArrivalSchedule::leave_phase() {
  const RatePhase& phase = phases_[phase_];
  // What is left until the next whole arrival. Rounding errors must not make an arrival out of nothing, nor delay one
  // that is due at the border: less than a millionth of a record counts as none.
  lead_ = std::max(0.0, lead_ + static_cast<double>(number_) - phase.rate * sim::to_seconds(phase.duration));
  if (lead_ < 1e-6) lead_ = 0;
  phase_start_ += phase.duration;
  enter((phase_ + 1) % phases_.size());
}

std::int64_t ArrivalSchedule::even_offset() const {
  const double offset = (lead_ + static_cast<double>(number_)) * 1e9 / phases_[phase_].rate;
  return offset < static_cast<double>(kHorizon) ? static_cast<std::int64_t>(offset + 0.5) : kHorizon;
}

std::optional<sim::SimTime> ArrivalSchedule::next() {
  if (peak_ <= 0) return std::nullopt;
  for (;;) {
    const RatePhase& phase = phases_[phase_];
    std::int64_t offset = kHorizon;
    if (phase.rate > 0) offset = kind_ == Arrivals::even ? even_offset() : offset_ + gaps_->next_gap(rng_).count();
    if (offset < phase.duration.count()) {
      if (offset >= kHorizon) return std::nullopt;
      ++number_;
      offset_ = offset;
      return phase_start_ + sim::Duration(offset);
    }
    if (phase_start_.time_since_epoch().count() > kHorizon - phase.duration.count()) return std::nullopt;
    leave_phase();
  }
}

}  // namespace scenario
