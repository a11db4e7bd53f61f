#include "model/producer/producer_batch.h"

#include <cmath>

#include "model/producer/compression_ratio_estimator.h"

namespace kafka {

/// In Java's arithmetic: the product is a float, and the conversion cuts.
std::int64_t ProducerBatch::estimated_size(std::int64_t more) const {
  if (codec == CompressionType::none) return written + more;
  const float records = static_cast<float>(written + more - kRecordBatchOverhead);
  return kRecordBatchOverhead +
         static_cast<std::int64_t>(records * estimated_ratio * CompressionRatioEstimator::kEstimationFactor);
}

void ProducerBatch::append(sim::SimTime now, std::int64_t record_bytes, bool compressible) {
  if (count == 0) first_timestamp = now;
  max_timestamp = now;
  ++count;
  written += record_bytes;
  if (!compressible) incompressible += record_bytes;
}

Sequence ProducerBatch::last_sequence() const {
  return has_sequence() ? increment_sequence(base_sequence, count - 1) : kNoSequence;
}

void ProducerBatch::set_producer_state(ProducerIdAndEpoch id, Sequence base, bool in_transaction) {
  producer = id;
  base_sequence = base;
  transactional = in_transaction;
  frozen.reset();
}

void ProducerBatch::reset_producer_state(ProducerIdAndEpoch id, Sequence base) {
  sequence_reset = true;
  set_producer_state(id, base, transactional);
}

void ProducerBatch::update_leader_epoch(LeaderEpoch latest) {
  if (latest == kNoEpoch || leader_epoch >= latest) return;
  attempts_when_leader_last_changed = attempts;
  leader_epoch = latest;
}

std::int64_t ProducerBatch::wire_size(const CompressionCosts& costs) const {
  if (codec == CompressionType::none) return written;
  const auto compressible = static_cast<double>(written - kRecordBatchOverhead - incompressible);
  return kRecordBatchOverhead + std::llround(compressible * costs.of(codec).ratio) + incompressible;
}

float ProducerBatch::compression_ratio(const CompressionCosts& costs) const {
  const std::int64_t before = written - kRecordBatchOverhead;
  return static_cast<float>(wire_size(costs) - kRecordBatchOverhead) / static_cast<float>(before);
}

const BatchPtr& ProducerBatch::freeze(ClientId client, const CompressionCosts& costs) {
  closed = true;
  if (frozen) return frozen;
  auto* batch = new RecordBatch;
  batch->producer = client;
  batch->first_id = first_id;
  batch->count = count;
  batch->size = sim::Bytes(wire_size(costs));
  batch->first_timestamp = first_timestamp;
  batch->max_timestamp = max_timestamp;
  batch->producer_id = producer.id;
  batch->producer_epoch = producer.epoch;
  batch->base_sequence = base_sequence;
  batch->transactional = transactional;
  batch->compression = codec;
  if (codec != CompressionType::none) batch->uncompressed_size = sim::Bytes(written);
  frozen = BatchPtr(batch);
  return frozen;
}

}  // namespace kafka
