#pragma once
/// Codecs of record batches.

#include <cstdint>
#include <string_view>

namespace kafka {

/// Kafka: CompressionType, by its ids.
enum class CompressionType : std::int8_t { none = 0, gzip = 1, snappy = 2, lz4 = 3, zstd = 4 };

/// As in `compression.type`.
constexpr std::string_view name_of(CompressionType type) {
  constexpr std::string_view kNames[] = {"none", "gzip", "snappy", "lz4", "zstd"};
  return kNames[static_cast<std::size_t>(type)];
}

}  // namespace kafka
