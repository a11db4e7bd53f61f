#pragma once
/// The in-sync replica set of a partition with at most one change under way.

#include <vector>

#include "model/types/broker_list.h"

namespace kafka {

/// Kafka: CommittedPartitionState, PendingExpandIsr, PendingShrinkIsr.
class Isr {
 public:
  enum class Pending { none, expand, shrink };

  void commit(std::vector<BrokerId> members) {
    committed_ = std::move(members);
    pending_ = Pending::none;
    in_flight_ = false;
  }

  void begin_expand(BrokerId joining) {
    proposed_ = committed_;
    proposed_.push_back(joining);
    begin(Pending::expand);
  }
  void begin_shrink(const std::vector<BrokerId>& leaving) {
    proposed_ = difference(committed_, leaving);
    begin(Pending::shrink);
  }
  /// The change was accepted.
  void complete() { commit(std::move(proposed_)); }
  /// The change was refused for good: back to the last committed set.
  void roll_back() { commit(std::move(committed_)); }
  /// Refused without hope of a retry: nothing moves until the controller's next word (Source:
  /// Partition.handleAlterPartitionError).
  void stay_pending() { in_flight_ = false; }

  [[nodiscard]] const std::vector<BrokerId>& committed() const { return committed_; }
  [[nodiscard]] const std::vector<BrokerId>& proposed() const { return proposed_; }
  [[nodiscard]] Pending pending() const { return pending_; }
  [[nodiscard]] bool change_pending() const { return pending_ != Pending::none; }
  [[nodiscard]] bool in_flight() const { return in_flight_; }

  /// Members of the committed set and of a pending addition: the high watermark waits for all of them, so that it is
  /// right whether the change succeeds or not.
  [[nodiscard]] bool maximal_contains(BrokerId id) const {
    return contains(id) || (pending_ == Pending::expand && kafka::contains(proposed_, id));
  }
  [[nodiscard]] std::vector<BrokerId> maximal() const { return pending_ == Pending::expand ? proposed_ : committed_; }
  [[nodiscard]] bool contains(BrokerId id) const { return kafka::contains(committed_, id); }

 private:
  void begin(Pending what) {
    pending_ = what;
    in_flight_ = true;
  }

  std::vector<BrokerId> committed_;
  std::vector<BrokerId> proposed_;
  Pending pending_ = Pending::none;
  bool in_flight_ = false;
};

}  // namespace kafka
