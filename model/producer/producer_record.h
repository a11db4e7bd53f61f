#pragma once
/// What an application hands to Producer::send().

#include <cstdint>
#include <string_view>

#include "model/types/topic_partition.h"

namespace kafka {

/// A record's key: only its size and its hash matter to a simulation.
struct RecordKey {
  std::int32_t size = -1;          ///< bytes; -1 = null
  std::int32_t positive_hash = 0;  ///< to_positive(murmur2(key bytes))

  [[nodiscard]] bool null() const { return size < 0; }
};

/// Kafka: ProducerRecord. CreateTime is the instant of send().
struct ProducerRecord {
  TopicId topic;
  PartitionId partition{-1};  ///< -1: the partitioner decides
  RecordKey key{};
  std::int32_t value_size = 0;  ///< bytes
  bool compressible = true;     ///< false: no codec makes it smaller
};

/// Which record it became. Kafka: RecordMetadata, as far as it is known when send() returns.
struct RecordAddress {
  TopicPartition tp;
  RecordId id;
};

/// What the callbacks of send() are told. Kafka: Callback.onCompletion.
struct CompletedRecords {
  TopicPartition tp;
  RecordId first_id;
  std::int32_t count;
  Offset base_offset;          ///< kUnknownOffset with acks=0 and if it failed
  std::string_view exception;  ///< "" = acknowledged
};

}  // namespace kafka
