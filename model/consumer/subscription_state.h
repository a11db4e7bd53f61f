#pragma once
/// The partitions a consumer owns, in the order in which it asks for them, with their positions.
/// Kafka: SubscriptionState, PartitionStates.

#include <algorithm>
#include <optional>
#include <vector>

#include "model/config/consumer_config.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

class SubscriptionState {
 public:
  struct Partition {
    TopicPartition tp;
    Offset position = kUnknownOffset;                         ///< of the next record to return
    bool committed_asked = false;                             ///< the committed offset is known not to exist
    std::optional<OffsetResetStrategy> reset = std::nullopt;  ///< asked for by seek_to(); otherwise the policy decides
    bool reset_pending = false;                               ///< a ListOffsets is under way
    bool buffered = false;  ///< fetched records wait to be returned, or a fetch is under way
    Offset known_high_watermark = kUnknownOffset;
    Offset known_log_start = kUnknownOffset;
    Offset asked_position = kUnknownOffset;       ///< in the last Fetch: what an incremental session remembers
    BrokerId preferred_read_replica = kNoBroker;  ///< KIP-392; kNoBroker: the leader
    sim::SimTime preferred_until{};               ///< then the leader is asked again

    /// Another broker's fetch session knows nothing of this partition.
    void read_from(BrokerId replica, sim::SimTime until) {
      preferred_read_replica = replica;
      preferred_until = until;
      known_high_watermark = known_log_start = asked_position = kUnknownOffset;
    }
    /// True if there was one.
    bool clear_preferred_read_replica() {
      if (preferred_read_replica == kNoBroker) return false;
      read_from(kNoBroker, {});
      return true;
    }
  };

  /// In Kafka's order of iteration; positions unknown.
  void assign(const std::vector<TopicPartition>& ordered) {
    partitions_.clear();
    for (const TopicPartition tp : ordered) partitions_.push_back(Partition{.tp = tp});
  }
  /// A drained partition goes to the end, so that none starves.
  void move_to_end(TopicPartition tp) {
    const auto it =
        std::find_if(partitions_.begin(), partitions_.end(), [&](const Partition& p) { return p.tp == tp; });
    if (it != partitions_.end()) std::rotate(it, it + 1, partitions_.end());
  }
  [[nodiscard]] Partition* find(TopicPartition tp) {
    for (Partition& p : partitions_)
      if (p.tp == tp) return &p;
    return nullptr;
  }
  [[nodiscard]] const Partition* find(TopicPartition tp) const {
    for (const Partition& p : partitions_)
      if (p.tp == tp) return &p;
    return nullptr;
  }
  [[nodiscard]] std::vector<Partition>& partitions() { return partitions_; }
  [[nodiscard]] const std::vector<Partition>& partitions() const { return partitions_; }

 private:
  std::vector<Partition> partitions_;
};

}  // namespace kafka
