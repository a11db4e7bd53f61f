#pragma once
/// The truck example within a run: the fleet on its roads, and the two applications that read its reports.

#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "scenarios/engine/trucks/fleet.h"
#include "scenarios/engine/trucks/location_dashboard.h"
#include "scenarios/engine/trucks/notification_service.h"
#include "sim/random/streams.h"

namespace scenario {

/// The fleet as producers: truck i is "truck-<i>", keyed by key_format, reports every `every` from its own phase on.
std::vector<ProducerSpec> producers_of(const TrucksSpec& spec, const Fleet& fleet);

class TrucksRun {
 public:
  /// The name under which the fleet stands as one application among the producers.
  static constexpr const char* kApplication = "trucks";

  TrucksRun(const TrucksSpec& spec, const sim::Streams& streams);
  TrucksRun(const TrucksRun&) = delete;
  TrucksRun& operator=(const TrucksRun&) = delete;

  [[nodiscard]] const Fleet& fleet() const { return fleet_; }
  [[nodiscard]] const Regions& regions() const { return regions_; }

  /// Once the clients are known: `first_truck` is truck 1's client, the others follow.
  void connect(kafka::ClientId first_truck, kafka::GroupId dashboard, kafka::GroupId notification);
  [[nodiscard]] LocationDashboard& dashboard() { return *dashboard_; }
  [[nodiscard]] NotificationService& notification() { return *notification_; }

  /// Sums up at the end of the run. Once.
  TrucksResult finish(sim::SimTime now);

 private:
  RoadMap map_;
  Regions regions_;
  Fleet fleet_;
  std::unique_ptr<LocationDashboard> dashboard_;
  std::unique_ptr<NotificationService> notification_;
};

}  // namespace scenario
