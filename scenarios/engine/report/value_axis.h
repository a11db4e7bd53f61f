#pragma once
/// Values from bottom to top, in equal steps or in powers of ten.

#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/plot_area.h"

namespace report {

/// What a value is, and so how it is written.
enum class Quantity {
  count,    ///< records, partitions
  rate,     ///< per second
  seconds,  ///< a duration
  metres,
};
std::string_view name_of(Quantity quantity);
std::string value_text(Quantity quantity, double value);

class ValueAxis {
 public:
  /// From 0 to at least `most`.
  static ValueAxis linear(Quantity quantity, double most);
  /// From a power of ten at or below `least` (> 0) to one at or above `most`.
  static ValueAxis logarithmic(Quantity quantity, double least, double most);

  /// Below the axis: its lower end.
  [[nodiscard]] double y(double value, const PlotArea& area) const;
  [[nodiscard]] std::vector<double> ticks() const { return ticks_; }
  [[nodiscard]] bool is_logarithmic() const { return logarithmic_; }
  [[nodiscard]] double low() const { return low_; }
  [[nodiscard]] double high() const { return high_; }
  [[nodiscard]] Quantity quantity() const { return quantity_; }

  void draw(Markup& svg, const PlotArea& area) const;

 private:
  Quantity quantity_ = Quantity::count;
  bool logarithmic_ = false;
  double low_ = 0;
  double high_ = 1;
  std::vector<double> ticks_;
};

}  // namespace report
