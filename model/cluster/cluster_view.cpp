#include "model/cluster/cluster_view.h"

namespace kafka {

std::int32_t ClusterView::partition_count(TopicId topic) const {
  std::int32_t count = 0;
  const auto& all = cluster_->registry_.all();
  for (auto it = all.lower_bound({topic, PartitionId(0)}); it != all.end() && it->first.topic == topic; ++it) ++count;
  return count;
}

const Partition* ClusterView::replica(BrokerId broker, TopicPartition tp) const {
  if (broker == kNoBroker) return nullptr;
  const Broker* b = cluster_->machine(broker).broker();
  return b ? b->replicas().find(tp) : nullptr;
}

Offset ClusterView::log_start_offset(TopicPartition tp) const {
  const Partition* p = leader_replica(tp);
  return p ? p->log().log_start_offset() : kUnknownOffset;
}
Offset ClusterView::log_end_offset(TopicPartition tp) const {
  const Partition* p = leader_replica(tp);
  return p ? p->log().log_end_offset() : kUnknownOffset;
}
Offset ClusterView::high_watermark(TopicPartition tp) const {
  const Partition* p = leader_replica(tp);
  return p ? p->log().high_watermark() : kUnknownOffset;
}

std::int32_t ClusterView::under_replicated_partitions() const {
  std::int32_t count = 0;
  for (const auto& [tp, state] : cluster_->registry_.all()) count += state.isr.size() < state.replicas.size() ? 1 : 0;
  return count;
}

Offset ClusterView::committed(GroupId group, TopicPartition tp) const {
  const BrokerId coordinator = leader(cluster_->groups_.entry(group).offsets_partition);
  const Broker* b = cluster_->machine(coordinator).broker();
  return b ? b->coordinator().committed(group, tp) : kUnknownOffset;
}

Offset ClusterView::position(GroupId group, TopicPartition tp) const {
  for (const auto& member : cluster_->consumer_groups_[static_cast<std::size_t>(group.value())].members)
    if (member->owns(tp)) return member->position(tp);
  return kUnknownOffset;
}

std::vector<TopicPartition> ClusterView::partitions_of(GroupId group) const {
  std::vector<TopicPartition> partitions;
  for (const std::string& name : cluster_->consumer_groups_[static_cast<std::size_t>(group.value())].spec.topics) {
    const TopicId topic = cluster_->topics_.find(name);
    for (std::int32_t p = 0; p < partition_count(topic); ++p) partitions.push_back({topic, PartitionId(p)});
  }
  return partitions;
}

std::int64_t ClusterView::lag(GroupId group, TopicPartition tp) const {
  const Offset end = high_watermark(tp);
  if (end == kUnknownOffset) return 0;
  Offset from = committed(group, tp);
  if (from == kUnknownOffset) from = position(group, tp);
  if (from == kUnknownOffset) from = log_start_offset(tp);
  return end - from;
}

std::vector<BrokerId> ClusterView::brokers() const {
  std::vector<BrokerId> ids;
  for (const auto& machine : cluster_->machines_) ids.push_back(machine->id());
  return ids;
}

std::size_t ClusterView::request_queue_size(BrokerId broker) const {
  const Broker* b = cluster_->machine(broker).broker();
  return b ? b->server().request_queue_size() : 0;
}

std::int64_t ClusterView::buffer_used(ClientId producer) const {
  for (const auto& p : cluster_->producers_)
    if (p->id() == producer) return p->buffer_used();
  return 0;
}

}  // namespace kafka
