/// Source: github.com/danielqsj/kafka_exporter, kafka_exporter.go.

#include <algorithm>
#include <functional>
#include <map>

#include "model/cluster/cluster_view.h"
#include "scenarios/engine/export/prometheus_metrics.h"

namespace scenario {
namespace {

using Type = PrometheusText::Type;

struct PartitionOf {
  const std::string& topic;
  std::string number;
  const kafka::PartitionState& state;
  std::int64_t high_watermark;  ///< -1: the leader is down
  std::int64_t log_start_offset;
};

std::vector<PartitionOf> all_partitions(const kafka::Cluster& cluster) {
  const kafka::ClusterView view = cluster.view();
  std::vector<PartitionOf> all;
  for (const kafka::TopicPartition tp : view.partitions())
    all.push_back({cluster.topics().name(tp.topic), std::to_string(tp.partition.value()), view.state(tp),
                   view.high_watermark(tp).value(), view.log_start_offset(tp).value()});
  return all;
}

/// `value`: nothing below 0.
void add_partition_metric(PrometheusText& out, const std::vector<PartitionOf>& all, std::string_view name,
                          std::string_view help, const std::function<std::int64_t(const PartitionOf&)>& value) {
  out.metric(name, Type::gauge, help);
  for (const PartitionOf& p : all)
    if (const std::int64_t v = value(p); v >= 0)
      out.sample({{"topic", p.topic}, {"partition", p.number}}, static_cast<double>(v));
}

std::int64_t size_of(const std::vector<kafka::BrokerId>& brokers) { return static_cast<std::int64_t>(brokers.size()); }

void add_topics(PrometheusText& out, const kafka::Cluster& cluster) {
  const std::vector<PartitionOf> all = all_partitions(cluster);
  std::map<std::string, std::int64_t> partitions;
  for (const PartitionOf& p : all) ++partitions[p.topic];
  out.metric("kafka_topic_partitions", Type::gauge, "Number of partitions for this Topic");
  for (const auto& [topic, count] : partitions) out.sample({{"topic", topic}}, static_cast<double>(count));

  add_partition_metric(out, all, "kafka_topic_partition_current_offset",
                       "Current Offset of a Broker at Topic/Partition",
                       [](const PartitionOf& p) { return p.high_watermark; });
  add_partition_metric(out, all, "kafka_topic_partition_oldest_offset", "Oldest Offset of a Broker at Topic/Partition",
                       [](const PartitionOf& p) { return p.log_start_offset; });
  add_partition_metric(out, all, "kafka_topic_partition_leader", "Leader Broker ID of this Topic/Partition",
                       [](const PartitionOf& p) { return std::int64_t{p.state.leader.value()}; });
  add_partition_metric(out, all, "kafka_topic_partition_replicas", "Number of Replicas for this Topic/Partition",
                       [](const PartitionOf& p) { return size_of(p.state.replicas); });
  add_partition_metric(out, all, "kafka_topic_partition_in_sync_replica",
                       "Number of In-Sync Replicas for this Topic/Partition",
                       [](const PartitionOf& p) { return size_of(p.state.isr); });
  add_partition_metric(out, all, "kafka_topic_partition_leader_is_preferred",
                       "1 if Topic/Partition is using the Preferred Broker", [](const PartitionOf& p) {
                         const bool led = p.state.leader != kafka::kNoBroker && !p.state.replicas.empty();
                         return std::int64_t{led && p.state.leader == p.state.replicas.front()};
                       });
  add_partition_metric(
      out, all, "kafka_topic_partition_under_replicated_partition", "1 if Topic/Partition is under Replicated",
      [](const PartitionOf& p) { return std::int64_t{size_of(p.state.isr) < size_of(p.state.replicas)}; });
}

/// A group's sums are by topic; one in whose topic nothing is committed does not show it.
struct TopicSums {
  std::int64_t offsets = 0;
  std::int64_t lag = 0;
  bool consumed = false;
};
using SumsByTopic = std::map<std::string, TopicSums>;

SumsByTopic sums_of(const GroupResult& group) {
  SumsByTopic sums;
  for (const ReadResult& r : group.reads) {
    TopicSums& topic = sums[r.topic];
    topic.offsets += r.committed;
    topic.lag += r.committed < 0 ? 0 : r.lag;
    topic.consumed |= r.committed >= 0;
  }
  return sums;
}

void add_group_metric(PrometheusText& out, const RunResult& result, std::string_view name, std::string_view help,
                      const std::function<std::int64_t(const ReadResult&)>& value) {
  out.metric(name, Type::gauge, help);
  for (const GroupResult& group : result.groups) {
    SumsByTopic sums = sums_of(group);
    for (const ReadResult& r : group.reads)
      if (sums[r.topic].consumed)
        out.sample({{"consumergroup", group.name}, {"topic", r.topic}, {"partition", std::to_string(r.partition)}},
                   static_cast<double>(value(r)));
  }
}

void add_group_sum(PrometheusText& out, const RunResult& result, std::string_view name, std::string_view help,
                   std::int64_t TopicSums::*value) {
  out.metric(name, Type::gauge, help);
  for (const GroupResult& group : result.groups)
    for (const auto& [topic, sums] : sums_of(group))
      if (sums.consumed)
        out.sample({{"consumergroup", group.name}, {"topic", topic}}, static_cast<double>(sums.*value));
}

void add_groups(PrometheusText& out, const BrokerMeters& meters, const RunResult& result) {
  add_group_metric(out, result, "kafka_consumergroup_current_offset",
                   "Current Offset of a ConsumerGroup at Topic/Partition",
                   [](const ReadResult& r) { return r.committed; });
  add_group_sum(out, result, "kafka_consumergroup_current_offset_sum",
                "Current Offset of a ConsumerGroup at Topic for all partitions", &TopicSums::offsets);
  add_group_metric(out, result, "kafka_consumergroup_lag",
                   "Current Approximate Lag of a ConsumerGroup at Topic/Partition",
                   [](const ReadResult& r) { return r.committed < 0 ? -1 : r.lag; });
  add_group_sum(out, result, "kafka_consumergroup_lag_sum",
                "Current Approximate Lag of a ConsumerGroup at Topic for all partitions", &TopicSums::lag);
  out.metric("kafka_consumergroup_members", Type::gauge, "Amount of members in a consumer group");
  for (std::size_t g = 0; g < result.groups.size(); ++g)
    out.sample({{"consumergroup", result.groups[g].name}},
               static_cast<double>(meters.members(kafka::GroupId(static_cast<std::int32_t>(g)))));
}

}  // namespace

void add_kafka_exporter_metrics(PrometheusText& out, const kafka::Cluster& cluster, const BrokerMeters& meters,
                                const RunResult& result) {
  const kafka::ClusterView view = cluster.view();
  const std::vector<kafka::BrokerId> brokers = view.brokers();
  out.metric("kafka_brokers", Type::gauge, "Number of Brokers in the Kafka Cluster.");
  out.sample({}, static_cast<double>(std::count_if(brokers.begin(), brokers.end(),
                                                   [&](kafka::BrokerId id) { return view.running(id); })));
  add_topics(out, cluster);
  add_groups(out, meters, result);
}

std::string prometheus_text(const kafka::Cluster& cluster, const BrokerMeters& meters, const RunResult& result) {
  PrometheusText out;
  add_kafka_exporter_metrics(out, cluster, meters, result);
  add_jmx_exporter_metrics(out, cluster, meters);
  return out.text();
}

}  // namespace scenario
