#include "sim/random/weighted.h"

#include "sim/core/check.h"

namespace sim {

Weighted::Weighted(std::span<const double> weights) {
  double sum = 0;
  for (const double w : weights) {
    SIM_CHECK(w >= 0, "a negative weight");
    sum += w;
  }
  SIM_CHECK(sum > 0, "all weights are 0");
  const std::size_t n = weights.size();
  std::vector<std::size_t> small;
  std::vector<std::size_t> large;
  for (std::size_t i = 0; i < n; ++i) {
    slots_.push_back({weights[i] / sum * static_cast<double>(n), i});
    (slots_[i].keep < 1 ? small : large).push_back(i);
  }
  // What a small slot leaves free is filled by a large one, which may thereby become small.
  while (!small.empty() && !large.empty()) {
    const std::size_t poor = small.back();
    const std::size_t rich = large.back();
    small.pop_back();
    slots_[poor].other = rich;
    slots_[rich].keep -= 1 - slots_[poor].keep;
    if (slots_[rich].keep < 1) {
      large.pop_back();
      small.push_back(rich);
    }
  }
  for (const std::size_t i : large) slots_[i].keep = 1;
  // Left over only by rounding; a weight of exactly 0 never is, for somebody is rich while it waits.
  for (const std::size_t i : small) slots_[i].keep = 1;
}

std::size_t Weighted::sample(Rng& rng) const {
  const std::size_t i = static_cast<std::size_t>(rng.below(slots_.size()));
  return rng.unit() < slots_[i].keep ? i : slots_[i].other;
}

}  // namespace sim
