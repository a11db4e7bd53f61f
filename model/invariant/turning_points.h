#pragma once
/// Writes down, in sentences, what may later be the cause of a loss.

#include "model/invariant/invariant.h"

namespace kafka {

class TurningPoints final
    : public Checker<TurningPoints, FaultBegan, FaultEnded, BrokerStarted, BrokerStopped, BrokerFailed, SessionExpired,
                     ControllerElected, LeaderElected, LeaderElectionFailed, BecameLeader, IsrShrunk, IsrExpanded,
                     PartitionStateChanged, LogTruncated> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return ""; }
  void check(const FaultBegan& e);
  void check(const FaultEnded& e);
  void check(const BrokerStarted& e);
  void check(const BrokerStopped& e);
  void check(const BrokerFailed& e);
  void check(const SessionExpired& e);
  void check(const ControllerElected& e);
  void check(const LeaderElected& e);
  void check(const LeaderElectionFailed& e);
  void check(const BecameLeader& e);
  void check(const IsrShrunk& e);
  void check(const IsrExpanded& e);
  void check(const PartitionStateChanged& e);
  void check(const LogTruncated& e);
};

}  // namespace kafka
