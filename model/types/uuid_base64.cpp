#include "model/types/uuid_base64.h"

namespace kafka {

std::string uuid_base64(std::uint64_t high, std::uint64_t low) {
  constexpr std::uint64_t kVersion4 = 0x4000;
  constexpr std::uint64_t kVariant = std::uint64_t{1} << 63;
  high = (high & ~std::uint64_t{0xf000}) | kVersion4;
  low = (low & ~(std::uint64_t{3} << 62)) | kVariant;
  std::string text;
  for (int first = 0; first < 128; first += 6) {  // the last digit has only two bits of it
    std::uint64_t digit = 0;
    for (int bit = first; bit < first + 6; ++bit) {
      digit <<= 1;
      if (bit < 128) digit |= (bit < 64 ? high : low) >> (63 - bit % 64) & 1;
    }
    text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[digit];
  }
  return text;
}

}  // namespace kafka
