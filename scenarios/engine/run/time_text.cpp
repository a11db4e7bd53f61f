#include "scenarios/engine/run/time_text.h"

#include <fmt/format.h>

namespace scenario {

std::string seconds_text(std::int64_t nanoseconds) {
  const std::uint64_t size =
      nanoseconds < 0 ? 0u - static_cast<std::uint64_t>(nanoseconds) : static_cast<std::uint64_t>(nanoseconds);
  return fmt::format("{}{}.{:09}", nanoseconds < 0 ? "-" : "", size / 1'000'000'000u, size % 1'000'000'000u);
}

}  // namespace scenario
