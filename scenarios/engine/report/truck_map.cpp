#include "scenarios/engine/report/truck_map.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/engine/report/time_axis.h"
#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

using scenario::GeoPoint;

constexpr double kWidth = 620;
constexpr double kMargin = 26;
constexpr double kTopWidth = 0.62;  // of a degree of longitude against one of latitude, at 52 degrees north
constexpr std::size_t kRegionColours = 8;

/// From degrees to the picture.
class Projection {
 public:
  explicit Projection(const scenario::RoadMap& map) {
    low_ = high_ = map.cities().front().at;
    for (const scenario::City& c : map.cities()) {
      low_ = {std::min(low_.latitude, c.at.latitude), std::min(low_.longitude, c.at.longitude)};
      high_ = {std::max(high_.latitude, c.at.latitude), std::max(high_.longitude, c.at.longitude)};
    }
    scale_ = (kWidth - 2 * kMargin) / ((high_.longitude - low_.longitude) * kTopWidth);
  }
  [[nodiscard]] double x(GeoPoint p) const { return kMargin + (p.longitude - low_.longitude) * kTopWidth * scale_; }
  [[nodiscard]] double y(GeoPoint p) const { return kMargin + (high_.latitude - p.latitude) * scale_; }
  [[nodiscard]] double height() const { return 2 * kMargin + (high_.latitude - low_.latitude) * scale_; }

 private:
  GeoPoint low_;
  GeoPoint high_;
  double scale_ = 1;
};

std::string look_of(double age, sim::Duration every) {
  if (age < 0) return "truck never";
  switch (freshness_of(age, every)) {
    case Freshness::on_time:
      return "truck on-time";
    case Freshness::late:
      return "truck late";
    case Freshness::lost:
      return "truck lost";
  }
  return "truck";
}

void draw_land(Markup& page, const scenario::TrucksRun& trucks, const Projection& at) {
  const scenario::RoadMap& map = trucks.fleet().map();
  for (int r = 0; r < trucks.regions().size(); ++r) {
    const scenario::Region& region = trucks.regions().region(scenario::RegionId(static_cast<std::int16_t>(r)));
    std::string points;
    for (const GeoPoint& p : region.corners)
      points += fmt::format("{}{},{}", points.empty() ? "" : " ", coordinate(at.x(p)), coordinate(at.y(p)));
    page.open("polygon", {{"class", fmt::format("region r{}", static_cast<std::size_t>(r) % kRegionColours + 1)},
                          {"points", points}});
    page.element("title", region.name).close();
  }
  std::string roads;
  for (const scenario::Road& road : map.roads()) {
    const GeoPoint a = map.city(road.a).at;
    const GeoPoint b = map.city(road.b).at;
    roads +=
        fmt::format("M{} {}L{} {}", coordinate(at.x(a)), coordinate(at.y(a)), coordinate(at.x(b)), coordinate(at.y(b)));
  }
  page.empty("path", {{"class", "road"}, {"d", roads}});
  for (const scenario::City& c : map.cities()) {
    page.open("circle", {{"class", "city"}, {"cx", at.x(c.at)}, {"cy", at.y(c.at)}, {"r", 2.2}});
    page.element("title", c.name).close();
  }
}

/// City names that do not run into each other.
void draw_names(Markup& page, const scenario::RoadMap& map, const Projection& at) {
  struct Box {
    double x, y, width;
  };
  std::vector<Box> taken;
  for (const scenario::City& c : map.cities()) {
    const Box box{at.x(c.at) + 5, at.y(c.at) - 5, 5.6 * static_cast<double>(c.name.size())};
    const bool free = box.x + box.width < kWidth && std::none_of(taken.begin(), taken.end(), [&](const Box& t) {
                        return box.x < t.x + t.width + 14 && t.x < box.x + box.width + 14 && std::abs(box.y - t.y) < 30;
                      });
    if (!free) continue;
    taken.push_back(box);
    page.element("text", {{"class", "city-name"}, {"x", box.x}, {"y", box.y}}, c.name);
  }
}

void draw_truck(Markup& page, const TruckDot& dot, const Projection& at, sim::Duration every) {
  const double x = at.x(dot.shown);
  const double y = at.y(dot.shown);
  page.open("g", {{"class", look_of(dot.age, every)}});
  const double off = scenario::distance_km(dot.real, dot.shown);
  page.element("title", dot.age < 0 ? fmt::format("truck {}: not shown yet", dot.truck)
                                    : fmt::format("truck {}: shown where it was {} ago, {:.1f} km off", dot.truck,
                                                  scenario::duration_text(dot.age, 3), off));
  page.empty("line", {{"class", "tether"}, {"x1", x}, {"y1", y}, {"x2", at.x(dot.real)}, {"y2", at.y(dot.real)}});
  page.empty("circle", {{"class", "real"}, {"cx", at.x(dot.real)}, {"cy", at.y(dot.real)}, {"r", 3.2}});
  if (dot.age >= 0)
    page.empty("path",
               {{"class", "shown"},
                {"d", "M0 -5.5L3.6 4L0 2.2L-3.6 4z"},
                {"transform", fmt::format("translate({} {}) rotate({})", coordinate(x), coordinate(y), dot.heading)}});
  page.close();
}

/// Tenths of a unit, so that the page stays small: real x and y, shown x and y, heading, age in tenths of a second.
std::string numbers_of(const FleetMoment& frame, const Projection& at) {
  std::string text;
  const auto tenths = [](double v) { return std::llround(v * 10); };
  for (const TruckDot& d : frame.dots)
    text += fmt::format("{}{},{},{},{},{},{}", text.empty() ? "" : " ", tenths(at.x(d.real)), tenths(at.y(d.real)),
                        tenths(at.x(d.shown)), tenths(at.y(d.shown)), d.heading, tenths(d.age));
  return text;
}

void add_frames(Markup& page, const std::vector<FleetMoment>& frames, const Projection& at) {
  for (const FleetMoment& f : frames)
    page.empty("g", {{"class", "frame"},
                     {"data-clock", moment_text(f.time)},
                     {"data-count", fmt::format("{} {} {}", f.state.on_time, f.state.late, f.state.lost)},
                     {"data-dots", numbers_of(f, at)}});
}

}  // namespace

Freshness freshness_of(double age, sim::Duration every) {
  const double on_time = sim::to_seconds(every) + 1;
  return age <= on_time ? Freshness::on_time : age <= on_time + 5 ? Freshness::late : Freshness::lost;
}

void draw_truck_map(Markup& page, const scenario::TrucksRun& trucks, const FleetMoment& moment,
                    const std::vector<FleetMoment>& frames) {
  const Projection at(trucks.fleet().map());
  const scenario::DashboardState& s = moment.state;
  page.open("svg",
            {{"class", "map"},
             {"viewBox", fmt::format("0 0 {} {}", coordinate(kWidth), coordinate(at.height()))},
             {"role", "img"},
             {"data-every", sim::to_seconds(trucks.fleet().every())},
             {"aria-label", fmt::format("Map with {} trucks at {}: {} shown on time, {} late, {} lost from sight",
                                        moment.dots.size(), moment_text(moment.time), s.on_time, s.late, s.lost)}});
  page.empty("rect", {{"class", "land"}, {"width", kWidth}, {"height", at.height()}, {"rx", 8.0}});
  draw_land(page, trucks, at);
  page.open("g", {{"class", "trucks"}});
  for (const TruckDot& dot : moment.dots) draw_truck(page, dot, at, trucks.fleet().every());
  page.close();
  draw_names(page, trucks.fleet().map(), at);
  add_frames(page, frames, at);
  page.close();
}

}  // namespace report
