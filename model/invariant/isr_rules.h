#pragma once
/// P10, P11: who may join the ISR, and that the controller has the last word. At every change.

#include "model/invariant/invariant.h"

namespace kafka {

class IsrRules final : public Checker<IsrRules, IsrChangeProposed, PartitionStateChanged, IsrShrunk, IsrExpanded> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P10 P11"; }
  void check(const IsrChangeProposed& e);
  void check(const PartitionStateChanged& e);
  void check(const IsrShrunk& e) { check_accepted(e.tp, e.isr); }
  void check(const IsrExpanded& e) { check_accepted(e.tp, e.isr); }

 private:
  [[nodiscard]] Offset progress_of(const ReplicaShadow& leader, const ReplicaShadow* member, BrokerId id) const;
  void check_overwritten(const PartitionStateChanged& e, const StoredShadow& stored);
  void check_accepted(TopicPartition tp, const std::vector<BrokerId>& isr);

  /// The last ISR that was stored on a leader's proposal.
  struct Accepted {
    LeaderEpoch epoch = kNoEpoch;
    std::vector<BrokerId> isr;
  };
  ByPartition<Accepted> accepted_;
};

}  // namespace kafka
