#pragma once
/// C1, C2, C3: one controller for each epoch, only the latest one writes with effect, nobody obeys an older one.

#include <map>
#include <string>

#include "model/invariant/invariant.h"

namespace kafka {

class ControllerEpochs final : public Checker<ControllerEpochs, ControllerElected, ControlRequestSent,
                                              ControlRequestHandled, SessionOpened, ZooKeeperCommitted> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "C1 C2 C3"; }
  void check(const ControllerElected& e);
  void check(const ControlRequestSent& e);
  void check(const ControlRequestHandled& e);
  void check(const SessionOpened& e) { owners_[e.session] = e.owner; }
  void check(const ZooKeeperCommitted& e);

 private:
  [[nodiscard]] bool may_write_state(const ZooKeeperCommitted& e);
  [[nodiscard]] bool leads(BrokerId broker, const std::string& state_path);

  std::map<ControllerEpoch, BrokerId> controllers_;
  SessionId controller_session_ = kNoSession;  // of the latest that created /controller
  std::map<SessionId, sim::HostId> owners_;
};

}  // namespace kafka
