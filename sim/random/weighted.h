#pragma once
/// A choice among a few things with given weights.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "sim/random/rng.h"

namespace sim {

/// Index i with probability weights[i] / sum: Walker's alias method in Vose's form (IEEE TSE 17(9), 1991), O(1) a draw.
class Weighted {
 public:
  /// At least one weight, none negative, not all 0.
  explicit Weighted(std::span<const double> weights);

  std::size_t sample(Rng& rng) const;
  [[nodiscard]] std::size_t size() const { return slots_.size(); }

 private:
  struct Slot {
    double keep;        // probability of staying here
    std::size_t other;  // where to go else
  };
  std::vector<Slot> slots_;
};

}  // namespace sim
