#include <algorithm>

#include "model/cluster/cluster_view.h"
#include "model/types/topic_name.h"
#include "scenarios/engine/run/sum_up.h"

namespace scenario {
namespace {

std::vector<PartitionResult> partitions_of(const kafka::ClusterView& view, kafka::TopicId topic) {
  std::vector<PartitionResult> results;
  for (std::int32_t p = 0; p < view.partition_count(topic); ++p) {
    const kafka::TopicPartition tp{topic, kafka::PartitionId(p)};
    PartitionResult partition;
    partition.leader = view.leader(tp).value();
    for (const kafka::BrokerId broker : view.state(tp).isr) partition.isr.push_back(broker.value());
    partition.log_start_offset = view.log_start_offset(tp).value();
    partition.high_watermark = view.high_watermark(tp).value();
    partition.log_end_offset = view.log_end_offset(tp).value();
    results.push_back(std::move(partition));
  }
  return results;
}

}  // namespace

std::vector<TopicResult> sum_up_topics(const RunWatched& run) {
  std::vector<TopicResult> results;
  for (std::size_t t = 0; t < run.cluster.topics().size(); ++t) {
    const kafka::TopicId id(static_cast<std::int32_t>(t));
    TopicResult topic;
    topic.name = run.cluster.topics().name(id);
    topic.internal = kafka::is_internal_topic(topic.name);
    topic.totals = run.ledger.of_topic(id);
    topic.statistics = run.recorder.of_topic(id);
    for (const auto& workload : run.workloads)
      if (workload->topic() == id) topic.produced += workload->returned();
    // What transformations handed over is known to the ledger alone.
    topic.produced = std::max(topic.produced - topic.totals.rejected, topic.totals.accepted);
    topic.partitions = partitions_of(run.cluster.view(), id);
    results.push_back(std::move(topic));
  }
  return results;
}

}  // namespace scenario
