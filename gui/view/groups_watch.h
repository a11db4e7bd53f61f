#pragma once
/// Groups over time, for their chart: who owned what, who joined and synced, what nobody read.

#include <memory>

#include "gui/view/chunk.h"
#include "scenarios/engine/run/experiment.h"

namespace view {

/// Drawn from the run's own account of its rebalances.
class GroupsWatch final : public kafka::EventSink {
 public:
  explicit GroupsWatch(const scenario::Experiment& experiment) : experiment_(experiment) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// nullptr: nothing has changed since the last call.
  std::shared_ptr<const GroupsChart> take_changed(sim::SimTime now);

 private:
  const scenario::Experiment& experiment_;
  bool changed_ = false;
};

}  // namespace view
