#include "scenarios/engine/report/truck_map.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/engine/report/short_name.h"
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

/// Names on the map, none of which runs into another.
class MapNames {
 public:
  /// `x` is where the name begins, `y` its base line; `air` is what must stay free around it.
  bool add(Markup& page, const std::string& look, const std::string& name, double x, double y, double air) {
    const Box box{x, y, width_of(name), air};
    const auto meets = [&](const Box& other) {
      const double apart = std::min(air, other.air);
      return x < other.x + other.width + apart && other.x < x + box.width + apart &&
             std::abs(y - other.y) < std::max(12.0, 2 + 2 * apart);
    };
    if (x <= 0 || x + box.width >= kWidth || std::any_of(taken_.begin(), taken_.end(), meets)) return false;
    taken_.push_back(box);
    page.element("text", {{"class", look}, {"x", x}, {"y", y}}, name);
    return true;
  }

 private:
  struct Box {
    double x, y, width, air;
  };
  std::vector<Box> taken_;
};

/// Below its region, or above it; every region has its name.
void draw_region_name(Markup& page, const scenario::Region& region, std::size_t number, const Projection& at,
                      MapNames& names) {
  double left = kWidth;
  double right = 0;
  double top = at.height();
  double bottom = 0;
  for (const GeoPoint& p : region.corners) {
    left = std::min(left, at.x(p));
    right = std::max(right, at.x(p));
    top = std::min(top, at.y(p));
    bottom = std::max(bottom, at.y(p));
  }
  const double width = width_of(region.name);
  const double x = std::clamp((left + right - width) / 2, 1.0, std::max(1.0, kWidth - width - 1));
  const std::string look = fmt::format("region-name n{}", number % kRegionColours + 1);
  for (const double y : {bottom + 11, top - 4, bottom + 22, top - 15})
    if (names.add(page, look, region.name, x, y, 4)) return;
  page.element("text", {{"class", look}, {"x", x}, {"y", bottom + 11}}, region.name);
}

void draw_names(Markup& page, const scenario::TrucksRun& trucks, const Projection& at) {
  MapNames names;
  for (int r = 0; r < trucks.regions().size(); ++r)
    draw_region_name(page, trucks.regions().region(scenario::RegionId(static_cast<std::int16_t>(r))),
                     static_cast<std::size_t>(r), at, names);
  for (const scenario::City& c : trucks.fleet().map().cities())
    names.add(page, "city-name", c.name, at.x(c.at) + 5, at.y(c.at) - 5, 14);
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

/// The frame with which the way through the run begins: the one next to what is shown without a script.
std::size_t nearest(const std::vector<FleetMoment>& frames, sim::SimTime time) {
  std::size_t best = 0;
  const auto away = [&](const FleetMoment& f) { return f.time < time ? time - f.time : f.time - time; };
  for (std::size_t i = 1; i < frames.size(); ++i)
    if (away(frames[i]) < away(frames[best])) best = i;
  return best;
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
             {"data-shown", static_cast<int>(nearest(frames, moment.time))},
             {"aria-label", fmt::format("Map with {} trucks at {}: {} shown on time, {} late, {} lost from sight",
                                        moment.dots.size(), moment_text(moment.time), s.on_time, s.late, s.lost)}});
  page.empty("rect", {{"class", "land"}, {"width", kWidth}, {"height", at.height()}, {"rx", 8.0}});
  draw_land(page, trucks, at);
  page.open("g", {{"class", "trucks"}});
  for (const TruckDot& dot : moment.dots) draw_truck(page, dot, at, trucks.fleet().every());
  page.close();
  draw_names(page, trucks, at);
  add_frames(page, frames, at);
  page.close();
}

}  // namespace report
