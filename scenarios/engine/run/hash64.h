#pragma once
/// The 64-bit hash of fingerprints and of a scenario's text. Ours, so that its values never move with a library.
///
/// Definition: state starts at 0x9E3779B97F4A7C15. mix(v): state = rotl(state xor (v * 0xC2B2AE3D27D4EB4F), 29)
/// * 0x9FB21C651E98DF25, modulo 2^64. Text is mixed as its FNV-1a hash followed by its length. digest(): MurmurHash3's
/// 64-bit finaliser over the state. Not for keys that an adversary chooses.

#include <bit>
#include <cstdint>
#include <string>
#include <string_view>

namespace scenario {

/// FNV-1a, 64 bit (Fowler, Noll, Vo).
constexpr std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325u;
  for (const char c : text) hash = (hash ^ static_cast<std::uint8_t>(c)) * 0x00000100000001B3u;
  return hash;
}

class Hash64 {
 public:
  constexpr void mix(std::uint64_t value) {
    state_ = std::rotl(state_ ^ (value * 0xC2B2AE3D27D4EB4Fu), 29) * 0x9FB21C651E98DF25u;
  }
  constexpr void mix(std::int64_t value) { mix(static_cast<std::uint64_t>(value)); }
  constexpr void mix(std::string_view text) {
    mix(fnv1a(text));
    mix(static_cast<std::uint64_t>(text.size()));
  }

  [[nodiscard]] constexpr std::uint64_t digest() const {
    std::uint64_t h = state_;
    h = (h ^ (h >> 33)) * 0xFF51AFD7ED558CCDu;
    h = (h ^ (h >> 33)) * 0xC4CEB9FE1A85EC53u;
    return h ^ (h >> 33);
  }

 private:
  std::uint64_t state_ = 0x9E3779B97F4A7C15u;
};

/// 16 lower-case hexadecimal digits.
std::string to_hex(std::uint64_t value);

}  // namespace scenario
