#include "gui/charts/area_statistics.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "gui/charts/chart_line.h"

namespace charts {
namespace {

/// The least value that 99 of 100 samples do not exceed.
double p99_of(const view::Pyramid& samples, double from, double until) {
  std::vector<float> values;
  for (std::size_t i = 0; i < samples.size() && samples.time(i) < until; ++i)
    if (samples.time(i) >= from) values.push_back(samples.value(i));
  if (values.empty()) return 0;
  const auto rank = static_cast<std::size_t>(std::ceil(.99 * static_cast<double>(values.size()))) - 1;
  std::nth_element(values.begin(), values.begin() + static_cast<std::ptrdiff_t>(rank), values.end());
  return static_cast<double>(values[rank]);
}

/// Each value holds until the next sample, the last one until the end; not across a gap.
double area_of(const view::Pyramid& samples, double from, double until) {
  const double longest = gap_of(samples);
  double area = 0;
  for (std::size_t i = 0; i < samples.size() && samples.time(i) < until; ++i) {
    if (samples.time(i) < from) continue;
    const double next = i + 1 < samples.size() ? std::min(samples.time(i + 1), until) : until;
    area += static_cast<double>(samples.value(i)) * std::min(next - samples.time(i), longest);
  }
  return area;
}

}  // namespace

AreaStatistics area_statistics(const view::Pyramid& samples, double from, double until, std::optional<double> fault) {
  AreaStatistics s;
  const view::Column all = samples.within(from, until);
  s.samples = all.count;
  if (all.count == 0) return s;
  s.least = static_cast<double>(all.least);
  s.most = static_cast<double>(all.most);
  s.mean = static_cast<double>(all.mean);
  s.p99 = p99_of(samples, from, until);
  s.area = area_of(samples, from, until);
  if (!fault) return s;
  const bool inside = *fault > from && *fault < until;
  const view::Column before = samples.within(inside ? from : *fault - (until - from), *fault);
  const view::Column after = inside ? samples.within(*fault, until) : all;
  if (before.count == 0 || after.count == 0) return s;
  s.was = static_cast<double>(before.mean);
  s.now = static_cast<double>(after.mean);
  return s;
}

}  // namespace charts
