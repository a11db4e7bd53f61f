#pragma once
/// Small scenarios in C++: an ideal cluster, a topic `orders`, producers and groups as needed.

#include <string>
#include <utility>

#include "scenarios/engine/run/experiment.h"

namespace scenario {

/// `brokers` ideal machines 1 ms apart, `orders` replicated on all of them.
inline ScenarioSpec small_spec(int brokers, int partitions, sim::Duration duration) {
  ScenarioSpec spec;
  spec.name = "small";
  spec.title = "A small cluster";
  spec.duration = duration;
  for (int i = 0; i < brokers; ++i) spec.cluster.brokers.push_back({kafka::BrokerId(101 + i), ""});
  spec.cluster.hardware.network.latency = std::chrono::milliseconds(1);
  spec.cluster.config.offsets_topic_num_partitions = 1;
  spec.cluster.config.offsets_topic_replication_factor = brokers;
  kafka::TopicSpec orders;
  orders.name = "orders";
  orders.partitions = partitions;
  orders.replication_factor = brokers;
  spec.cluster.topics.push_back(std::move(orders));
  return spec;
}

inline ProducerSpec& add_producer(ScenarioSpec& spec, const std::string& name, double rate) {
  ProducerSpec p;
  p.name = name;
  p.workload.topic = "orders";
  p.workload.rate = rate;
  spec.producers.push_back(std::move(p));
  return spec.producers.back();
}

inline GroupSpec& add_group(ScenarioSpec& spec, const std::string& name) {
  GroupSpec g;
  g.name = name;
  g.topics = {"orders"};
  g.config.auto_offset_reset = kafka::OffsetResetStrategy::earliest;
  spec.groups.push_back(std::move(g));
  return spec.groups.back();
}

inline RunResult run(const ScenarioSpec& spec, kafka::EventSink* sink = nullptr) {
  Experiment experiment(spec);
  if (sink != nullptr) experiment.attach(*sink);
  experiment.start();
  experiment.advance(experiment.end());
  return experiment.finish();
}

}  // namespace scenario
