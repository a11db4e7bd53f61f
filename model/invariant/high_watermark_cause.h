#pragma once
/// P9, P19: why a leader's high watermark advanced: every member of the maximal ISR fetched that far in this epoch, and
/// there are enough of them. At every advance.

#include "model/invariant/invariant.h"

namespace kafka {

class HighWatermarkCause final : public Checker<HighWatermarkCause, HighWatermarkAdvanced> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P9 P19"; }
  void check(const HighWatermarkAdvanced& e);

 private:
  void check_member(const HighWatermarkAdvanced& e, PartitionShadow& p, const ReplicaShadow& leader, BrokerId member);
};

}  // namespace kafka
