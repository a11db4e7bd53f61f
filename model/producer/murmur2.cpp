#include "model/producer/murmur2.h"

#include <bit>
#include <cstddef>

namespace kafka {

namespace {

constexpr std::uint32_t kSeed = 0x9747b28c;
constexpr std::uint32_t kMultiplier = 0x5bd1e995;
constexpr int kShift = 24;

std::uint32_t byte_at(std::string_view bytes, std::size_t at) { return static_cast<unsigned char>(bytes[at]); }

// Little endian by arithmetic, so that the host's byte order does not matter; compilers make one load of it.
std::uint32_t word_at(std::string_view bytes, std::size_t at) {
  return byte_at(bytes, at) | byte_at(bytes, at + 1) << 8 | byte_at(bytes, at + 2) << 16 | byte_at(bytes, at + 3) << 24;
}

}  // namespace

std::int32_t murmur2(std::string_view bytes) {
  const std::size_t whole = bytes.size() & ~std::size_t{3};
  std::uint32_t hash = kSeed ^ static_cast<std::uint32_t>(bytes.size());
  for (std::size_t at = 0; at < whole; at += 4) {
    std::uint32_t word = word_at(bytes, at) * kMultiplier;
    word ^= word >> kShift;
    hash = hash * kMultiplier ^ word * kMultiplier;
  }
  if (whole < bytes.size()) {
    for (std::size_t at = whole; at < bytes.size(); ++at) hash ^= byte_at(bytes, at) << 8 * (at - whole);
    hash *= kMultiplier;
  }
  hash = (hash ^ hash >> 13) * kMultiplier;
  return std::bit_cast<std::int32_t>(hash ^ hash >> 15);
}

}  // namespace kafka
