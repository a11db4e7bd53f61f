#pragma once
/// A fetch that waits for `min_bytes` to be readable. Kafka: DelayedFetch.

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
    Offset fetch_offset;
    LeaderEpoch current_leader_epoch;
    sim::Bytes max_bytes;
  };

  DelayedFetch(BrokerId replica, sim::Bytes min_bytes, std::vector<Position> positions, std::function<void()> answer)
      : replica_(replica), min_bytes_(min_bytes), positions_(std::move(positions)), answer_(std::move(answer)) {}

  bool can_complete() override {
    sim::Bytes readable;
    for (const Position& p : positions_) {
      if (p.partition->check_fetch(replica_, p.current_leader_epoch) != ErrorCode::NONE) return true;
      const Log& log = p.partition->log();
      const Offset end = replica_ == kNoBroker ? log.high_watermark() : log.log_end_offset();
      if (p.fetch_offset == end) continue;
      if (p.fetch_offset > end) {
        if (p.fetch_offset > log.log_end_offset()) return true;  // the log was truncated below it
        continue;                                                // above the high watermark: a consumer waits
      }
      if (log.on_older_segment(p.fetch_offset, end)) return true;  // bytes are counted within one segment only
      readable += std::min(log.size_between(p.fetch_offset, end), p.max_bytes);
      if (readable >= min_bytes_) return true;
    }
    return false;
  }

  void on_complete(bool) override { answer_(); }

 private:
  BrokerId replica_;
  sim::Bytes min_bytes_;
  std::vector<Position> positions_;
  std::function<void()> answer_;
};

}  // namespace kafka
