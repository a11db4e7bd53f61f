#pragma once
/// What the performance tools print of what they measured. Kafka: ProducerPerformance.Stats, ConsumerPerformance.

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tools {

/// A megabyte is 1048576 bytes there.
struct ProducerTotals {
  std::int64_t records = 0;
  std::int64_t bytes = 0;
  std::int64_t elapsed_ms = 0;
  std::int64_t latency_sum_ms = 0;
  std::int64_t latency_max_ms = 0;
  std::array<std::int64_t, 4> percentiles{};  ///< 50th, 95th, 99th, 99.9th
};
std::string total_line(const ProducerTotals& totals);
/// Without percentiles.
std::string window_line(const ProducerTotals& window);
/// Of the sorted sample: its element int(p * n). An empty sample: 0.
std::array<std::int64_t, 4> percentiles_of(std::vector<std::int64_t> latencies);

struct ConsumerTotals {
  std::int64_t start_ms = 0;  ///< since 1970
  std::int64_t end_ms = 0;
  std::int64_t bytes = 0;
  std::int64_t messages = 0;
  std::int64_t join_ms = 0;
};
std::string header_line(bool detailed);
std::string total_line(const ConsumerTotals& totals, std::string_view date_format);
/// One interval of --show-detailed-stats: `before` is what had been read at its beginning; times are the interval's.
std::string progress_line(const ConsumerTotals& now, const ConsumerTotals& before, std::string_view date_format);

}  // namespace tools
