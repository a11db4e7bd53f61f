#pragma once
/// P1, P13, P14: one leader writes in an epoch, offsets are dense, epochs do not decrease along a log. At every append.

#include "model/invariant/invariant.h"

namespace kafka {

class LogShape final
    : public Checker<LogShape, RecordsAppended, BecameLeader, BecameFollower, LogLoaded, LogTruncated> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P1 P13 P14"; }
  void check(const RecordsAppended& e);
  void check(const BecameLeader& e) { check_end(e.tp, e.broker, e.log_end_offset, "leads with"); }
  void check(const BecameFollower& e) { check_end(e.tp, e.broker, e.log_end_offset, "follows with"); }
  void check(const LogLoaded& e) { check_end(e.tp, e.broker, e.log_end_offset, "starts with"); }
  void check(const LogTruncated& e) { check_end(e.tp, e.broker, e.from, "truncates"); }

 private:
  void check_end(TopicPartition tp, BrokerId broker, Offset end, std::string_view what);
};

}  // namespace kafka
