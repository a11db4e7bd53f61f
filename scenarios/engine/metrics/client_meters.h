#pragma once
/// What producers and consumers count, by the names under which Kafka's clients show it.
/// Kafka: SenderMetricsRegistry, FetchMetricsRegistry, ConsumerCoordinatorMetrics.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/metrics/metric_row.h"
#include "scenarios/engine/metrics/windowed_rate.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

/// They begin anew with their client's process. Records consumed are counted when poll() returns them.
class ClientMeters final : public kafka::EventSink {
 public:
  explicit ClientMeters(const Names& names) : names_(names) {}

  // kafka::EventSink
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// By client and name.
  [[nodiscard]] std::vector<MetricRow> rows(sim::SimTime now) const;

 private:
  /// Both attributes, "record-send-rate" and "record-send-total", by what stands before.
  struct Sensor {
    std::string group;  ///< "kafka.producer:type=producer-metrics"
    std::string name;
    friend auto operator<=>(const Sensor&, const Sensor&) = default;
  };
  struct OneClient {
    std::map<Sensor, WindowedRate> sensors;
    std::int64_t assigned = -1;  ///< -1: no member of a group
  };

  void record(kafka::ClientId client, const char* group, const char* name, sim::SimTime now, double value);
  void on(sim::SimTime now, const kafka::ClientStarted& event);
  void on(sim::SimTime now, const kafka::ClientStopped& event);
  void on(sim::SimTime now, const kafka::BatchSent& event);
  void on(sim::SimTime now, const kafka::BatchRetried& event);
  void on(sim::SimTime now, const kafka::RecordsFailed& event);
  void on(sim::SimTime now, const kafka::RecordsDelivered& event);
  void on(sim::SimTime now, const kafka::OffsetCommitted& event);
  void on(sim::SimTime now, const kafka::PartitionsAssigned& event);
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  const Names& names_;
  std::map<kafka::ClientId, OneClient> clients_;
};

}  // namespace scenario
