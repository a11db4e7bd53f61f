/// Source: github.com/prometheus/jmx_exporter, kafka-2_0_0.yml: kafka.server:type=T,name=N becomes kafka_server_t_n, a
/// ...PerSec meter's count ..._total, a histogram's percentiles samples with `quantile`.

#include <algorithm>
#include <functional>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/export/prometheus_metrics.h"

namespace scenario {
namespace {

using Type = PrometheusText::Type;

/// A broker whose exporter answers.
struct Scraped {
  kafka::BrokerId id;
  std::string instance;
  const BrokerMeters::Broker& meters;
  std::int64_t partitions = 0;
  std::int64_t leads = 0;
  std::int64_t under_replicated = 0;  ///< of those that it leads
};

std::vector<Scraped> scrape(const kafka::Cluster& cluster, const BrokerMeters& meters) {
  static const BrokerMeters::Broker kIdle;
  const kafka::ClusterView view = cluster.view();
  std::vector<Scraped> all;
  for (const kafka::BrokerId id : view.brokers()) {
    if (!view.running(id)) continue;
    const auto known = meters.brokers().find(cluster.host(id));
    Scraped broker{id, cluster.host_name(cluster.host(id)), known == meters.brokers().end() ? kIdle : known->second};
    for (const kafka::TopicPartition tp : view.partitions()) {
      const kafka::PartitionState& state = view.state(tp);
      const bool has = std::find(state.replicas.begin(), state.replicas.end(), id) != state.replicas.end();
      broker.partitions += has ? 1 : 0;
      broker.leads += state.leader == id ? 1 : 0;
      broker.under_replicated += state.leader == id && state.isr.size() < state.replicas.size() ? 1 : 0;
    }
    all.push_back(std::move(broker));
  }
  return all;
}

void add(PrometheusText& out, const std::vector<Scraped>& brokers, std::string_view name, Type type,
         std::string_view help, const std::function<std::int64_t(const Scraped&)>& value) {
  out.metric(name, type, help);
  for (const Scraped& b : brokers) out.sample({{"instance", b.instance}}, static_cast<double>(value(b)));
}

void add_replica_manager(PrometheusText& out, const std::vector<Scraped>& brokers) {
  add(out, brokers, "kafka_server_replicamanager_partitioncount", Type::gauge, "Replicas on this broker",
      [](const Scraped& b) { return b.partitions; });
  add(out, brokers, "kafka_server_replicamanager_leadercount", Type::gauge, "Partitions that this broker leads",
      [](const Scraped& b) { return b.leads; });
  add(out, brokers, "kafka_server_replicamanager_underreplicatedpartitions", Type::gauge,
      "Of the partitions that this broker leads, those whose ISR lacks a replica",
      [](const Scraped& b) { return b.under_replicated; });
  add(out, brokers, "kafka_server_replicamanager_isrshrinks_total", Type::counter,
      "ISRs that this broker as leader has shrunk", [](const Scraped& b) { return b.meters.isr_shrinks; });
  add(out, brokers, "kafka_server_replicamanager_isrexpands_total", Type::counter,
      "ISRs that this broker as leader has expanded", [](const Scraped& b) { return b.meters.isr_expands; });
}

/// Only the active controller knows of offline partitions; the others say 0.
void add_controller(PrometheusText& out, const std::vector<Scraped>& brokers, const kafka::Cluster& cluster) {
  const kafka::ClusterView view = cluster.view();
  std::int64_t offline = 0;
  for (const kafka::TopicPartition tp : view.partitions()) offline += view.leader(tp) == kafka::kNoBroker ? 1 : 0;
  add(out, brokers, "kafka_controller_kafkacontroller_activecontrollercount", Type::gauge,
      "1 on the broker that is the controller", [&](const Scraped& b) { return b.id == cluster.controller() ? 1 : 0; });
  add(out, brokers, "kafka_controller_kafkacontroller_offlinepartitionscount", Type::gauge,
      "Partitions without a leader, as the controller knows",
      [&](const Scraped& b) { return b.id == cluster.controller() ? offline : 0; });
}

/// With a topic, and without one the sum over all, as there are two beans.
void add_topic_meter(PrometheusText& out, const std::vector<Scraped>& brokers, const kafka::Cluster& cluster,
                     std::string_view name, std::string_view help, std::int64_t BrokerMeters::TopicMeter::*value) {
  out.metric(name, Type::counter, help);
  for (const Scraped& b : brokers) {
    std::int64_t sum = 0;
    for (const auto& [topic, meter] : b.meters.topics) {
      out.sample({{"instance", b.instance}, {"topic", cluster.topics().name(topic)}},
                 static_cast<double>(meter.*value));
      sum += meter.*value;
    }
    out.sample({{"instance", b.instance}}, static_cast<double>(sum));
  }
}

void add_request_times(PrometheusText& out, const std::vector<Scraped>& brokers, std::size_t which) {
  std::string name = "kafka_network_requestmetrics_";
  for (const char c : kRequestTimes[which]) name += static_cast<char>(c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
  out.metric(name, Type::gauge, "Milliseconds; percentiles of the whole run");
  for (const Scraped& b : brokers)
    for (const auto& [request, times] : b.meters.requests)
      for (const std::string_view quantile : {"0.50", "0.75", "0.95", "0.98", "0.99", "0.999"})
        out.sample({{"instance", b.instance}, {"request", request}, {"quantile", std::string(quantile)}},
                   static_cast<double>(times[which].value_at_quantile(std::stod(std::string(quantile)))) / 1e6);
  out.metric(name + "_count", Type::counter, "Requests answered");
  for (const Scraped& b : brokers)
    for (const auto& [request, times] : b.meters.requests)
      out.sample({{"instance", b.instance}, {"request", request}}, static_cast<double>(times[which].count()));
}

}  // namespace

void add_jmx_exporter_metrics(PrometheusText& out, const kafka::Cluster& cluster, const BrokerMeters& meters) {
  const std::vector<Scraped> brokers = scrape(cluster, meters);
  add_replica_manager(out, brokers);
  add_controller(out, brokers, cluster);
  add_topic_meter(out, brokers, cluster, "kafka_server_brokertopicmetrics_messagesin_total",
                  "Records appended as leader since time zero", &BrokerMeters::TopicMeter::messages_in);
  add_topic_meter(out, brokers, cluster, "kafka_server_brokertopicmetrics_bytesin_total",
                  "Bytes appended as leader since time zero", &BrokerMeters::TopicMeter::bytes_in);
  for (std::size_t which = 0; which < kRequestTimes.size(); ++which) add_request_times(out, brokers, which);
}

}  // namespace scenario
