#pragma once
/// Kafka's text of a UUID: 22 characters of URL-safe base64. Kafka: org.apache.kafka.common.Uuid.toString,
/// kafka.utils.CoreUtils.generateUuidAsBase64.

#include <cstdint>
#include <string>

namespace kafka {

/// A random UUID (version 4) of 128 random bits.
std::string uuid_base64(std::uint64_t high, std::uint64_t low);

}  // namespace kafka
