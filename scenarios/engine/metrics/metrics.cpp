#include "scenarios/engine/metrics/metrics.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace scenario {

std::vector<MetricRow> Metrics::rows(const kafka::Cluster& cluster, sim::SimTime now) {
  std::vector<MetricRow> all = servers_.rows(now);
  for (const auto& part : {broker_gauges(cluster), clients_.rows(now), zookeeper_gauges(cluster)})
    all.insert(all.end(), part.begin(), part.end());
  std::stable_sort(all.begin(), all.end(), [](const MetricRow& a, const MetricRow& b) {
    return std::tie(a.process, a.mbean) < std::tie(b.process, b.mbean);
  });
  return all;
}

std::string metrics_text(const std::vector<MetricRow>& rows) {
  std::string text;
  for (const MetricRow& row : rows) {
    const bool whole = row.value == std::floor(row.value) && std::abs(row.value) < 1e15;
    const std::string value =
        whole ? fmt::format("{}", static_cast<std::int64_t>(row.value)) : fmt::format("{:.3f}", row.value);
    text += fmt::format("{} {} {} {}\n", row.process, row.mbean, row.attribute, value);
  }
  return text;
}

}  // namespace scenario
