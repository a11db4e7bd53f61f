#pragma once
/// Just enough of a producer to see where its partitioner sends records: one topic, one queue of batches for each
/// partition, no network.

#include <cstdint>
#include <string>
#include <vector>

#include "model/producer/partitioner.h"

namespace conformance {

struct ProducerSketch {
  std::string partitioner;  ///< `partitioner.class`
  kafka::PartitionerSettings settings;
  std::int32_t partitions = 0;
  std::vector<kafka::PartitionId> available;
  kafka::RecordKey key;
  std::int64_t records = 0;
  std::int32_t record_bytes = 0;    ///< of each, in its batch
  bool drained_after_each = false;  ///< the sender takes the batch away before the next record comes

  /// The partitions visited, in order.
  [[nodiscard]] std::vector<std::int64_t> run(std::uint64_t seed) const;
};

}  // namespace conformance
