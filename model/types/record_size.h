#pragma once
/// Sizes of records and batches on the wire and on disk (message format v2, uncompressed).
/// Kafka: DefaultRecord, DefaultRecordBatch, ByteUtils; KIP-98 defines the format.

#include <bit>
#include <cstdint>
#include <span>
#include <string_view>

namespace kafka {

/// Bytes of a zigzag varint: seven bits per byte. Java: ByteUtils.sizeOfVarlong; exact for every value.
constexpr std::int32_t size_of_varlong(std::int64_t value) {
  const auto zigzag = static_cast<std::uint64_t>(value) << 1 ^ static_cast<std::uint64_t>(value >> 63);
  // ceil(bits / 7) for 1 to 64 bits, without a division.
  return (static_cast<std::int32_t>(std::bit_width(zigzag | 1)) * 9 + 64) >> 6;
}
constexpr std::int32_t size_of_varint(std::int32_t value) { return size_of_varlong(value); }

/// One field of the batch header.
struct BatchField {
  std::string_view name;  ///< Kafka's
  std::int32_t bytes;
};
/// The batch header's fields in order (Kafka: DefaultRecordBatch).
std::span<const BatchField> batch_layout();
/// The first field the CRC covers, and the first that `batchLength` counts.
inline constexpr std::string_view kCrcCoversFrom = "attributes";
inline constexpr std::string_view kBatchLengthCountsFrom = "partitionLeaderEpoch";

/// Kafka: DefaultRecordBatch.RECORD_BATCH_OVERHEAD: what a batch costs before its first record.
inline constexpr std::int32_t kRecordBatchOverhead = 61;
/// Kafka: DefaultRecord.MAX_RECORD_OVERHEAD: length 5 + attributes 1 + timestamp delta 10 + offset delta 5.
inline constexpr std::int32_t kMaxRecordOverhead = 21;
/// A transaction marker alone in its batch: key of 4, value of 6 bytes (Kafka: EndTransactionMarker).
inline constexpr std::int32_t kControlRecordBatchSize = 78;
/// Stands for a null key or value.
inline constexpr std::int32_t kNullSize = -1;

/// Bytes of one header: key of `key_size` >= 0, value of `value_size` or kNullSize.
constexpr std::int32_t header_size(std::int32_t key_size, std::int32_t value_size) {
  return size_of_varint(key_size) + key_size + size_of_varint(value_size) + (value_size < 0 ? 0 : value_size);
}

/// A record's headers: how many, and the sum of their header_size.
struct RecordHeaders {
  std::int32_t count = 0;
  std::int32_t bytes = 0;

  constexpr void add(std::int32_t key_size, std::int32_t value_size) {
    ++count;
    bytes += header_size(key_size, value_size);
  }
};

/// Key, value and headers with their lengths: what does not depend on the place in the batch (DefaultRecord.sizeOf).
constexpr std::int32_t payload_size(std::int32_t key_size, std::int32_t value_size, RecordHeaders headers = {}) {
  return size_of_varint(key_size) + (key_size < 0 ? 0 : key_size) + size_of_varint(value_size) +
         (value_size < 0 ? 0 : value_size) + size_of_varint(headers.count) + headers.bytes;
}

/// A record with `payload` = payload_size(...), which a caller with many equal records computes once. The timestamp
/// delta is in ms, both deltas against the batch's first record.
constexpr std::int32_t record_size_of_payload(std::int32_t offset_delta, std::int64_t timestamp_delta_ms,
                                              std::int32_t payload) {
  const std::int32_t body = 1 + size_of_varlong(timestamp_delta_ms) + size_of_varint(offset_delta) + payload;
  return size_of_varint(body) + body;
}

/// Kafka: DefaultRecord.sizeInBytes.
constexpr std::int32_t record_size(std::int32_t offset_delta, std::int64_t timestamp_delta_ms, std::int32_t key_size,
                                   std::int32_t value_size, RecordHeaders headers = {}) {
  return record_size_of_payload(offset_delta, timestamp_delta_ms, payload_size(key_size, value_size, headers));
}

/// The most a record of this payload can take anywhere in a batch (Kafka: DefaultRecord.recordSizeUpperBound).
constexpr std::int32_t record_size_upper_bound(std::int32_t key_size, std::int32_t value_size,
                                               RecordHeaders headers = {}) {
  return kMaxRecordOverhead + payload_size(key_size, value_size, headers);
}

/// What the producer assumes of a record alone in its batch before it knows better; checked against
/// max.request.size and used to size a batch's buffer (Kafka: AbstractRecords.estimateSizeInBytesUpperBound).
constexpr std::int32_t estimated_size_upper_bound(std::int32_t key_size, std::int32_t value_size,
                                                  RecordHeaders headers = {}) {
  return kRecordBatchOverhead + record_size_upper_bound(key_size, value_size, headers);
}

}  // namespace kafka
