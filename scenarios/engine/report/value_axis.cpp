#include "scenarios/engine/report/value_axis.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

#include "scenarios/engine/run/quantities.h"
#include "sim/random/elementary.h"

namespace report {
namespace {

/// 1, 2 or 5 times a power of ten, at least `least`.
double round_step(double least) {
  double step = 1;
  while (step > least) step /= 10;
  while (step * 10 <= least) step *= 10;
  if (step < least) step = step * 2 >= least ? step * 2 : step * 5 >= least ? step * 5 : step * 10;
  return step;
}

double short_of(double value, double unit) { return std::round(value / unit * 100) / 100; }

}  // namespace

std::string_view name_of(Quantity quantity) {
  switch (quantity) {
    case Quantity::count:
      return "count";
    case Quantity::rate:
      return "rate";
    case Quantity::seconds:
      return "seconds";
    case Quantity::metres:
      return "metres";
  }
  return "";
}

std::string value_text(Quantity quantity, double value) {
  switch (quantity) {
    case Quantity::seconds:
      return scenario::duration_text(value, 3);
    case Quantity::rate:
      return scenario::rate_text(value);
    case Quantity::metres:
      return value >= 1000 ? fmt::format("{} km", short_of(value, 1000))
                           : scenario::count_text(std::llround(value)) + " m";
    case Quantity::count:
      break;
  }
  return value == std::round(value) ? scenario::count_text(std::llround(value)) : fmt::format("{:.3g}", value);
}

ValueAxis ValueAxis::linear(Quantity quantity, double most) {
  constexpr double kSteps = 4;
  ValueAxis axis;
  axis.quantity_ = quantity;
  const bool whole = quantity == Quantity::count;
  double step = round_step(std::max(most, 1e-9) / kSteps);
  if (whole) step = std::max(step, 1.0);
  for (int i = 0; axis.ticks_.empty() || axis.ticks_.back() < most; ++i) axis.ticks_.push_back(i * step);
  if (axis.ticks_.size() < 2) axis.ticks_.push_back(step);
  axis.high_ = axis.ticks_.back();
  return axis;
}

ValueAxis ValueAxis::logarithmic(Quantity quantity, double least, double most) {
  ValueAxis axis;
  axis.quantity_ = quantity;
  axis.logarithmic_ = true;
  axis.low_ = 1;
  while (axis.low_ > least) axis.low_ /= 10;
  while (axis.low_ * 10 <= least) axis.low_ *= 10;
  axis.high_ = axis.low_;
  axis.ticks_.push_back(axis.low_);
  while (axis.high_ < most || axis.ticks_.size() < 2) axis.ticks_.push_back(axis.high_ *= 10);
  return axis;
}

double ValueAxis::y(double value, const PlotArea& area) const {
  const double part = logarithmic_ ? sim::natural_log(std::max(value, low_) / low_) / sim::natural_log(high_ / low_)
                                   : (value - low_) / (high_ - low_);
  return area.bottom - area.height() * std::clamp(part, 0.0, 1.0);
}

void ValueAxis::draw(Markup& svg, const PlotArea& area) const {
  svg.open("g", {{"class", "value-axis"}});
  for (const double v : ticks_) {
    svg.empty("line", {{"class", v == low_ ? "base" : "grid"},
                       {"x1", area.left},
                       {"x2", area.right},
                       {"y1", y(v, area)},
                       {"y2", y(v, area)}});
    svg.element("text", {{"x", area.left - 8}, {"y", y(v, area) + 4}, {"text-anchor", "end"}},
                value_text(quantity_, v));
  }
  svg.close();
}

}  // namespace report
