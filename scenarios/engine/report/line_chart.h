#pragma once
/// Lines over the run's time.

#include <string>
#include <vector>

#include "scenarios/engine/report/chart_frame.h"
#include "scenarios/engine/report/value_axis.h"

namespace report {

/// Values in time; NaN where there is none.
struct ChartLine {
  std::string name;
  std::vector<double> times;  ///< seconds, growing
  std::vector<double> values;
  bool steps = false;  ///< a value holds until the next one
  std::string legend;  ///< a value of the whole run, beside the name: "p99 4.02 ms"
};

class LineChart {
 public:
  LineChart(std::string title, std::string note, Quantity quantity)
      : title_(std::move(title)), note_(std::move(note)), quantity_(quantity) {}

  void add(ChartLine line) { lines_.push_back(std::move(line)); }
  /// A wide range of values is better read in powers of ten.
  void may_be_logarithmic() { may_be_logarithmic_ = true; }
  [[nodiscard]] bool empty() const;

  void draw(Markup& page, const Stage& stage) const;

 private:
  [[nodiscard]] ValueAxis value_axis() const;
  [[nodiscard]] std::string label() const;
  void draw_line(Markup& page, const ChartLine& line, std::size_t number, const TimeAxis& time, const ValueAxis& axis,
                 const PlotArea& area) const;

  std::string title_;
  std::string note_;
  Quantity quantity_;
  bool may_be_logarithmic_ = false;
  std::vector<ChartLine> lines_;
};

}  // namespace report
