#pragma once
/// The tutorial's location dashboard: a consumer application that shows the last known position of every truck.

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include <boost/icl/interval_set.hpp>

#include "model/observe/event_sink.h"
#include "scenarios/engine/trucks/delivered_report.h"
#include "scenarios/engine/trucks/fleet.h"
#include "scenarios/engine/trucks/truck_summary.h"

namespace scenario {

/// What became of a delivered report.
enum class ReportEffect { applied, duplicate, out_of_order };

/// One line of positions.csv.
struct PositionRow {
  sim::SimTime time;  ///< of delivery
  GpsReport report;
  kafka::PartitionId partition;
  kafka::Offset offset;
  ReportEffect effect = ReportEffect::applied;

  [[nodiscard]] sim::Duration delay() const { return time - report.time; }
};

/// Watches the deliveries to its group. It believes a report if it is newer than what it shows for that truck. What it
/// shows is compared with the fleet's true positions at every whole multiple of `sample_every`, for each truck from its
/// first report on. Instants are given in order of time.
///
/// Cost: about 0.3 us a report, 0.1 us a sample. Memory: 100 bytes a truck and an interval per gap in its record ids.
class LocationDashboard : public kafka::EventSink {
 public:
  using Listener = std::function<void(const PositionRow&)>;

  struct Shown {
    GpsReport report;
    sim::SimTime since;  ///< when it was delivered
    kafka::TopicPartition tp;
    kafka::Offset offset;
  };

  /// `fleet` outlives it.
  LocationDashboard(const Fleet& fleet, kafka::GroupId group, TruckOf truck_of,
                    sim::Duration sample_every = std::chrono::seconds(1));

  /// Called for every report delivered, whatever its effect.
  void set_listener(Listener listener) { listener_ = std::move(listener); }
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// What is shown for the truck; nullopt before its first report.
  [[nodiscard]] const std::optional<Shown>& shown(int truck) const { return view(truck).shown; }
  /// How old that is; the truck must be shown.
  [[nodiscard]] sim::Duration age(int truck, sim::SimTime now) const;
  /// Great circle from what is shown to where the truck is; the truck must be shown.
  [[nodiscard]] double error_km(int truck, sim::SimTime now) const;
  /// Freshness and error over all trucks: for series and screens. O(n log n), about 10 us for 100 trucks.
  [[nodiscard]] DashboardState state(sim::SimTime now) const { return state_of(looks(now)); }
  /// One truck, as it is and as it is shown.
  struct Look {
    Position real;
    const Shown* shown = nullptr;  ///< nullptr: never yet; lasts until the next report of it
    sim::Duration age{0};
    double error_km = 0;
  };
  /// Of all trucks, by number.
  [[nodiscard]] std::vector<Look> looks(sim::SimTime now) const;
  /// The state that these are.
  [[nodiscard]] DashboardState state_of(const std::vector<Look>& looks) const;

  /// Takes the samples up to and including `now` and sums up.
  const DashboardSummary& summary(sim::SimTime now);

 private:
  struct TruckView {
    std::optional<Shown> shown;
    sim::SimTime next_sample;
    boost::icl::interval_set<std::int64_t> seen;  // record ids delivered
  };

  [[nodiscard]] const TruckView& view(int truck) const;
  ReportEffect take(sim::SimTime now, const DeliveredReport& delivered);
  void sample_before(int truck, sim::SimTime end);

  const Fleet& fleet_;
  kafka::GroupId group_;
  TruckOf truck_of_;
  sim::Duration sample_every_;
  Listener listener_;
  std::vector<TruckView> views_;
  DashboardSummary summary_;
};

}  // namespace scenario
