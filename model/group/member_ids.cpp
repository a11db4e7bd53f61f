#include "model/group/member_ids.h"

#include <cstdint>

namespace kafka {

std::string RandomMemberIds::uuid(ClientId) {
  constexpr std::uint64_t kVersion4 = 0x4000;
  constexpr std::uint64_t kVariant = std::uint64_t{1} << 63;
  const std::uint64_t high = (rng_.next() & ~std::uint64_t{0xf000}) | kVersion4;
  const std::uint64_t low = (rng_.next() & ~(std::uint64_t{3} << 62)) | kVariant;
  std::string text;
  for (int digit = 0; digit < 32; ++digit) {
    if (digit == 8 || digit == 12 || digit == 16 || digit == 20) text += '-';
    const std::uint64_t half = digit < 16 ? high : low;
    text += "0123456789abcdef"[half >> (60 - 4 * (digit % 16)) & 15];
  }
  return text;
}

}  // namespace kafka
