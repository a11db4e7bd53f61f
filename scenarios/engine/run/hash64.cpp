#include "scenarios/engine/run/hash64.h"

#include <fmt/format.h>

namespace scenario {

std::string to_hex(std::uint64_t value) { return fmt::format("{:016x}", value); }

}  // namespace scenario
