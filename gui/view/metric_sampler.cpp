#include "gui/view/metric_sampler.h"

#include <array>
#include <limits>

namespace view {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();

double quantile(const sim::Histogram& latency, double q, double unit_ns) {
  return latency.empty() ? kNothing : static_cast<double>(latency.value_at_quantile(q)) / unit_ns;
}

double rate(std::int64_t count, double seconds) { return static_cast<double>(count) / seconds; }

template <class Map, class Key>
auto value_or_none(const Map& map, const Key& key) {
  const auto it = map.find(key);
  return it == map.end() ? typename Map::mapped_type{} : it->second;
}

}  // namespace

void MetricSampler::sample(const Snapshot& now, const Traffic& traffic, double step) {
  double seconds = 0;
  const Counts second = traffic.second(seconds);
  sample_brokers(now, traffic.step(), step);
  sample_producers(now, traffic.step(), second, step);
  sample_groups(now, traffic.step(), second, step);
  sample_replication(now, traffic.step(), step);
  sample_requests(second);
  sample_trucks(now);
}

void MetricSampler::sample_brokers(const Snapshot& now, const Counts& step, double seconds) {
  std::int64_t errors = 0;
  for (const BrokerNow& b : now.brokers) {
    const BrokerTraffic traffic = value_or_none(step.brokers, kafka::BrokerId(b.id));
    const std::string path = b.name + "/";
    table_.set(path + "bytes-in", b.name, "bytes/s", rate(traffic.bytes_in, seconds));
    table_.set(path + "bytes-out", b.name, "bytes/s", rate(traffic.bytes_out, seconds));
    table_.set(path + "replication-in", b.name, "bytes/s", rate(traffic.replication_in, seconds));
    table_.set(path + "replication-out", b.name, "bytes/s", rate(traffic.replication_out, seconds));
    table_.set(path + "requests", b.name, "1/s", rate(traffic.requests, seconds));
    table_.set(path + "queue", b.name, "requests", static_cast<double>(b.request_queue));
    table_.set(path + "handlers", b.name, "%", 100 * b.handlers);
    table_.set(path + "disk", b.name, "%", 100 * b.disk);
    table_.set(path + "leaders", b.name, "partitions", b.leaders);
    errors += traffic.errors;
  }
  table_.set("cluster/errors", "errors", "1/s", rate(errors, seconds));
}

void MetricSampler::sample_producers(const Snapshot& now, const Counts& step, const Counts& second, double seconds) {
  sim::Histogram all;
  std::int64_t records = 0;
  for (std::size_t i = 0; i < now.producers.size(); ++i) {
    const ProducerNow& p = now.producers[i];
    const ApplicationTraffic traffic = value_or_none(step.applications, static_cast<int>(i));
    const ApplicationTraffic recent = value_or_none(second.applications, static_cast<int>(i));
    const std::string path = "produce/" + p.name + "/";
    table_.set(path + "acknowledged", p.name, "records/s", rate(traffic.acknowledged, seconds));
    table_.set(path + "failed", p.name, "records/s", rate(traffic.failed, seconds));
    table_.set(path + "retries", p.name, "1/s", rate(traffic.retries, seconds));
    table_.set(path + "p99", p.name, "ms", quantile(recent.latency, 0.99, 1e6));
    table_.set(path + "unfinished", p.name, "records", static_cast<double>(p.unfinished));
    table_.set(path + "buffer", p.name, "%", 100 * p.buffer);
    all.merge(recent.latency);
    records += traffic.acknowledged;
  }
  table_.set("produce/latency/p50", "p50", "ms", quantile(all, 0.5, 1e6));
  table_.set("produce/latency/p95", "p95", "ms", quantile(all, 0.95, 1e6));
  table_.set("produce/latency/p99", "p99", "ms", quantile(all, 0.99, 1e6));
  table_.set("produce/latency/p999", "p99.9", "ms", quantile(all, 0.999, 1e6));
  table_.set("cluster/records", "records", "records/s", rate(records, seconds));
}

void MetricSampler::sample_groups(const Snapshot& now, const Counts& step, const Counts& second, double seconds) {
  for (const GroupNow& g : now.groups) {
    const GroupTraffic traffic = value_or_none(step.groups, g.id);
    const GroupTraffic recent = value_or_none(second.groups, g.id);
    const std::string path = "group/" + g.name + "/";
    table_.set(path + "lag", g.name, "records", static_cast<double>(g.lag));
    table_.set(path + "processed", g.name, "records/s", rate(traffic.processed, seconds));
    table_.set(path + "commits", g.name, "1/s", rate(traffic.commits, seconds));
    table_.set(path + "latency/p50", g.name + " p50", "s", quantile(recent.latency, 0.5, 1e9));
    table_.set(path + "latency/p95", g.name + " p95", "s", quantile(recent.latency, 0.95, 1e9));
    table_.set(path + "latency/max", g.name + " max", "s", quantile(recent.latency, 1, 1e9));
  }
}

void MetricSampler::sample_replication(const Snapshot& now, const Counts& step, double seconds) {
  table_.set("replication/under-replicated", "under-replicated", "partitions", now.truth.under_replicated);
  table_.set("replication/under-min-isr", "under min ISR", "partitions", now.truth.under_min_isr);
  table_.set("replication/offline", "offline", "partitions", now.truth.offline);
  table_.set("replication/isr-shrinks", "shrinks", "1/s", rate(step.isr_shrinks, seconds));
  table_.set("replication/isr-expands", "expands", "1/s", rate(step.isr_expands, seconds));
  table_.set("operator/under-replicated", "under-replicated", "partitions", now.operators.under_replicated);
  table_.set("operator/under-min-isr", "under min ISR", "partitions", now.operators.under_min_isr);
  table_.set("operator/offline", "offline", "partitions", now.operators.offline);
  table_.set("operator/controllers", "controllers", "brokers", now.operators.controllers);
  table_.set("cluster/lost", "lost", "records", static_cast<double>(now.truth.lost));
}

void MetricSampler::sample_requests(const Counts& second) {
  static constexpr std::array<std::pair<const char*, const char*>, 5> kParts{{{"request/queue", "queue"},
                                                                              {"request/append", "append"},
                                                                              {"request/wait", "wait for ISR"},
                                                                              {"request/response", "response"},
                                                                              {"request/send", "send"}}};
  if (second.produce.count == 0) return;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    const double ms = sim::to_seconds(second.produce.parts[i]) * 1e3 / static_cast<double>(second.produce.count);
    table_.set(kParts[i].first, kParts[i].second, "ms", ms);
  }
}

void MetricSampler::sample_trucks(const Snapshot& now) {
  if (!now.trucks) return;
  const scenario::DashboardState& d = now.trucks->dashboard;
  if (d.trucks_shown == 0) return;
  table_.set("trucks/age/p50", "p50", "s", sim::to_seconds(d.age_p50));
  table_.set("trucks/age/p95", "p95", "s", sim::to_seconds(d.age_p95));
  table_.set("trucks/age/max", "max", "s", sim::to_seconds(d.age_max));
  table_.set("trucks/error/p95", "p95", "km", d.error_km_p95);
}

}  // namespace view
