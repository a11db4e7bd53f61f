#include "sim/stats/time_weighted.h"

#include <algorithm>

#include "sim/core/check.h"

namespace sim {

void TimeWeighted::set(SimTime now, std::int64_t level) {
  SIM_CHECK(now >= since_, "a level set in the past");
  area_ += Wide{level_} * (now - since_).count();
  since_ = now;
  level_ = level;
  min_ = std::min(min_, level);
  max_ = std::max(max_, level);
}

double TimeWeighted::average(SimTime now) const {
  SIM_CHECK(now >= since_, "an average in the past");
  if (now == start_) return static_cast<double>(level_);
  const Wide area = area_ + Wide{level_} * (now - since_).count();
  return static_cast<double>(area) / static_cast<double>((now - start_).count());
}

}  // namespace sim
