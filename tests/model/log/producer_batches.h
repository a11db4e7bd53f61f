#pragma once
/// Batches of producers with an id, and a log that they are appended to.

#include "tests/model/log/log_fixture.h"

namespace kafka::test {

struct Produced {
  std::int64_t pid = 1;
  int epoch = 0;
  std::int32_t sequence = 0;
  std::int32_t count = 1;
  bool transactional = false;
  std::int64_t bytes = 10;
  sim::SimTime timestamp = at_ms(1000);
};

inline BatchPtr data(const Produced& p) {
  auto* batch = new RecordBatch;
  batch->count = p.count;
  batch->size = sim::Bytes(p.bytes);
  batch->first_timestamp = batch->max_timestamp = p.timestamp;
  batch->producer_id = ProducerId(p.pid);
  batch->producer_epoch = ProducerEpoch(static_cast<std::int16_t>(p.epoch));
  batch->base_sequence = Sequence(p.sequence);
  batch->transactional = p.transactional;
  return BatchPtr(batch);
}

struct Marker {
  std::int64_t pid = 1;
  int epoch = 0;
  bool commit = true;
  std::int32_t coordinator_epoch = 0;
  std::int64_t bytes = 10;
  sim::SimTime timestamp = at_ms(1000);
};

inline BatchPtr marker(const Marker& m) {
  auto* batch = new RecordBatch;
  batch->count = 1;
  batch->size = sim::Bytes(m.bytes);
  batch->first_timestamp = batch->max_timestamp = m.timestamp;
  batch->producer_id = ProducerId(m.pid);
  batch->producer_epoch = ProducerEpoch(static_cast<std::int16_t>(m.epoch));
  batch->transactional = true;
  batch->control = m.commit ? ControlRecordType::COMMIT : ControlRecordType::ABORT;
  batch->coordinator_epoch = m.coordinator_epoch;
  return BatchPtr(batch);
}

/// A leader's log; batches of 10 bytes, ten in a segment.
struct ProducerLog {
  TopicConfig config = TestLog::small_segments();
  sim::SimTime now = at_ms(1000);
  Log log;
  std::int64_t mark = 0;

  explicit ProducerLog(const ProducerStateManagerConfig& producers = {})
      : log(TopicPartition{}, &config, now, 0, producers) {}
  ProducerLog(const ProducerLog&) = delete;
  ProducerLog& operator=(const ProducerLog&) = delete;

  LogAppendInfo append(const Produced& p) {
    return log.append_as_leader(data(p), LeaderEpoch(0), now, ++mark, AppendOrigin::CLIENT);
  }
  LogAppendInfo append(const Marker& m) {
    return log.append_as_leader(marker(m), LeaderEpoch(0), now, ++mark, AppendOrigin::COORDINATOR);
  }
  /// Somebody's records without a producer id.
  LogAppendInfo append_plain(std::int32_t count = 1) {
    return log.append_as_leader(make_batch(count, 10, now), LeaderEpoch(0), now, ++mark);
  }
  ErrorCode error_of(const Produced& p) { return log.check_append(*data(p), AppendOrigin::CLIENT); }
  /// What a client is answered: "appended 3", "duplicate 0", or the error.
  std::string says(const Produced& p) {
    const LogAppendInfo info = append(p);
    if (info.error != ErrorCode::NONE) return std::string(name_of(info.error));
    return (info.duplicate ? "duplicate " : "appended ") + std::to_string(info.first_offset.value());
  }
  void replicate() { log.update_high_watermark(log.log_end_offset()); }
  /// The process dies and comes back.
  void restart() { log.load(log.high_watermark(), log.recovery_point(), now); }
  [[nodiscard]] std::int64_t lso() const { return log.last_stable_offset().value(); }
  [[nodiscard]] std::int64_t end() const { return log.log_end_offset().value(); }
  [[nodiscard]] bool knows(std::int64_t pid) const { return log.producers().last_entry(ProducerId(pid)); }
};

}  // namespace kafka::test
