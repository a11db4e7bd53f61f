#include "scenarios/engine/spec/lesson_spec.h"

#include <array>

namespace scenario {

std::span<const std::string_view> chapters() {
  static constexpr std::array<std::string_view, 10> kChapters{
      "First steps", "Keys and order",           "Consumer groups",    "Offsets and delivery", "Replication",
      "Durability",  "Controller and ZooKeeper", "Speed and capacity", "Operations",           "Use cases"};
  return kChapters;
}

}  // namespace scenario
