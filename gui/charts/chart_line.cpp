#include "gui/charts/chart_line.h"

#include <limits>

namespace charts {

double value_at(const view::Pyramid& samples, double seconds) {
  const view::Column last = samples.within(seconds - kGapSeconds, seconds + 1e-9);
  return last.count == 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(last.last);
}

}  // namespace charts
