#include "scenarios/engine/report/time_axis.h"

#include <array>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

constexpr double kMostTicks = 10;
/// Between seconds and days people divide by 60 and 24.
constexpr std::array<double, 21> kSteps{1,    2,    5,    10,    15,    30,    60,    120,    300,    600,   900,
                                        1800, 3600, 7200, 10800, 21600, 43200, 86400, 172800, 432000, 864000};

}  // namespace

std::string clock_text(double seconds, double step) {
  if (step < 1) return scenario::duration_text(seconds);
  const auto whole = static_cast<std::int64_t>(std::llround(seconds));
  const std::int64_t h = whole / 3600;
  const std::int64_t m = whole / 60 % 60;
  const std::int64_t s = whole % 60;
  if (step >= 86400) return fmt::format("{} d", whole / 86400);
  return h > 0 ? fmt::format("{}:{:02}:{:02}", h, m, s) : fmt::format("{}:{:02}", m, s);
}

std::string moment_text(sim::SimTime time) {
  const double seconds = sim::to_seconds(time);
  if (seconds < 1000) return fmt::format("{:.3f} s", seconds);
  const auto millis = static_cast<std::int64_t>(std::llround(seconds * 1000));
  const std::int64_t h = millis / 3'600'000;
  const std::int64_t m = millis / 60'000 % 60;
  const std::string rest = fmt::format("{:02}:{:06.3f}", m, static_cast<double>(millis % 60'000) / 1000);
  return h > 0 ? fmt::format("{}:{}", h, rest) : rest;
}

double TimeAxis::step() const {
  const double least = end_ / kMostTicks;
  if (least < 1) {
    double step = 1e-9;
    for (int i = 0; step < least; ++i) step *= i % 3 == 1 ? 2.5 : 2;
    return step;
  }
  for (const double step : kSteps)
    if (step >= least) return step;
  return std::ceil(least / 864000) * 864000;
}

std::vector<double> TimeAxis::ticks() const {
  std::vector<double> all;
  const double by = step();
  for (int i = 0; i * by <= end_ * (1 + 1e-9); ++i) all.push_back(i * by);
  return all;
}

void TimeAxis::draw(Markup& svg, const PlotArea& area) const {
  svg.open("g", {{"class", "time-axis"}, {"data-y", area.bottom + 15}, {"data-top", area.top}});
  for (const double t : ticks()) {
    svg.empty("line", {{"class", "grid"}, {"x1", x(t)}, {"x2", x(t)}, {"y1", area.top}, {"y2", area.bottom}});
    const bool last = x(t) > right_ - 18;
    svg.element("text",
                {{"x", last ? right_ : x(t)}, {"y", area.bottom + 15}, {"text-anchor", last ? "end" : "middle"}},
                clock_text(t, step()));
  }
  svg.close();
}

}  // namespace report
