#include "tests/conformance/runner/transcript_measured.h"

#include <algorithm>

#include "tests/conformance/runner/transcript_run.h"
#include "tools/kafka/performance_lines.h"

namespace conformance {

namespace {

std::string producer_text(Fields& measured) {
  tools::ProducerTotals totals;
  totals.records = measured.integer("records");
  totals.bytes = measured.integer("bytes");
  totals.elapsed_ms = measured.integer("elapsed_ms");
  totals.latency_sum_ms = measured.integer("latency_sum_ms");
  totals.latency_max_ms = measured.integer("latency_max_ms");
  if (!measured.has("p50")) return window_line(totals);
  totals.percentiles = {measured.integer("p50"), measured.integer("p95"), measured.integer("p99"),
                        measured.integer("p999")};
  return total_line(totals);
}

std::string consumer_text(Fields& measured, const std::vector<std::string>& words) {
  tools::ConsumerTotals totals;
  totals.start_ms = measured.integer("start_ms_utc");
  totals.end_ms = measured.integer("end_ms_utc");
  totals.bytes = measured.integer("bytes");
  totals.messages = measured.integer("messages");
  totals.join_ms = measured.integer("join_ms");
  const auto has = [&](const char* option) { return std::find(words.begin(), words.end(), option) != words.end(); };
  std::string format = "yyyy-MM-dd HH:mm:ss:SSS";
  for (std::size_t i = 0; i + 1 < words.size(); ++i)
    if (words[i] == "--date-format") format = words[i + 1];
  const bool detailed = has("--show-detailed-stats");
  const std::string header = has("--hide-header") ? "" : tools::header_line(detailed);
  return header + (detailed ? progress_line(totals, {}, format) : total_line(totals, format));
}

}  // namespace

std::string performance_text(Fields& measured, const std::string& command) {
  const std::vector<std::string> words = words_of(command);
  if (words.front().starts_with("kafka-producer-perf-test")) return producer_text(measured);
  if (words.front().starts_with("kafka-consumer-perf-test")) return consumer_text(measured, words);
  throw measured.error("no performance tool: " + command);
}

}  // namespace conformance
