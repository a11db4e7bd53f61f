#pragma once
/// The rectangle of a chart in which its data is, in the chart's own units.

namespace report {

struct PlotArea {
  double left = 0;
  double top = 0;
  double right = 0;
  double bottom = 0;

  [[nodiscard]] double width() const { return right - left; }
  [[nodiscard]] double height() const { return bottom - top; }
};

/// All charts over time are equally wide and begin and end at the same places, so that one can be read below another.
inline constexpr double kChartWidth = 960;
inline constexpr double kPlotLeft = 74;
inline constexpr double kPlotRight = 948;

}  // namespace report
