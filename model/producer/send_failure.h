#pragma once
/// Why a call of send() failed: the exception and, for whoever prints it, Kafka's message.

#include <cstdint>
#include <string>
#include <string_view>

#include "model/config/producer_config.h"
#include "model/config/profile.h"
#include "model/types/ids.h"

namespace kafka {

struct SendFailure {
  enum class Why {
    too_large_for_request,  ///< max.request.size
    too_large_for_memory,   ///< buffer.memory
    no_topic,               ///< not in the metadata after max.block.ms
    no_partition,           ///< the topic has fewer partitions
    no_memory,              ///< none was free within max.block.ms
    closed,                 ///< the producer was closed meanwhile
    producer,               ///< its transaction, or its state, forbids it
  };
  Why why;
  std::string_view exception;  ///< Kafka's name
  TopicId topic;
  PartitionId partition{-1};    ///< no_partition
  std::int32_t partitions = 0;  ///< no_partition: as many are known
  std::int64_t bytes = 0;       ///< of the record, at most; no_memory: of the batch it needs
  std::int64_t available = 0;   ///< no_memory: bytes that are free
};

/// Kafka's text; "" where a TransactionManager has the word.
std::string message_of(const SendFailure& failure, std::string_view topic, const ProducerConfig& config,
                       Profile profile);

}  // namespace kafka
