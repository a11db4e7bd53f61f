#include "scenarios/engine/run/json_values.h"

namespace scenario {

Json histogram_json(const sim::Histogram& h, double unit) {
  Json j;
  j["count"] = h.count();
  if (h.empty()) return j;
  const auto put = [&](const char* name, double value) { j[name] = value / unit; };
  put("mean", h.mean());
  put("min", static_cast<double>(h.min()));
  for (const auto& [name, q] :
       {std::pair{"p50", 0.5}, {"p90", 0.9}, {"p95", 0.95}, {"p99", 0.99}, {"p99.9", 0.999}, {"p99.99", 0.9999}})
    put(name, static_cast<double>(h.value_at_quantile(q)));
  put("max", static_cast<double>(h.max()));
  return j;
}

std::string partition_name(const RunResult& run, kafka::TopicPartition tp) {
  return run.topics[static_cast<std::size_t>(tp.topic.value())].name + "-" + std::to_string(tp.partition.value());
}

Json client_json(const RunResult& run, kafka::ClientId client) {
  const auto c = static_cast<std::size_t>(client.value());
  if (client == kafka::kNoClient || c >= run.client_names.size()) return nullptr;
  return run.client_names[c];
}

}  // namespace scenario
