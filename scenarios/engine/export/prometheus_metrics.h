#pragma once
/// The state of a cluster and its meters as Prometheus would scrape them from Kafka's usual exporters.

#include <string>

#include "model/cluster/cluster.h"
#include "scenarios/engine/export/broker_meters.h"
#include "scenarios/engine/export/prometheus_text.h"
#include "scenarios/engine/run/run_result.h"

namespace scenario {

/// By the names of kafka_exporter: topics, partitions and groups as a client sees them. As there, a leader or an offset
/// that nobody knows has no sample, and the lag of a partition without a committed offset is -1.
void add_kafka_exporter_metrics(PrometheusText& out, const kafka::Cluster& cluster, const BrokerMeters& meters,
                                const RunResult& result);

/// By the names that jmx_exporter gives Kafka's beans with its example configuration (kafka-2_0_0.yml), each broker's
/// with its host as `instance`. A broker that is down is not scraped. Percentiles are of the whole run, where Kafka's
/// reservoirs prefer the last five minutes.
void add_jmx_exporter_metrics(PrometheusText& out, const kafka::Cluster& cluster, const BrokerMeters& meters);

std::string prometheus_text(const kafka::Cluster& cluster, const BrokerMeters& meters, const RunResult& result);

}  // namespace scenario
