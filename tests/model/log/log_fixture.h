#pragma once
/// Batches and a log for the tests of this folder.

#include <cstdint>
#include <vector>

#include "model/log/log.h"

namespace kafka::test {

inline BatchPtr make_batch(std::int32_t count, std::int64_t bytes, sim::SimTime first = kNoTimestamp,
                           sim::SimTime max = kNoTimestamp) {
  auto* batch = new RecordBatch;
  batch->count = count;
  batch->size = sim::Bytes(bytes);
  batch->first_timestamp = first;
  batch->max_timestamp = max == kNoTimestamp ? first : max;
  return BatchPtr(batch);
}

inline sim::SimTime at_ms(std::int64_t ms) { return sim::kTimeZero + std::chrono::milliseconds(ms); }

/// A log with a clock; 100-byte segments hold ten 10-byte batches.
struct TestLog {
  TopicConfig config;
  sim::SimTime now = at_ms(1000);
  Log log;

  explicit TestLog(TopicConfig c = small_segments()) : config(std::move(c)), log(TopicPartition{}, &config, now) {}
  TestLog(const TestLog&) = delete;
  TestLog& operator=(const TestLog&) = delete;

  static TopicConfig small_segments() {
    TopicConfig c;
    c.segment_bytes = sim::Bytes(100);
    return c;
  }
  LogAppendInfo append(std::int32_t count, std::int64_t bytes, sim::SimTime timestamp = kNoTimestamp,
                       std::int32_t epoch = 0) {
    return log.append_as_leader(make_batch(count, bytes, timestamp), LeaderEpoch(epoch), now, mark += 1000);
  }
  std::vector<std::int64_t> segment_bases() const {
    std::vector<std::int64_t> bases;
    for (const LogSegment& s : log.segments()) bases.push_back(s.base_offset().value());
    return bases;
  }
  std::vector<std::int64_t> read(std::int64_t from, std::int64_t upper, std::int64_t max_bytes, bool min_one) const {
    std::vector<LogEntry> out;
    log.read(Offset(from), Offset(upper), sim::Bytes(max_bytes), min_one, out);
    std::vector<std::int64_t> bases;
    for (const LogEntry& e : out) bases.push_back(e.base_offset.value());
    return bases;
  }

  std::int64_t mark = 0;
};

}  // namespace kafka::test
