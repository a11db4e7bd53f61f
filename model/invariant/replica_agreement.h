#pragma once
/// P3, P4, P12: below a leader's high watermark its followers in the ISR hold what it holds. When a high watermark
/// advanced, a stored state changed, a log was truncated.

#include "model/invariant/invariant.h"

namespace kafka {

class ReplicaAgreement final : public Checker<ReplicaAgreement, HighWatermarkAdvanced, PartitionStateChanged,
                                              LeaderElected, LogTruncated, BecameLeader> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P3 P4 P12"; }
  void check(const HighWatermarkAdvanced& e);
  void check(const PartitionStateChanged& e);
  void check(const LeaderElected& e);
  void check(const LogTruncated& e);
  void check(const BecameLeader& e);
  void at_end() override;

 private:
  /// A member of an ISR as it is, or with its log cut at `end`.
  struct Member {
    const ReplicaShadow* replica;
    Offset end;
  };
  [[nodiscard]] static bool waits_for_word(const PartitionShadow& p);
  void compare(TopicPartition tp, const ReplicaShadow& leader, Offset high_watermark, const std::vector<BrokerId>& isr,
               bool own_isr);
  void check_member(TopicPartition tp, const ReplicaShadow& leader, Offset high_watermark, Member member, bool own_isr);
};

}  // namespace kafka
