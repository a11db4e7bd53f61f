#pragma once
/// Brokers that take no batches although there are some. Kafka: RecordAccumulator.NodeLatencyStats (KIP-794).

#include <map>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka {

class NodeLatency {
 public:
  /// partitioner.availability.timeout.ms; 0: nobody is too slow.
  explicit NodeLatency(sim::Duration timeout) : timeout_(timeout) {}

  /// There is something for this broker; `can_drain`: it takes it.
  void update(BrokerId node, sim::SimTime now, bool can_drain) {
    if (timeout_ <= sim::Duration{0}) return;
    Stats& stats = nodes_.try_emplace(node, Stats{.drained = now, .ready = now}).first->second;
    if (can_drain) stats.drained = now;
    stats.ready = now;
  }
  [[nodiscard]] bool too_slow(BrokerId node) const {
    const auto it = nodes_.find(node);
    return it != nodes_.end() && it->second.ready - it->second.drained > timeout_;
  }

 private:
  struct Stats {
    sim::SimTime drained;
    sim::SimTime ready;
  };
  sim::Duration timeout_;
  std::map<BrokerId, Stats> nodes_;
};

}  // namespace kafka
