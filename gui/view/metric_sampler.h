#pragma once
/// The values of all series at the end of a step: rates of the step, percentiles of the last second, levels of now.

#include "gui/view/metric_table.h"
#include "gui/view/snapshot.h"
#include "gui/view/traffic.h"

namespace view {

/// Series, by path (and unit):
///   broker-N/bytes-in, bytes-out, replication-in, replication-out (bytes/s), requests (1/s), queue (requests),
///   handlers, disk (%), leaders (partitions) produce/latency/p50, p95, p99, p999 (ms) of all applications;
///   produce/NAME/acknowledged, failed (records/s), retries (1/s), p99 (ms), unfinished (records), buffer (%)
///   group/NAME/lag (records), processed (records/s), commits (1/s), latency/p50, p95, max (s)
///   replication/under-replicated, under-min-isr, offline (partitions), isr-shrinks, isr-expands (1/s)
///   operator/under-replicated, under-min-isr, offline, controllers: what metrics say
///   request/queue, append, wait, response, send (ms): mean of produce requests in the last second
///   trucks/age/p50, p95, max (s); trucks/error/p95 (km)
///   cluster/records (records/s), lost (records), errors (1/s)
class MetricSampler {
 public:
  explicit MetricSampler(MetricTable& table) : table_(table) {}

  /// `step`: its length in seconds.
  void sample(const Snapshot& now, const Traffic& traffic, double step);

 private:
  void sample_brokers(const Snapshot& now, const Counts& step, double seconds);
  void sample_producers(const Snapshot& now, const Counts& step, const Counts& second, double seconds);
  void sample_groups(const Snapshot& now, const Counts& step, const Counts& second, double seconds);
  void sample_replication(const Snapshot& now, const Counts& step, double seconds);
  void sample_requests(const Counts& second);
  void sample_trucks(const Snapshot& now);

  MetricTable& table_;
};

}  // namespace view
