#include "scenarios/engine/trucks/location_dashboard.h"

#include <algorithm>
#include <cmath>
#include <utility>
#include <variant>

#include "sim/core/check.h"

namespace scenario {

namespace {

GeoPoint place(const GpsReport& report) { return {report.latitude, report.longitude}; }

/// The value of rank ceil(q n) of sorted values.
template <class T>
T at_rank(const std::vector<T>& sorted, std::size_t percent) {
  return sorted[(sorted.size() * percent + 99) / 100 - 1];
}

}  // namespace

LocationDashboard::LocationDashboard(const Fleet& fleet, kafka::GroupId group, TruckOf truck_of,
                                     sim::Duration sample_every)
    : fleet_(fleet),
      group_(group),
      truck_of_(std::move(truck_of)),
      sample_every_(sample_every),
      views_(static_cast<std::size_t>(fleet.size())) {
  SIM_CHECK(sample_every > sim::Duration(0));
}

void LocationDashboard::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  const auto* run = std::get_if<kafka::RecordsDelivered>(&event);
  if (run == nullptr || run->group != group_) return;
  const int truck = truck_of_(run->producer);
  if (truck == 0) return;
  for_each_report(*run, truck, [&](const DeliveredReport& delivered) {
    const ReportEffect effect = take(now, delivered);
    if (listener_)
      listener_({now, fleet_.report(truck, delivered.time), delivered.tp.partition, delivered.offset, effect});
  });
}

ReportEffect LocationDashboard::take(sim::SimTime now, const DeliveredReport& delivered) {
  TruckView& view = views_[static_cast<std::size_t>(delivered.truck) - 1];
  const std::int64_t id = delivered.id.value();
  if (boost::icl::contains(view.seen, id)) {
    ++summary_.duplicate;
    return ReportEffect::duplicate;
  }
  view.seen.add(boost::icl::interval<std::int64_t>::right_open(id, id + 1));
  if (view.shown && delivered.time <= view.shown->report.time) {
    ++summary_.out_of_order;
    return ReportEffect::out_of_order;
  }
  if (view.shown) {
    sample_before(delivered.truck, now);
  } else {
    // The first multiple of the step at or after now.
    const auto steps = (now - sim::kTimeZero + sample_every_ - sim::Duration(1)) / sample_every_;
    view.next_sample = sim::kTimeZero + steps * sample_every_;
  }
  view.shown = Shown{fleet_.report(delivered.truck, delivered.time), now, delivered.tp, delivered.offset};
  ++summary_.applied;
  summary_.delivery_delay.record((now - delivered.time).count());
  return ReportEffect::applied;
}

const LocationDashboard::TruckView& LocationDashboard::view(int truck) const {
  SIM_CHECK(truck >= 1 && truck <= fleet_.size(), "no such truck");
  return views_[static_cast<std::size_t>(truck) - 1];
}

sim::Duration LocationDashboard::age(int truck, sim::SimTime now) const {
  SIM_CHECK(shown(truck).has_value(), "nothing is shown of this truck");
  return now - shown(truck)->report.time;
}

double LocationDashboard::error_km(int truck, sim::SimTime now) const {
  SIM_CHECK(shown(truck).has_value(), "nothing is shown of this truck");
  return distance_km(place(shown(truck)->report), fleet_.position(truck, now).at);
}

void LocationDashboard::sample_before(int truck, sim::SimTime end) {
  TruckView& view = views_[static_cast<std::size_t>(truck) - 1];
  for (; view.next_sample < end; view.next_sample += sample_every_) {
    summary_.staleness.record(age(truck, view.next_sample).count());
    summary_.position_error.record(std::llround(1000 * error_km(truck, view.next_sample)));
  }
}

std::vector<LocationDashboard::Look> LocationDashboard::looks(sim::SimTime now) const {
  std::vector<Look> all;
  all.reserve(static_cast<std::size_t>(fleet_.size()));
  for (int truck = 1; truck <= fleet_.size(); ++truck) {
    Look look{fleet_.position(truck, now)};
    if (const auto& shown = this->shown(truck)) {
      look.shown = &*shown;
      look.age = age(truck, now);
      look.error_km = distance_km(place(shown->report), look.real.at);
    }
    all.push_back(look);
  }
  return all;
}

DashboardState LocationDashboard::state_of(const std::vector<Look>& looks) const {
  DashboardState state;
  std::vector<sim::Duration> ages;
  std::vector<double> errors;
  ages.reserve(looks.size());
  errors.reserve(looks.size());
  for (const Look& look : looks) {
    if (look.shown == nullptr) continue;
    ages.push_back(look.age);
    errors.push_back(look.error_km);
    const sim::Duration overdue = ages.back() - fleet_.every();
    ++(overdue <= std::chrono::seconds(1)   ? state.on_time
       : overdue <= std::chrono::seconds(6) ? state.late
                                            : state.lost);
  }
  if (ages.empty()) return state;
  state.trucks_shown = static_cast<int>(ages.size());
  std::sort(ages.begin(), ages.end());
  std::sort(errors.begin(), errors.end());
  state.age_p50 = at_rank(ages, 50);
  state.age_p95 = at_rank(ages, 95);
  state.age_max = ages.back();
  state.error_km_p50 = at_rank(errors, 50);
  state.error_km_p95 = at_rank(errors, 95);
  state.error_km_max = errors.back();
  return state;
}

const DashboardSummary& LocationDashboard::summary(sim::SimTime now) {
  summary_.trucks_shown = 0;
  for (int truck = 1; truck <= fleet_.size(); ++truck) {
    if (!shown(truck)) continue;
    ++summary_.trucks_shown;
    sample_before(truck, now + sim::Duration(1));
  }
  summary_.trucks_never_shown = fleet_.size() - summary_.trucks_shown;
  return summary_;
}

}  // namespace scenario
