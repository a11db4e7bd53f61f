#pragma once
/// What codecs make of records and what that costs. Not Kafka's but this model's: round figures for JSON-like records
/// in batches near 16 KB on one core; larger batches would compress better, which is left out.

#include <array>
#include <cmath>
#include <cstdint>

#include "model/types/compression_type.h"
#include "model/types/record_batch.h"
#include "model/types/record_size.h"
#include "sim/core/time.h"

namespace kafka {

struct CodecCosts {
  double ratio = 1.0;           ///< compressed by uncompressed size
  sim::Duration compress{0};    ///< the producer's processor time for 1,048,576 uncompressed bytes
  sim::Duration decompress{0};  ///< the consumer's, about a third of it
};

/// By codec. "Free" in an ideal machine, where only the sizes differ.
struct CompressionCosts {
  std::array<CodecCosts, 5> codecs{{
      {},
      {.ratio = 0.35, .compress = std::chrono::milliseconds(25), .decompress = std::chrono::microseconds(8333)},
      {.ratio = 0.55, .compress = std::chrono::milliseconds(2), .decompress = std::chrono::microseconds(667)},
      {.ratio = 0.55, .compress = std::chrono::milliseconds(2), .decompress = std::chrono::microseconds(667)},
      {.ratio = 0.33, .compress = std::chrono::milliseconds(5), .decompress = std::chrono::microseconds(1667)},
  }};

  [[nodiscard]] const CodecCosts& of(CompressionType codec) const { return codecs[static_cast<std::size_t>(codec)]; }
  [[nodiscard]] CodecCosts& of(CompressionType codec) { return codecs[static_cast<std::size_t>(codec)]; }
};

/// `per_mib` for so many bytes.
inline sim::Duration processor_time(sim::Duration per_mib, std::int64_t bytes) {
  return sim::Duration(std::llround(static_cast<double>(per_mib.count()) * static_cast<double>(bytes) / 1048576.0));
}

/// What it costs an application to read this batch: fetched in one piece, it is decompressed in one piece.
inline sim::Duration decompression_time(const CompressionCosts& costs, const RecordBatch& batch) {
  if (batch.compression == CompressionType::none) return sim::Duration{0};
  return processor_time(costs.of(batch.compression).decompress, batch.uncompressed_size.count() - kRecordBatchOverhead);
}

}  // namespace kafka
