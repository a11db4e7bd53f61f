#pragma once
/// Named random streams: what one component draws leaves every other component's luck alone.

#include <cstdint>
#include <string_view>

#include "sim/random/rng.h"

namespace sim {

/// The generator of a name depends on (seed, name) only: not on the order in which streams are made, nor on which
/// others exist. Adding a consumer therefore does not change what the brokers draw, and two variants of an experiment
/// run under the same luck. Names by convention: "producer/3/keys".
class Streams {
 public:
  explicit Streams(std::uint64_t seed) : seed_(seed) {}

  [[nodiscard]] Rng stream(std::string_view name) const;
  [[nodiscard]] std::uint64_t seed() const { return seed_; }

 private:
  std::uint64_t seed_;
};

}  // namespace sim
