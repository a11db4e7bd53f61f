#include "model/producer/send_failure.h"

namespace kafka {

namespace {

std::string ms(sim::Duration time) {
  return std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(time).count()) + " ms.";
}

/// Source: KafkaProducer.ensureValidRecordSize.
std::string too_large(const SendFailure& failure, const ProducerConfig& config, Profile profile) {
  const std::string text =
      "The message is " + std::to_string(failure.bytes) + " bytes when serialized which is larger than ";
  if (failure.why == SendFailure::Why::too_large_for_memory)
    return text + "the total memory buffer you have configured with the buffer.memory configuration.";
  if (profile == Profile::v2_3)
    return text + "the maximum request size you have configured with the max.request.size configuration.";
  return text + std::to_string(config.max_request_size.count()) +
         ", which is the value of the max.request.size configuration.";
}

/// Source: BufferPool.allocate. Nothing is pooled here.
std::string no_memory(const SendFailure& failure, const ProducerConfig& config, Profile profile) {
  const std::string limit = "within the configured max blocking time " + ms(config.max_block_ms);
  if (profile == Profile::v2_3) return "Failed to allocate memory " + limit;
  return "Failed to allocate " + std::to_string(failure.bytes) + " bytes " + limit +
         " Total memory: " + std::to_string(config.buffer_memory.count()) +
         " bytes. Available memory: " + std::to_string(failure.available) +
         " bytes. Poolable size: " + std::to_string(config.batch_size.count()) + " bytes";
}

}  // namespace

std::string message_of(const SendFailure& failure, std::string_view topic, const ProducerConfig& config,
                       Profile profile) {
  const std::string name(topic);
  switch (failure.why) {
    case SendFailure::Why::too_large_for_request:
    case SendFailure::Why::too_large_for_memory:
      return too_large(failure, config, profile);
    case SendFailure::Why::no_topic:
      return "Topic " + name + " not present in metadata after " + ms(config.max_block_ms);
    case SendFailure::Why::no_partition:
      return "Partition " + std::to_string(failure.partition.value()) + " of topic " + name + " with partition count " +
             std::to_string(failure.partitions) + " is not present in metadata after " + ms(config.max_block_ms);
    case SendFailure::Why::no_memory:
      return no_memory(failure, config, profile);
    case SendFailure::Why::closed:
      return "Producer closed while send in progress";
    case SendFailure::Why::producer:
      break;
  }
  return "";
}

}  // namespace kafka
