#pragma once
/// P7, P8: high watermarks move as they may and stay within bounds. At every change of one.

#include "model/invariant/invariant.h"

namespace kafka {

class HighWatermarks final : public Checker<HighWatermarks, HighWatermarkAdvanced, LogTruncated, BecameLeader> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P7 P8"; }
  void check(const HighWatermarkAdvanced& e);
  void check(const LogTruncated& e);
  void check(const BecameLeader& e);

 private:
  void check_follower(const HighWatermarkAdvanced& e, const PartitionShadow& p, const ReplicaShadow& r);
  void out_of_bounds(TopicPartition tp, BrokerId broker, std::string excuse, const std::string& what);
};

}  // namespace kafka
