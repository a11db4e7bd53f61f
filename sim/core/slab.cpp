#include "sim/core/slab.h"

#include <sys/mman.h>

namespace sim::detail {

AddressRange reserve_addresses(std::size_t bytes) {
  constexpr std::size_t kLeast = std::size_t{1} << 24;
  for (; bytes >= kLeast; bytes /= 2) {
    void* begin = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
    if (begin == MAP_FAILED) continue;
    madvise(begin, bytes, MADV_HUGEPAGE);
    return {begin, bytes};
  }
  SIM_CHECK(false, "the system grants no address space for events");
}

void give_back(AddressRange range) { munmap(range.begin, range.bytes); }

}  // namespace sim::detail
