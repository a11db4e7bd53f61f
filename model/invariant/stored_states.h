#pragma once
/// C4, C5, C6, C7: what is stored of a partition: epochs grow, the leader is in sync, every write is conditional,
/// elections are clean.

#include "model/invariant/invariant.h"

namespace kafka {

class StoredStates final : public Checker<StoredStates, PartitionStateChanged, LeaderElected, BecameLeader> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "C4 C5 C6 C7"; }
  void check(const PartitionStateChanged& e);
  void check(const LeaderElected& e);
  void check(const BecameLeader& e);

 private:
  void check_epochs(const PartitionStateChanged& e, const StoredShadow& before);
  void check_members(const PartitionStateChanged& e);

  struct Memory {
    LeaderEpoch suspect = kNoEpoch;  ///< its leader was not in the ISR before
    LeaderEpoch elected = kNoEpoch;
    BrokerId controller = kNoBroker;  ///< who said so
  };
  ByPartition<Memory> memory_;
};

}  // namespace kafka
