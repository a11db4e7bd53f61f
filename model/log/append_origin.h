#pragma once
/// Who appends to a leader's log, and so how much of a batch is checked.

#include <cstdint>

namespace kafka {

/// Kafka: AppendOrigin.
enum class AppendOrigin : std::uint8_t {
  REPLICATION,  ///< a copy: recorded as it is, the leader has checked it
  COORDINATOR,  ///< a broker's own records: they have no sequence numbers
  CLIENT,
};

}  // namespace kafka
