#pragma once
/// What brokers and ZooKeeper servers are at an instant, by the names under which they show it.
/// Kafka: ReplicaManager, KafkaController, RequestChannel, GroupMetadataManager, Log; ZooKeeper: MonitorCommand.

#include <vector>

#include "model/cluster/cluster.h"
#include "scenarios/engine/metrics/metric_row.h"

namespace scenario {

/// Of brokers that run, by broker and name. It looks; it changes nothing.
std::vector<MetricRow> broker_gauges(const kafka::Cluster& cluster);
/// Of servers that run, what `mntr` answers, as far as it is a number.
std::vector<MetricRow> zookeeper_gauges(const kafka::Cluster& cluster);

}  // namespace scenario
