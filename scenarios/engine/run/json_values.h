#pragma once
/// Values of a summary as JSON.

#include <string>

#include <nlohmann/json.hpp>

#include "scenarios/engine/run/run_result.h"
#include "sim/stats/histogram.h"

namespace scenario {

using Json = nlohmann::ordered_json;

inline double millis(double ns) { return ns / 1e6; }
inline double millis(std::int64_t ns) { return millis(static_cast<double>(ns)); }
inline double millis(sim::Duration d) { return millis(d.count()); }

/// Values of a histogram divided by `unit`.
Json histogram_json(const sim::Histogram& h, double unit);
/// In milliseconds.
inline Json latency_json(const sim::Histogram& h) { return histogram_json(h, 1e6); }

template <class All, class ToJson>
Json list_json(const All& all, ToJson to_json) {
  Json j = Json::array();
  for (const auto& one : all) j.push_back(to_json(one));
  return j;
}

std::string partition_name(const RunResult& run, kafka::TopicPartition tp);
/// null for kNoClient.
Json client_json(const RunResult& run, kafka::ClientId client);

}  // namespace scenario
