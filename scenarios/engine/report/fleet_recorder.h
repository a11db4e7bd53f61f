#pragma once
/// Where trucks are and where the location dashboard believes them to be, at moments throughout the run.

#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/report/time_bins.h"
#include "scenarios/engine/run/trucks_run.h"

namespace report {

struct TruckDot {
  int truck = 0;
  scenario::GeoPoint real;
  scenario::GeoPoint shown;
  std::int32_t heading = 0;
  double age = 0;  ///< of what is shown, in seconds; -1: it was never shown
};

struct FleetMoment {
  sim::SimTime time;
  scenario::DashboardState state;
  std::vector<TruckDot> dots;
};

/// Looks at the fleet in every step of the run, just after the first event of it. Does nothing without trucks.
class FleetRecorder final : public kafka::EventSink {
 public:
  static constexpr std::size_t kFrames = 48;

  /// `trucks` (or nothing) outlives it. `last_report`: from then on trucks are silent by plan.
  FleetRecorder(scenario::TrucksRun* trucks, sim::SimTime end, sim::SimTime last_report);

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Summed up in every step.
  [[nodiscard]] const std::vector<scenario::DashboardState>& states() const { return states_; }
  [[nodiscard]] const std::vector<double>& times() const { return times_; }
  /// Some of the moments, equally far apart.
  [[nodiscard]] const std::vector<FleetMoment>& frames() const { return frames_; }
  /// The one at which most trucks were lost from sight, or what was shown was oldest.
  [[nodiscard]] const FleetMoment& worst() const { return worst_; }

 private:
  [[nodiscard]] std::vector<TruckDot> dots(sim::SimTime now) const;

  scenario::TrucksRun* trucks_;
  TimeBins bins_;
  sim::SimTime last_report_;
  std::size_t frame_every_;
  std::size_t looked_ = 0;
  std::vector<double> times_;
  std::vector<scenario::DashboardState> states_;
  std::vector<FleetMoment> frames_;
  FleetMoment worst_;
};

}  // namespace report
