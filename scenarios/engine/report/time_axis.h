#pragma once
/// The run's time from left to right.

#include <string>
#include <vector>

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/plot_area.h"
#include "sim/core/time.h"

namespace report {

/// "1:06", "1:02:00", "66.2 s" as the step of the axis asks for.
std::string clock_text(double seconds, double step);
/// A moment of the run in a text: "66.200 s", "1:01:06.000".
std::string moment_text(sim::SimTime time);

class TimeAxis {
 public:
  /// `end` is after the beginning.
  TimeAxis(sim::SimTime end, double left, double right) : end_(sim::to_seconds(end)), left_(left), right_(right) {}

  [[nodiscard]] double x(double seconds) const { return left_ + (right_ - left_) * seconds / end_; }
  [[nodiscard]] double x(sim::SimTime t) const { return x(sim::to_seconds(t)); }
  [[nodiscard]] double end() const { return end_; }
  /// Some six to ten round moments.
  [[nodiscard]] std::vector<double> ticks() const;
  [[nodiscard]] double step() const;

  /// Lines through the plot, and their times below it.
  void draw(Markup& svg, const PlotArea& area) const;

 private:
  double end_;
  double left_;
  double right_;
};

}  // namespace report
