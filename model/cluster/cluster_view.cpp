#include "model/cluster/cluster_view.h"

#include <algorithm>

namespace kafka {

const PartitionState& ClusterView::state(TopicPartition tp) const {
  static const PartitionState kNone;
  const PartitionState* state = cluster_->stored_.partition(tp);
  return state ? *state : kNone;
}

std::int32_t ClusterView::partition_count(TopicId topic) const { return cluster_->partition_count(topic); }

const Broker* ClusterView::broker(BrokerId id) const {
  if (id == kNoBroker) return nullptr;
  const KafkaServer* server = cluster_->machine(id).server();
  return server ? &server->broker() : nullptr;
}

const Partition* ClusterView::replica(BrokerId id, TopicPartition tp) const {
  const Broker* b = broker(id);
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
  for (const auto& [tp, state] : cluster_->stored_.partitions())
    count += state.isr.size() < state.replicas.size() ? 1 : 0;
  return count;
}

std::int32_t ClusterView::min_insync_replicas(TopicPartition tp) const {
  for (const BrokerId id : state(tp).replicas)
    if (const Partition* p = replica(id, tp)) return p->config().min_insync_replicas;
  return 1;
}

Offset ClusterView::committed(GroupId group, TopicPartition tp) const {
  const BrokerId coordinator = leader(cluster_->groups_.entry(group).offsets_partition);
  const Broker* b = broker(coordinator);
  return b ? b->coordinator().committed(group, tp) : kUnknownOffset;
}

Offset ClusterView::position(GroupId group, TopicPartition tp) const {
  for (const auto& member : cluster_->consumer_groups_[static_cast<std::size_t>(group.value())].members)
    if (member->consumer() && member->consumer()->owns(tp)) return member->consumer()->position(tp);
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
  const Offset known = committed(group, tp);
  return lag(tp, known, known != kUnknownOffset ? kUnknownOffset : position(group, tp));
}

std::int64_t ClusterView::lag(TopicPartition tp, Offset committed, Offset position) const {
  const Partition* const p = leader_replica(tp);
  if (p == nullptr) return 0;
  const Offset from = committed != kUnknownOffset ? committed : position;
  return p->log().high_watermark() - (from != kUnknownOffset ? from : p->log().log_start_offset());
}

std::vector<TopicPartition> ClusterView::partitions() const {
  std::vector<TopicPartition> all;
  for (const auto& [tp, state] : cluster_->stored_.partitions()) all.push_back(tp);
  return all;
}

std::vector<BrokerId> ClusterView::brokers() const {
  std::vector<BrokerId> ids;
  for (const auto& machine : cluster_->brokers_) ids.push_back(machine->id());
  return ids;
}

std::size_t ClusterView::request_queue_size(BrokerId id) const {
  const Broker* b = broker(id);
  return b ? b->server().request_queue_size() : 0;
}

sim::Duration ClusterView::disk_busy_time(BrokerId id) const {
  return cluster_->machine(id).disk().device().busy_time();
}

sim::Duration ClusterView::handlers_busy_time(BrokerId id) const {
  const Broker* b = broker(id);
  return b ? b->server().io_threads_busy_time() : sim::Duration{0};
}

const ProducerMachine* ClusterView::producer(ClientId client) const {
  const auto& all = cluster_->producers_;  // in the order in which clients were numbered
  const auto it =
      std::lower_bound(all.begin(), all.end(), client, [](const auto& p, ClientId id) { return p->id() < id; });
  return it != all.end() && (*it)->id() == client ? it->get() : nullptr;
}

std::int64_t ClusterView::buffer_used(ClientId client) const {
  const ProducerMachine* const p = producer(client);
  return p && p->producer() ? p->producer()->buffer_used() : 0;
}

const RecordNumbers* ClusterView::handed_over(ClientId client) const {
  if (const ProducerMachine* const p = producer(client)) return &p->numbers();
  const ConsumerMachine* const member = transforming_member(client);
  return member ? &member->numbers() : nullptr;
}

std::int64_t ClusterView::unfinished_records(ClientId client) const {
  if (const ProducerMachine* const p = producer(client)) return p->producer() ? p->producer()->unfinished_records() : 0;
  const ConsumerMachine* const member = transforming_member(client);
  return member && member->producer() ? member->producer()->unfinished_records() : 0;
}

const ConsumerMachine* ClusterView::transforming_member(ClientId producer) const {
  if (producer == kNoClient) return nullptr;
  for (const auto& group : cluster_->consumer_groups_)
    for (const auto& member : group.members)
      if (member->spec().producer == producer) return member.get();
  return nullptr;
}

}  // namespace kafka
