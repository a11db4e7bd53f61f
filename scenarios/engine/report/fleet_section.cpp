#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/line_chart.h"
#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/truck_map.h"
#include "scenarios/engine/trucks/truck_csv.h"

namespace report {
namespace {

constexpr std::size_t kMostAlertsShown = 12;

void draw_freshness(Markup& page, const PageSource& source) {
  const FleetRecorder& fleet = source.recorder.fleet();
  const auto line = [&](const char* name, auto value) {
    ChartLine l{name, fleet.times(), {}, false, ""};
    for (const scenario::DashboardState& s : fleet.states()) l.values.push_back(value(s));
    return l;
  };
  LineChart age("How old what the dashboard shows is", "over all trucks shown", Quantity::seconds);
  age.add(line("p50", [](const auto& s) { return sim::to_seconds(s.age_p50); }));
  age.add(line("p95", [](const auto& s) { return sim::to_seconds(s.age_p95); }));
  age.add(line("max", [](const auto& s) { return sim::to_seconds(s.age_max); }));
  if (!age.empty()) age.draw(page, source.stage);
  LineChart error("How far off it is", "from where it shows a truck to where the truck is", Quantity::metres);
  error.add(line("p50", [](const auto& s) { return s.error_km_p50 * 1000; }));
  error.add(line("p95", [](const auto& s) { return s.error_km_p95 * 1000; }));
  error.add(line("max", [](const auto& s) { return s.error_km_max * 1000; }));
  if (!error.empty()) error.draw(page, source.stage);
}

void write_map_side(Markup& page, const PageSource& source, const FleetMoment& moment) {
  const scenario::TrucksRun& trucks = *source.recorder.trucks();
  const auto every = static_cast<std::int64_t>(sim::to_seconds(trucks.fleet().every()));
  page.open("div", {{"class", "map-side"}});
  page.open("p").element("b", fmt::format("{} trucks, a report every {} s", trucks.fleet().size(), every)).close();
  page.open("p").text("at ").element("b", {{"class", "map-clock"}}, moment_text(moment.time));
  page.text(", when what is shown was oldest").close();
  page.open("ul", {{"class", "keys"}});
  const auto key = [&](const char* look, const char* count_look, int count, const std::string& text) {
    page.open("li").element("i", {{"class", std::string("swatch ") + look}}, "");
    page.element("b", {{"class", count_look}}, std::to_string(count)).text(" " + text).close();
  };
  key("on-time", "n-on-time", moment.state.on_time, fmt::format("on time: at most {} s old", every + 1));
  key("late", "n-late", moment.state.late, fmt::format("late: at most {} s old", every + 6));
  key("lost", "n-lost", moment.state.lost, "lost from sight: older");
  page.close();
  page.element("p", {{"class", "note"}},
               "Arrow: where the dashboard shows a truck. Ring: where it is. The line between them is the error.");
  page.open("p", {{"class", "player"}, {"hidden", "hidden"}});
  page.open("label").text("through the run ");
  page.empty("input", {{"type", "range"}, {"min", 0}, {"value", 0}, {"step", 1}}).close().close();
  page.close();
}

void write_truck_table(Markup& page, const scenario::TrucksResult& t) {
  const scenario::DashboardSummary& d = t.dashboard;
  const scenario::NotificationSummary& n = t.notification;
  const std::string dash = "/location_dashboard";
  const std::string note = "/notification_service";
  PageTable table("Location dashboard", {{"", ""},
                                         {"reports applied", ""},
                                         {"duplicates", ""},
                                         {"out of order", ""},
                                         {"trucks shown", ""},
                                         {"never shown", ""},
                                         {"age p50", "of what is shown"},
                                         {"age p99", ""}});
  table.add({plain("dashboard"), counted(d.applied, dash + "/applied_reports"),
             trouble(d.duplicate, dash + "/duplicate_reports"), trouble(d.out_of_order, dash + "/out_of_order_reports"),
             counted(d.trucks_shown, dash + "/trucks_shown"),
             trouble(d.trucks_never_shown, dash + "/trucks_never_shown"),
             quantile(d.staleness, 0.5, "p50", dash + "/staleness_ms"),
             quantile(d.staleness, 0.99, "p99", dash + "/staleness_ms")});
  table.draw(page);
  PageTable alerts("Notification service", {{"", ""},
                                            {"crossings", "real ones of region borders"},
                                            {"alerts", ""},
                                            {"true", ""},
                                            {"false", "raised by an old report, or repeated"},
                                            {"missed", ""},
                                            {"between two reports", "in and out unseen"},
                                            {"not reported yet", ""},
                                            {"after the crossing p50", ""},
                                            {"p99", ""}});
  alerts.add({plain("alerts"), counted(n.crossings, note + "/crossings"), counted(n.alerts, note + "/alerts"),
              counted(n.true_alerts, note + "/true_alerts"), trouble(n.false_by_old_report + n.false_repeated),
              trouble(n.missed, note + "/missed"), counted(n.missed_between_reports, note + "/missed_between_reports"),
              counted(n.unreported, note + "/unreported"), quantile(n.delay, 0.5, "p50", note + "/delay_ms"),
              quantile(n.delay, 0.99, "p99", note + "/delay_ms")});
  alerts.draw(page);
}

void write_latest_alerts(Markup& page, const PageSource& source) {
  std::vector<scenario::AlertRow> rows = source.recorder.alerts();
  std::erase_if(rows, [](const scenario::AlertRow& r) { return !r.delay(); });
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return *a.delay() > *b.delay(); });
  if (rows.size() > kMostAlertsShown) rows.resize(kMostAlertsShown);
  PageTable table("The latest alerts",
                  {{"truck", ""}, {"region", ""}, {"crossed at", ""}, {"told after", ""}, {"verdict", ""}});
  for (const scenario::AlertRow& r : rows)
    table.add({plain(fmt::format("truck {}", r.truck)),
               plain((r.enters ? "enters " : "leaves ") + source.recorder.trucks()->regions().name(r.region)),
               plain(moment_text(*r.crossed)), lasted(*r.delay()), plain(std::string(name_of(r.verdict)))});
  if (table.empty()) return;
  page.open("details").element("summary", "The alerts that came latest");
  table.draw(page);
  page.close();
}

}  // namespace

void write_fleet(Markup& page, const PageSource& source) {
  if (source.recorder.trucks() == nullptr || !source.run.trucks) return;
  open_section(page, "trucks", "Trucks");
  const FleetMoment& worst = source.recorder.fleet().worst();
  if (!worst.dots.empty()) {
    page.open("div", {{"class", "map-box"}});
    draw_truck_map(page, *source.recorder.trucks(), worst, source.recorder.fleet().frames());
    write_map_side(page, source, worst);
    page.close();
  }
  draw_freshness(page, source);
  write_truck_table(page, *source.run.trucks);
  write_latest_alerts(page, source);
  page.element("p", {{"class", "note"}}, "City positions: GeoNames (geonames.org), CC BY 4.0. Regions are invented.");
  page.close();
}

}  // namespace report
