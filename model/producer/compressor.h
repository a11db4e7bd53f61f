#pragma once
/// The producer's one processor, as far as it compresses batches: one after the other, each before it can be sent.
/// Kafka compresses record by record inside send(); here all of a batch's work is done when its turn comes.

#include <algorithm>

#include "model/producer/producer_batch.h"

namespace kafka {

class Compressor {
 public:
  explicit Compressor(const CompressionCosts& costs) : costs_(costs) {}

  /// Is it compressed? If nobody has begun with it, its turn comes after what is being compressed; from then on it
  /// takes no more records. When it is done, compressed_at tells.
  bool compressed(ProducerBatch& batch, sim::SimTime now) {
    if (batch.codec == CompressionType::none) return true;
    if (batch.compressed_at == sim::SimTime::max()) {
      const sim::Duration work = processor_time(costs_.of(batch.codec).compress, batch.written - kRecordBatchOverhead);
      busy_until_ = std::max(busy_until_, now) + sim::Duration(std::llround(static_cast<double>(work.count()) * slow_));
      batch.closed = true;
      batch.compressed_at = busy_until_;
    }
    return batch.compressed_at <= now;
  }
  void set_slowdown(double factor) { slow_ = factor; }
  [[nodiscard]] const CompressionCosts& costs() const { return costs_; }

 private:
  const CompressionCosts& costs_;
  sim::SimTime busy_until_;
  double slow_ = 1;
};

}  // namespace kafka
