#pragma once
/// Everything that processes of a run show to monitoring, at any instant.
///
///   Metrics metrics(experiment.names());
///   metrics.attach_to(experiment);          // before start()
///   for (const MetricRow& row : metrics.rows(experiment.cluster(), experiment.now())) ...

#include <string>
#include <vector>

#include "scenarios/engine/metrics/client_meters.h"
#include "scenarios/engine/metrics/gauges.h"
#include "scenarios/engine/metrics/server_meters.h"

namespace scenario {

class Metrics {
 public:
  explicit Metrics(const Names& names) : servers_(names), clients_(names) {}

  /// Anything with attach(EventSink&): an Experiment, an Emitter.
  template <class Run>
  void attach_to(Run& run) {
    run.attach(servers_);
    run.attach(clients_);
  }
  /// By process, then by mbean and attribute.
  [[nodiscard]] std::vector<MetricRow> rows(const kafka::Cluster& cluster, sim::SimTime now);

 private:
  ServerMeters servers_;
  ClientMeters clients_;
};

/// One row a line: process, mbean, attribute and value; whole numbers without a point.
std::string metrics_text(const std::vector<MetricRow>& rows);

}  // namespace scenario
