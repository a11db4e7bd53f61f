#include "tools/kafka/performance_lines.h"

#include <algorithm>
#include <cstddef>

#include "tools/kafka/java_numbers.h"
#include "tools/kafka/simple_date_format.h"

namespace tools {

namespace {

constexpr double kMegabyte = 1024.0 * 1024.0;

std::string int_text(std::int64_t value) { return std::to_string(value); }

/// What both lines begin with.
std::string measured(const ProducerTotals& t, int rate_digits, int latency_digits) {
  const auto elapsed = static_cast<double>(t.elapsed_ms);
  const double records_per_second = 1000.0 * static_cast<double>(t.records) / elapsed;
  const double megabytes_per_second = 1000.0 * static_cast<double>(t.bytes) / elapsed / kMegabyte;
  const double latency = static_cast<double>(t.latency_sum_ms) / static_cast<double>(t.records);
  return int_text(t.records) + " records sent, " + format_fixed(records_per_second, rate_digits) + " records/sec (" +
         format_fixed(megabytes_per_second, 2) + " MB/sec), " + format_fixed(latency, latency_digits) +
         " ms avg latency, " + format_fixed(static_cast<double>(t.latency_max_ms), latency_digits) + " ms max latency";
}

}  // namespace

std::string window_line(const ProducerTotals& w) { return measured(w, 1, 1) + ".\n"; }

std::string total_line(const ProducerTotals& t) {
  return measured(t, 6, 2) + ", " + int_text(t.percentiles[0]) + " ms 50th, " + int_text(t.percentiles[1]) +
         " ms 95th, " + int_text(t.percentiles[2]) + " ms 99th, " + int_text(t.percentiles[3]) + " ms 99.9th.\n";
}

std::array<std::int64_t, 4> percentiles_of(std::vector<std::int64_t> latencies) {
  std::sort(latencies.begin(), latencies.end());
  std::array<std::int64_t, 4> values{};
  const std::array<double, 4> wanted = {0.5, 0.95, 0.99, 0.999};
  for (std::size_t i = 0; i < wanted.size() && !latencies.empty(); ++i)
    values.at(i) = latencies[static_cast<std::size_t>(wanted.at(i) * static_cast<double>(latencies.size()))];
  return values;
}

std::string header_line(bool detailed) {
  return std::string(detailed ? "time, threadId" : "start.time, end.time") +
         ", data.consumed.in.MB, MB.sec, data.consumed.in.nMsg, nMsg.sec, rebalance.time.ms, fetch.time.ms, "
         "fetch.MB.sec, fetch.nMsg.sec\n";
}

std::string total_line(const ConsumerTotals& t, std::string_view date_format) {
  const double seconds = static_cast<double>(t.end_ms - t.start_ms) / 1000.0;
  const std::int64_t fetch_ms = t.end_ms - t.start_ms - t.join_ms;
  const double fetch_seconds = static_cast<double>(fetch_ms) / 1000.0;
  const double megabytes = static_cast<double>(t.bytes) / kMegabyte;
  const auto messages = static_cast<double>(t.messages);
  return simple_date(date_format, t.start_ms) + ", " + simple_date(date_format, t.end_ms) + ", " +
         format_fixed(megabytes, 4) + ", " + format_fixed(megabytes / seconds, 4) + ", " + int_text(t.messages) + ", " +
         format_fixed(messages / seconds, 4) + ", " + int_text(t.join_ms) + ", " + int_text(fetch_ms) + ", " +
         format_fixed(megabytes / fetch_seconds, 4) + ", " + format_fixed(messages / fetch_seconds, 4) + "\n";
}

std::string progress_line(const ConsumerTotals& now, const ConsumerTotals& before, std::string_view date_format) {
  const auto elapsed = static_cast<double>(now.end_ms - now.start_ms);
  const std::int64_t fetch_ms = now.end_ms - now.start_ms - now.join_ms;
  const double megabytes = static_cast<double>(now.bytes - before.bytes) / kMegabyte;
  const auto messages = static_cast<double>(now.messages - before.messages);
  const double fetch_megabytes = fetch_ms <= 0 ? 0 : 1000.0 * megabytes / static_cast<double>(fetch_ms);
  const double fetch_messages = fetch_ms <= 0 ? 0 : 1000.0 * messages / static_cast<double>(fetch_ms);
  return simple_date(date_format, now.end_ms) + ", 0, " + format_fixed(static_cast<double>(now.bytes) / kMegabyte, 4) +
         ", " + format_fixed(1000.0 * megabytes / elapsed, 4) + ", " + int_text(now.messages) + ", " +
         format_fixed(messages / elapsed * 1000.0, 4) + ", " + int_text(now.join_ms) + ", " + int_text(fetch_ms) +
         ", " + format_fixed(fetch_megabytes, 4) + ", " + format_fixed(fetch_messages, 4) + "\n";
}

}  // namespace tools
