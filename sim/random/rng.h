#pragma once
/// The generator behind every random choice: xoshiro256++ 1.0 of Blackman and Vigna ("Scrambled linear pseudorandom
/// number generators", ACM TOMS 47(4), 2021), seeded by splitmix64 (Steele, Lea, Flood, OOPSLA 2014).
///
/// A small value type: a copy continues independently with the same numbers. Get one from Streams, by name.

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "sim/core/check.h"

namespace sim {

/// Scrambles 64 bits so that equal-looking inputs give unrelated outputs (a bijection).
constexpr std::uint64_t mix64(std::uint64_t x) {
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// Turns one 64-bit seed into as many well-mixed ones as are asked for.
class SplitMix64 {
 public:
  constexpr explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  constexpr std::uint64_t next() { return mix64(state_ += 0x9e3779b97f4a7c15u); }

 private:
  std::uint64_t state_;
};

class Rng {
 public:
  constexpr explicit Rng(std::uint64_t seed) {
    SplitMix64 seeds(seed);
    for (std::uint64_t& word : state_) word = seeds.next();
  }
  /// The generator in a given state (not all zero).
  constexpr explicit Rng(const std::array<std::uint64_t, 4>& state) : state_(state) {}

  /// 64 random bits.
  constexpr std::uint64_t next() {
    auto& s = state_;
    const std::uint64_t result = std::rotl(s[0] + s[3], 23) + s[0];
    const std::uint64_t shifted = s[1] << 17;
    s[2] ^= s[0];
    s[3] ^= s[1];
    s[1] ^= s[2];
    s[0] ^= s[3];
    s[2] ^= shifted;
    s[3] = std::rotl(s[3], 45);
    return result;
  }

  /// Uniform in [0, n), n >= 1, without bias: Lemire's multiplication with rejection (ACM TOMACS 29(1), 2019).
  constexpr std::uint64_t below(std::uint64_t n) {
    SIM_CHECK(n > 0, "nothing to choose from");
    Wide product = Wide{next()} * n;
    if (static_cast<std::uint64_t>(product) < n) {
      const std::uint64_t surplus = (0 - n) % n;
      while (static_cast<std::uint64_t>(product) < surplus) product = Wide{next()} * n;
    }
    return static_cast<std::uint64_t>(product >> 64);
  }
  /// Uniform in [low, high], low <= high.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) {
    SIM_CHECK(low <= high, "an empty range");
    const std::uint64_t width = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1;
    const std::uint64_t offset = width == 0 ? next() : below(width);
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) + offset);
  }

  /// Uniform in [0, 1): a multiple of 2^-53.
  constexpr double unit() { return static_cast<double>(next() >> 11) * 0x1p-53; }

  /// True with probability p; always draws one number, so that p = 0 and p = 1 leave the later luck alone.
  constexpr bool chance(double p) { return unit() < p; }

  /// Every order equally likely (Fisher and Yates).
  template <class T>
  constexpr void shuffle(std::span<T> items) {
    for (std::size_t left = items.size(); left > 1; --left) std::swap(items[left - 1], items[below(left)]);
  }

 private:
  __extension__ using Wide = unsigned __int128;

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace sim
