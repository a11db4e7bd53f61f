#pragma once
/// What brokers count, by the names under which Kafka's brokers show it.
/// Kafka: BrokerTopicStats, RequestMetrics, ReplicaManager, ControllerStats.

#include <map>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/metrics/meter.h"
#include "scenarios/engine/metrics/metric_row.h"
#include "scenarios/engine/run/names.h"
#include "sim/stats/histogram.h"

namespace scenario {

/// Meters begin anew with their broker's process. What is less than Kafka's: Produce and Fetch requests are counted
/// once, not once for each partition they name; bytes out are counted when a consumer is handed its records, or a
/// follower has them; of request times all values since the process began are kept, where Kafka keeps a sample of 1028
/// in which old ones fade.
class ServerMeters final : public kafka::EventSink {
 public:
  explicit ServerMeters(const Names& names) : names_(names) {}

  // kafka::EventSink
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Of the brokers that run, by broker and name.
  [[nodiscard]] std::vector<MetricRow> rows(sim::SimTime now);

 private:
  struct Times {
    sim::Histogram queue;
    sim::Histogram local;
    sim::Histogram remote;
    sim::Histogram response_queue;
    sim::Histogram send;
    sim::Histogram total;
  };
  struct BrokerMeters {
    bool running = false;
    sim::SimTime start{};
    std::map<std::string, Meter> meters;    ///< by mbean
    std::map<std::string, Times> requests;  ///< by Kafka's request name
  };

  BrokerMeters& of(kafka::BrokerId broker) { return brokers_[broker]; }
  void mark(kafka::BrokerId broker, const std::string& mbean, sim::SimTime now, std::int64_t n = 1);
  void mark_topic(kafka::BrokerId broker, const std::string& name, kafka::TopicId topic, sim::SimTime now,
                  std::int64_t n);
  void on(sim::SimTime now, const kafka::RecordsAppended& event);
  void on(sim::SimTime now, const kafka::RecordsDelivered& event);
  void on(sim::SimTime now, const kafka::RequestCompleted& event);
  void on(sim::SimTime now, const kafka::LeaderElected& event);
  void on(sim::SimTime now, const kafka::IsrShrunk& event);
  void on(sim::SimTime now, const kafka::IsrExpanded& event);
  void on(sim::SimTime now, const kafka::PartitionStateChanged& event);
  void on(sim::SimTime now, const kafka::BrokerStarted& event);
  void on(sim::SimTime now, const kafka::BrokerStopped& event);
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  const Names& names_;
  std::map<kafka::BrokerId, BrokerMeters> brokers_;
  std::map<kafka::TopicPartition, kafka::BrokerId> leaders_;
};

}  // namespace scenario
