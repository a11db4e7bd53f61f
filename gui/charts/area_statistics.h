#pragma once
/// What a series was like in an area of time, and what a fault made of it. No Qt.

#include <optional>

#include "gui/view/pyramid.h"

namespace charts {

struct AreaStatistics {
  std::size_t samples = 0;
  double least = 0;
  double mean = 0;
  double most = 0;
  double p99 = 0;
  double area = 0;  ///< of the value over seconds: of a rate, how much it was in all
  /// Means before and after the fault; only where there is a fault, and a value on both sides.
  std::optional<double> was;
  std::optional<double> now;
};

/// `fault`: when it began. In the area: before and after it there. Outside: as long before it as the area is, and the
/// area.
AreaStatistics area_statistics(const view::Pyramid& samples, double from, double until, std::optional<double> fault);

}  // namespace charts
