#pragma once
/// Which records a consumer sees of transactions.

#include <cstdint>

namespace kafka {

/// Kafka: IsolationLevel.
enum class IsolationLevel : std::int8_t { READ_UNCOMMITTED = 0, READ_COMMITTED = 1 };

}  // namespace kafka
