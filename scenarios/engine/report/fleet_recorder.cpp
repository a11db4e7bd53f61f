#include "scenarios/engine/report/fleet_recorder.h"

#include <tuple>

namespace report {

FleetRecorder::FleetRecorder(scenario::TrucksRun* trucks, sim::SimTime end, sim::SimTime last_report)
    : trucks_(trucks), bins_(end), last_report_(std::min(last_report, end)) {
  frame_every_ = (bins_.begun(last_report_) + kFrames - 1) / kFrames;
}

void FleetRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event&) {
  if (trucks_ == nullptr || now < sim::kTimeZero || bins_.begun(now) <= looked_) return;
  looked_ = bins_.begun(now);
  const scenario::DashboardState state = trucks_->dashboard().state(now);
  times_.push_back(sim::to_seconds(now));
  states_.push_back(state);
  if (now > last_report_ || state.trucks_shown == 0) return;
  const auto badness = [](const scenario::DashboardState& s) { return std::tuple(s.lost, s.age_max); };
  const bool worst = worst_.dots.empty() || badness(state) > badness(worst_.state);
  const bool frame = frames_.empty() || looked_ % frame_every_ == 0;
  if (!worst && !frame) return;
  FleetMoment moment{now, state, dots(now)};
  if (frame) frames_.push_back(moment);
  if (worst) worst_ = std::move(moment);
}

std::vector<TruckDot> FleetRecorder::dots(sim::SimTime now) const {
  std::vector<TruckDot> all;
  const scenario::Fleet& fleet = trucks_->fleet();
  for (int truck = 1; truck <= fleet.size(); ++truck) {
    const scenario::Position real = fleet.position(truck, now);
    TruckDot dot{truck, real.at, real.at, real.heading, -1};
    if (const auto& shown = trucks_->dashboard().shown(truck)) {
      dot.shown = {shown->report.latitude, shown->report.longitude};
      dot.age = sim::to_seconds(trucks_->dashboard().age(truck, now));
    }
    all.push_back(dot);
  }
  return all;
}

}  // namespace report
