#pragma once
/// P2, P15: the same offset and epoch mean the same record and the same past; followers only copy. At every append.

#include "model/invariant/invariant.h"

namespace kafka {

class LogMatching final : public Checker<LogMatching, RecordsAppended> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P2 P15"; }
  void check(const RecordsAppended& e);

 private:
  void check_leader(const RecordsAppended& e, const PartitionShadow& p);
  void check_copy(const RecordsAppended& e, const PartitionShadow& p, ReplicaShadow* r);
};

}  // namespace kafka
