#include "scenarios/engine/trucks/notification_service.h"

#include <algorithm>
#include <tuple>
#include <utility>
#include <variant>

#include "sim/core/check.h"

namespace scenario {

std::optional<sim::Duration> AlertRow::delay() const {
  if (!time || !crossed) return std::nullopt;
  return *time - *crossed;
}

NotificationService::NotificationService(const Fleet& fleet, const Regions& regions, kafka::GroupId group,
                                         TruckOf truck_of)
    : fleet_(fleet),
      regions_(regions),
      truth_(fleet, regions),
      group_(group),
      truck_of_(std::move(truck_of)),
      states_(static_cast<std::size_t>(fleet.size())) {
  for (int truck = 1; truck <= fleet.size(); ++truck) state(truck).judged = fleet.report_time(truck, 0);
}

void NotificationService::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  const auto* run = std::get_if<kafka::RecordsDelivered>(&event);
  if (run == nullptr || run->group != group_) return;
  const int truck = truck_of_(run->producer);
  if (truck == 0) return;
  for_each_report(*run, truck, [&](const DeliveredReport& delivered) { take(now, delivered); });
}

RegionSet NotificationService::inside(int truck) const {
  SIM_CHECK(truck >= 1 && truck <= fleet_.size(), "no such truck");
  return states_[static_cast<std::size_t>(truck) - 1].inside;
}

void NotificationService::take(sim::SimTime now, const DeliveredReport& delivered) {
  TruckState& state = this->state(delivered.truck);
  const bool older = state.known && delivered.time <= state.newest;
  ++summary_.reports;
  if (older) ++summary_.older_reports;

  const RegionSet inside = regions_.containing(fleet_.position(delivered.truck, delivered.time).at);
  learn(delivered.truck, delivered.time);
  if (state.known && inside != state.inside) {
    for (std::int16_t i = 0; i < regions_.size(); ++i) {
      const bool enters = inside.contains(RegionId(i));
      if (enters != state.inside.contains(RegionId(i))) raise(now, delivered, RegionId(i), enters, older);
    }
  }
  state.inside = inside;
  if (!state.known) state.first = delivered.time;
  if (!older) state.newest = delivered.time;
  state.known = true;
}

void NotificationService::raise(sim::SimTime now, const DeliveredReport& delivered, RegionId region, bool enters,
                                bool older) {
  AlertRow row{now,    delivered.truck, enters,
               region, std::nullopt,    older ? Verdict::false_by_old_report : Verdict::false_repeated};
  if (TrueCrossing* news = untold(state(delivered.truck), delivered.time, region);
      news != nullptr && news->enters == enters) {
    news->alerted = true;
    row.crossed = news->at;
    row.verdict = Verdict::true_alert;
    summary_.delay.record((now - news->at).count());
    summary_.delivery_delay.record((now - delivered.time).count());
  }
  ++summary_.alerts;
  count(row);
}

NotificationService::TrueCrossing* NotificationService::untold(TruckState& state, sim::SimTime time, RegionId region) {
  for (auto crossing = state.crossings.rbegin(); crossing != state.crossings.rend(); ++crossing) {
    if (crossing->region != region) continue;
    if (crossing->alerted || crossing->at <= state.first) return nullptr;
    if (crossing->at <= time) return &*crossing;
  }
  return nullptr;
}

void NotificationService::learn(int truck, sim::SimTime until) {
  TruckState& state = this->state(truck);
  if (until <= state.judged) return;
  for (const Crossing& crossing : truth_.of(truck, state.judged, until))
    state.crossings.push_back({crossing.at, crossing.region, crossing.enters, false});
  state.judged = until;
}

bool NotificationService::due(int truck, const std::vector<TrueCrossing>& crossings, std::size_t index) const {
  // Of the crossings of one region's edge between two reports, a service that gets every report in order sees the last
  // one if their number is odd, and none if it is even.
  const TrueCrossing& one = crossings[index];
  const std::int64_t report = fleet_.reports_before(truck, one.at);
  const auto same = [&](std::size_t i) { return fleet_.reports_before(truck, crossings[i].at) == report; };
  for (std::size_t i = index + 1; i < crossings.size() && same(i); ++i)
    if (crossings[i].region == one.region) return false;
  int number = 1;
  for (std::size_t i = index; i > 0 && same(i - 1); --i)
    if (crossings[i - 1].region == one.region) ++number;
  return number % 2 == 1;
}

void NotificationService::judge_rest(int truck, std::vector<AlertRow>& rows) const {
  const TruckState& state = states_[static_cast<std::size_t>(truck) - 1];
  for (std::size_t i = 0; i < state.crossings.size(); ++i) {
    const TrueCrossing& crossing = state.crossings[i];
    if (crossing.alerted) continue;
    AlertRow row{std::nullopt, truck, crossing.enters, crossing.region, crossing.at, Verdict::missed};
    if (!state.known || crossing.at > state.newest)
      row.verdict = Verdict::unreported;
    else if (!due(truck, state.crossings, i))
      row.verdict = Verdict::missed_between_reports;
    rows.push_back(row);
  }
}

void NotificationService::count(const AlertRow& row) {
  switch (row.verdict) {
    case Verdict::true_alert:
      ++summary_.true_alerts;
      break;
    case Verdict::false_by_old_report:
      ++summary_.false_by_old_report;
      break;
    case Verdict::false_repeated:
      ++summary_.false_repeated;
      break;
    case Verdict::missed:
      ++summary_.missed;
      break;
    case Verdict::missed_between_reports:
      ++summary_.missed_between_reports;
      break;
    case Verdict::unreported:
      ++summary_.unreported;
      break;
  }
  if (listener_) listener_(row);
}

const NotificationSummary& NotificationService::finish(sim::SimTime now) {
  SIM_CHECK(!finished_, "the end comes once");
  finished_ = true;
  std::vector<AlertRow> rows;
  for (int truck = 1; truck <= fleet_.size(); ++truck) {
    learn(truck, now);
    summary_.crossings += static_cast<std::int64_t>(state(truck).crossings.size());
    judge_rest(truck, rows);
  }
  std::sort(rows.begin(), rows.end(), [](const AlertRow& a, const AlertRow& b) {
    return std::tie(a.crossed, a.truck, a.region) < std::tie(b.crossed, b.truck, b.region);
  });
  for (const AlertRow& row : rows) count(row);
  return summary_;
}

}  // namespace scenario
