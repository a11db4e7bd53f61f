#include "gui/view/metric_sampler.h"

#include <array>
#include <limits>

namespace view {
namespace {

constexpr double kNothing = std::numeric_limits<double>::quiet_NaN();
constexpr const char* kProduce = "produce/";
constexpr const char* kGroup = "group/";

/// Of series, for the table.
enum Kind : std::size_t {
  bytes_in,
  bytes_out,
  replication_in,
  replication_out,
  requests,
  queue,
  handlers,
  disk,
  leaders,
  errors,
  acknowledged,
  failed,
  retries,
  produce_p99,
  unfinished,
  buffer,
  latency_p50,
  latency_p95,
  latency_p99,
  latency_p999,
  records,
  lag,
  processed,
  commits,
  group_p50,
  group_p95,
  group_max,
  under_replicated,
  under_min_isr,
  offline,
  isr_shrinks,
  isr_expands,
  operator_under_replicated,
  operator_under_min_isr,
  operator_offline,
  operator_controllers,
  lost,
  age_p50,
  age_p95,
  age_max,
  error_p95,
  request_parts,  // and four more
};

double quantile(const sim::Histogram& latency, double q, double unit_ns) {
  return latency.empty() ? kNothing : static_cast<double>(latency.value_at_quantile(q)) / unit_ns;
}

double rate(std::int64_t count, double seconds) { return static_cast<double>(count) / seconds; }

template <class Map, class Key>
const typename Map::mapped_type& value_or_none(const Map& map, const Key& key) {
  static const typename Map::mapped_type kNone{};
  const auto it = map.find(key);
  return it == map.end() ? kNone : it->second;
}

}  // namespace

void MetricSampler::sample_step(const Names& names, const Health& health, const Counts& step, double seconds) {
  sample_brokers(names, step, seconds);
  sample_producers(names, step, seconds);
  sample_groups(names, step, seconds);
  sample_replication(health, step, seconds);
}

void MetricSampler::sample_brokers(const Names& names, const Counts& step, double seconds) {
  std::int64_t all_errors = 0;
  for (const auto& [id, host, name] : names.brokers) {
    const auto i = static_cast<std::size_t>(host.value());  // brokers may be added: their places move, hosts stay
    const BrokerTraffic& traffic = value_or_none(step.brokers, id);
    set(bytes_in, i, "", name, "bytes-in", "bytes/s", rate(traffic.bytes_in, seconds));
    set(bytes_out, i, "", name, "bytes-out", "bytes/s", rate(traffic.bytes_out, seconds));
    set(replication_in, i, "", name, "replication-in", "bytes/s", rate(traffic.replication_in, seconds));
    set(replication_out, i, "", name, "replication-out", "bytes/s", rate(traffic.replication_out, seconds));
    set(requests, i, "", name, "requests", "1/s", rate(traffic.requests, seconds));
    all_errors += traffic.errors;
  }
  set(errors, "cluster/errors", "errors", "1/s", rate(all_errors, seconds));
}

void MetricSampler::sample_producers(const Names& names, const Counts& step, double seconds) {
  std::int64_t all_records = 0;
  for (std::size_t i = 0; i < names.applications.size(); ++i) {
    const std::string& name = names.applications[i];
    const ApplicationTraffic& traffic = value_or_none(step.applications, static_cast<int>(i));
    set(acknowledged, i, kProduce, name, "acknowledged", "records/s", rate(traffic.acknowledged, seconds));
    set(failed, i, kProduce, name, "failed", "records/s", rate(traffic.failed, seconds));
    set(retries, i, kProduce, name, "retries", "1/s", rate(traffic.retries, seconds));
    all_records += traffic.acknowledged;
  }
  set(records, "cluster/records", "records", "records/s", rate(all_records, seconds));
}

void MetricSampler::sample_groups(const Names& names, const Counts& step, double seconds) {
  for (std::size_t i = 0; i < names.groups.size(); ++i) {
    const GroupTraffic& traffic = value_or_none(step.groups, kafka::GroupId(static_cast<std::int32_t>(i)));
    set(processed, i, kGroup, names.groups[i], "processed", "records/s", rate(traffic.processed, seconds));
    set(commits, i, kGroup, names.groups[i], "commits", "1/s", rate(traffic.commits, seconds));
  }
}

void MetricSampler::sample_replication(const Health& health, const Counts& step, double seconds) {
  const HealthNow& truth = health.truth;
  const HealthNow& told = health.operators;
  set(under_replicated, "replication/under-replicated", "under-replicated", "partitions", truth.under_replicated);
  set(under_min_isr, "replication/under-min-isr", "under min ISR", "partitions", truth.under_min_isr);
  set(offline, "replication/offline", "offline", "partitions", truth.offline);
  set(isr_shrinks, "replication/isr-shrinks", "shrinks", "1/s", rate(step.isr_shrinks, seconds));
  set(isr_expands, "replication/isr-expands", "expands", "1/s", rate(step.isr_expands, seconds));
  set(operator_under_replicated, "operator/under-replicated", "under-replicated", "partitions", told.under_replicated);
  set(operator_under_min_isr, "operator/under-min-isr", "under min ISR", "partitions", told.under_min_isr);
  set(operator_offline, "operator/offline", "offline", "partitions", told.offline);
  set(operator_controllers, "operator/controllers", "controllers", "brokers", told.controllers);
}

// ---- at frames

void MetricSampler::sample_frame(const Snapshot& now, const Latencies& latencies) {
  for (const BrokerNow& b : now.brokers) {
    const auto i = static_cast<std::size_t>(b.host.value());
    set(queue, i, "", b.name, "queue", "requests", static_cast<double>(b.request_queue));
    set(handlers, i, "", b.name, "handlers", "%", 100 * b.handlers);
    set(disk, i, "", b.name, "disk", "%", 100 * b.disk);
    set(leaders, i, "", b.name, "leaders", "partitions", b.leaders);
  }
  for (std::size_t i = 0; i < now.producers.size(); ++i) {
    const ProducerNow& p = now.producers[i];
    set(unfinished, i, kProduce, p.name, "unfinished", "records", static_cast<double>(p.unfinished));
    set(buffer, i, kProduce, p.name, "buffer", "%", 100 * p.buffer);
  }
  set(lost, "cluster/lost", "lost", "records", static_cast<double>(now.truth.lost));
  sample_produce_latency(now, latencies);
  sample_group_latency(now, latencies);
  sample_requests(latencies.produce);
  sample_trucks(now);
}

void MetricSampler::sample_produce_latency(const Snapshot& now, const Latencies& latencies) {
  sim::Histogram all;
  for (std::size_t i = 0; i < now.producers.size(); ++i) {
    const sim::Histogram& latency = value_or_none(latencies.applications, static_cast<int>(i));
    set(produce_p99, i, kProduce, now.producers[i].name, "p99", "ms", quantile(latency, 0.99, 1e6));
    all.merge(latency);
  }
  set(latency_p50, "produce/latency/p50", "p50", "ms", quantile(all, 0.5, 1e6));
  set(latency_p95, "produce/latency/p95", "p95", "ms", quantile(all, 0.95, 1e6));
  set(latency_p99, "produce/latency/p99", "p99", "ms", quantile(all, 0.99, 1e6));
  set(latency_p999, "produce/latency/p999", "p99.9", "ms", quantile(all, 0.999, 1e6));
}

void MetricSampler::sample_group_latency(const Snapshot& now, const Latencies& latencies) {
  for (std::size_t i = 0; i < now.groups.size(); ++i) {
    const GroupNow& g = now.groups[i];
    const sim::Histogram& latency = value_or_none(latencies.groups, g.id);
    set(lag, i, kGroup, g.name, "lag", "records", static_cast<double>(g.lag));
    set(group_p50, i, kGroup, g.name, "latency/p50", "s", quantile(latency, 0.5, 1e9), " p50");
    set(group_p95, i, kGroup, g.name, "latency/p95", "s", quantile(latency, 0.95, 1e9), " p95");
    set(group_max, i, kGroup, g.name, "latency/max", "s", quantile(latency, 1, 1e9), " max");
  }
}

void MetricSampler::sample_requests(const RequestTraffic& produce) {
  static constexpr std::array<std::pair<const char*, const char*>, 5> kParts{{{"request/queue", "queue"},
                                                                              {"request/append", "append"},
                                                                              {"request/wait", "wait for ISR"},
                                                                              {"request/response", "response"},
                                                                              {"request/send", "send"}}};
  if (produce.count == 0) return;
  for (std::size_t i = 0; i < kParts.size(); ++i) {
    const double ms = sim::to_seconds(produce.parts[i]) * 1e3 / static_cast<double>(produce.count);
    set(request_parts + i, kParts[i].first, kParts[i].second, "ms", ms);
  }
}

void MetricSampler::sample_trucks(const Snapshot& now) {
  if (!now.trucks) return;
  const scenario::DashboardState& d = now.trucks->dashboard;
  if (d.trucks_shown == 0) return;
  set(age_p50, "trucks/age/p50", "p50", "s", sim::to_seconds(d.age_p50));
  set(age_p95, "trucks/age/p95", "p95", "s", sim::to_seconds(d.age_p95));
  set(age_max, "trucks/age/max", "max", "s", sim::to_seconds(d.age_max));
  set(error_p95, "trucks/error/p95", "p95", "km", d.error_km_p95);
}

}  // namespace view
