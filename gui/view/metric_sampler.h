#pragma once
/// The values of all series: at the end of a step its rates and what changes at once; at a frame percentiles since the
/// last one, and levels.

#include <string>
#include <vector>

#include "gui/view/health_count.h"
#include "gui/view/metric_table.h"
#include "gui/view/snapshot.h"
#include "gui/view/traffic.h"

namespace view {

/// Series, by path (and unit):
///   broker-N/bytes-in, bytes-out, replication-in, replication-out (bytes/s), requests (1/s), queue (requests),
///   handlers, disk (%), leaders (partitions)
///   produce/latency/p50, p95, p99, p999 (ms) of all applications;
///   produce/NAME/acknowledged, failed (records/s), retries (1/s), p99 (ms), unfinished (records), buffer (%)
///   group/NAME/lag (records), processed (records/s), commits (1/s), latency/p50, p95, max (s)
///   replication/under-replicated, under-min-isr, offline (partitions), isr-shrinks, isr-expands (1/s)
///   operator/under-replicated, under-min-isr, offline, controllers: what metrics say
///   request/queue, append, wait, response, send (ms): mean of produce requests
///   trucks/age/p50, p95, max (s); trucks/error/p95 (km)
///   cluster/records (records/s), lost (records), errors (1/s)
/// At each step: rates, and what begins with replication/ or operator/; the others at frames.
class MetricSampler {
 public:
  explicit MetricSampler(MetricTable& table) : table_(table) {}

  /// `names`: those of brokers, applications and groups; of the latter two in the order of a snapshot. `step`: its
  /// length in seconds.
  struct Broker {
    kafka::BrokerId id;
    sim::HostId host;
    std::string name;
  };
  struct Names {
    std::vector<Broker> brokers;
    std::vector<std::string> applications;
    std::vector<std::string> groups;
  };
  void sample_step(const Names& names, const Health& health, const Counts& step, double seconds);
  void sample_frame(const Snapshot& now, const Latencies& latencies);

 private:
  void sample_brokers(const Names& names, const Counts& step, double seconds);
  void sample_producers(const Names& names, const Counts& step, double seconds);
  void sample_groups(const Names& names, const Counts& step, double seconds);
  void sample_replication(const Health& health, const Counts& step, double seconds);
  void sample_produce_latency(const Snapshot& now, const Latencies& latencies);
  void sample_group_latency(const Snapshot& now, const Latencies& latencies);
  void sample_requests(const RequestTraffic& produce);
  void sample_trucks(const Snapshot& now);

  /// One of a kind.
  void set(std::size_t kind, const char* path, const char* label, const char* unit, double value) {
    table_.set(kind, 0, value, [&] { return SeriesInfo{path, label, unit}; });
  }
  /// PREFIX/NAME/LEAF; labelled by the name and what is added to it.
  void set(std::size_t kind, std::size_t whose, const char* prefix, const std::string& name, const char* leaf,
           const char* unit, double value, const char* more = "") {
    table_.set(kind, whose, value, [&] { return SeriesInfo{prefix + name + "/" + leaf, name + more, unit}; });
  }

  MetricTable& table_;
};

}  // namespace view
