#pragma once
/// A fetch that waits for `min_bytes` to be readable. Kafka: DelayedFetch.

#include <algorithm>
#include <functional>
#include <utility>
#include <vector>

#include "model/broker/partition.h"
#include "model/broker/purgatory.h"

namespace kafka {

class DelayedFetch final : public DelayedOperation {
 public:
  struct Position {
    Partition* partition;
    LogOffsetMetadata fetch_offset;  ///< as it lay when the log was read
    LeaderEpoch current_leader_epoch;
    LeaderEpoch last_fetched_epoch;
    sim::Bytes max_bytes;
  };

  DelayedFetch(BrokerId replica, FetchIsolation isolation, sim::Bytes min_bytes, std::vector<Position> positions,
               std::function<void()> answer)
      : replica_(replica),
        isolation_(isolation),
        min_bytes_(min_bytes),
        positions_(std::move(positions)),
        answer_(std::move(answer)) {}

  bool can_complete() override {
    sim::Bytes readable;
    for (const Position& p : positions_) {
      if (p.partition->check_fetch(replica_, p.current_leader_epoch) != ErrorCode::NONE) return true;
      if (p.partition->diverges(p.last_fetched_epoch, p.fetch_offset.message_offset)) return true;
      const Log& log = p.partition->log();
      const Offset from = p.fetch_offset.message_offset;
      const Offset end = log.end_offset(isolation_);
      if (from > log.log_end_offset()) return true;  // the log was truncated below it
      if (from >= end) continue;                     // above what a consumer may see: it waits
      const LogOffsetMetadata place = log.offset_metadata(end);
      // Bytes are counted within one segment only; a segment begun since the read is a later one.
      if (p.fetch_offset.on_older_segment(place)) return true;
      readable += std::min(place.position_in_segment - p.fetch_offset.position_in_segment, p.max_bytes);
      if (readable >= min_bytes_) return true;
    }
    return false;
  }

  void on_complete(bool) override { answer_(); }

 private:
  BrokerId replica_;
  FetchIsolation isolation_;
  sim::Bytes min_bytes_;
  std::vector<Position> positions_;
  std::function<void()> answer_;
};

}  // namespace kafka
