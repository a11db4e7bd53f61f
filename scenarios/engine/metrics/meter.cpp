#include "scenarios/engine/metrics/meter.h"

#include <cmath>

namespace scenario {

Ewma::Ewma(int minutes) : alpha_(1 - std::exp(-5.0 / 60.0 / minutes)) {}

void Ewma::tick() {
  const double instant = static_cast<double>(uncounted_) / 5.0;
  uncounted_ = 0;
  rate_ = initialized_ ? rate_ + alpha_ * (instant - rate_) : instant;
  initialized_ = true;
}

void Meter::mark(sim::SimTime now, std::int64_t n) {
  move_on(now);
  count_ += n;
  one_.update(n);
  five_.update(n);
  fifteen_.update(n);
}

void Meter::move_on(sim::SimTime now) {
  for (; now - ticked_ >= kTick; ticked_ += kTick) {
    one_.tick();
    five_.tick();
    fifteen_.tick();
  }
}

double Meter::mean_rate(sim::SimTime now) const {
  const double elapsed = std::chrono::duration<double>(now - start_).count();
  return elapsed > 0 ? static_cast<double>(count_) / elapsed : 0;
}

}  // namespace scenario
