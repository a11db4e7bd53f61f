#include "sim/random/streams.h"

namespace sim {

namespace {

/// FNV-1a, 64 bits (Fowler, Noll, Vo; RFC 9923).
std::uint64_t hash(std::string_view text) {
  std::uint64_t h = 0xcbf29ce484222325u;
  for (const char c : text) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return h;
}

}  // namespace

Rng Streams::stream(std::string_view name) const {
  const std::uint64_t of_seed = SplitMix64(seed_).next();
  return Rng(mix64(of_seed ^ hash(name)));
}

}  // namespace sim
