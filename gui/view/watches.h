#pragma once
/// Those who look at every event of a run, asked in one visit: five visits of an event that may be of sixty kinds cost
/// more than what most of them do with it.

#include <variant>

#include "gui/view/facts.h"
#include "gui/view/fault_watch.h"
#include "gui/view/groups_watch.h"
#include "gui/view/traffic.h"
#include "gui/view/travel_watch.h"
#include "model/observe/event_sink.h"

namespace view {

class Watches final : public kafka::EventSink {
 public:
  /// All of them outlive it.
  Watches(Facts& facts, FaultWatch& faults, Traffic& traffic, TravelWatch& travel, GroupsWatch& groups)
      : facts_(facts), faults_(faults), traffic_(traffic), travel_(travel), groups_(groups) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override {
    std::visit(
        [&](const auto& e) {
          facts_.tell(host, e);
          faults_.tell(now, e);
          traffic_.tell(now, host, e);
          travel_.tell(now, host, e);
          groups_.tell(now, e);
        },
        event);
  }

 private:
  Facts& facts_;
  FaultWatch& faults_;
  Traffic& traffic_;
  TravelWatch& travel_;
  GroupsWatch& groups_;
};

}  // namespace view
