#pragma once
/// Small things that cases about replicas need: lists of brokers, times, batches.

#include <cstdint>
#include <vector>

#include "model/broker/remote_replica.h"
#include "model/types/record_batch.h"

namespace conformance {

inline std::vector<std::int64_t> numbers(const std::vector<kafka::BrokerId>& ids) {
  std::vector<std::int64_t> out;
  for (const kafka::BrokerId id : ids) out.push_back(id.value());
  return out;
}

inline std::vector<kafka::BrokerId> brokers(const std::vector<std::int64_t>& ids) {
  std::vector<kafka::BrokerId> out;
  for (const std::int64_t id : ids) out.push_back(kafka::BrokerId(static_cast<std::int32_t>(id)));
  return out;
}

/// Kafka writes 0 where nothing has happened yet.
inline std::int64_t millis_or_0(sim::SimTime time) {
  return time == kafka::kNever ? 0 : time.time_since_epoch() / std::chrono::milliseconds(1);
}

inline kafka::BatchPtr batch_of(std::int64_t records) {
  auto* batch = new kafka::RecordBatch;
  batch->count = static_cast<std::int32_t>(records);
  batch->size = sim::Bytes(61 + 11 * records);
  return kafka::BatchPtr(batch);
}

}  // namespace conformance
