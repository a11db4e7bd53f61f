#pragma once
/// `acks` of a producer, by Kafka's wire values.

#include <cstdint>

namespace kafka {

enum class Acks : std::int16_t { all = -1, none = 0, leader = 1 };

}  // namespace kafka
