#pragma once
/// Rows of bars over the run's time: who did what, who owned what.

#include <string>
#include <vector>

#include "scenarios/engine/report/chart_frame.h"

namespace report {

struct GanttBar {
  double begin = 0;  ///< seconds
  double end = 0;
  std::string look;   ///< CSS class
  std::string text;   ///< in the bar, where it fits; "" = none
  std::string title;  ///< in full, when pointed at
};

struct GanttRow {
  std::string name;  ///< "" = none
  std::vector<GanttBar> bars;
  double height = 16;
  std::string title;  ///< of the row; "" = none
};

class GanttChart {
 public:
  GanttChart(std::string title, std::string note, std::vector<LegendEntry> legend)
      : title_(std::move(title)), note_(std::move(note)), legend_(std::move(legend)) {}

  void add(GanttRow row) { rows_.push_back(std::move(row)); }
  /// A line of text above the rows that follow.
  void add_heading(const std::string& text) { rows_.push_back({text, {}, kHeading, ""}); }
  [[nodiscard]] std::size_t bars() const;

  void draw(Markup& page, const Stage& stage) const;

 private:
  static constexpr double kHeading = 20;

  std::string title_;
  std::string note_;
  std::vector<LegendEntry> legend_;
  std::vector<GanttRow> rows_;
};

}  // namespace report
