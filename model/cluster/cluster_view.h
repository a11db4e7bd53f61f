#pragma once
/// Read-only questions about a cluster at this instant, for samplers, screens and tests. Truth, not metrics: it looks
/// inside all processes at once, as no operator could.

#include <vector>

#include "model/cluster/cluster.h"

namespace kafka {

class ClusterView {
 public:
  explicit ClusterView(const Cluster& cluster) : cluster_(&cluster) {}

  [[nodiscard]] std::int32_t partition_count(TopicId topic) const;
  /// As stored; without leader and replicas if there is none.
  [[nodiscard]] const PartitionState& state(TopicPartition tp) const;
  [[nodiscard]] BrokerId leader(TopicPartition tp) const { return state(tp).leader; }
  /// All that have a state, by topic and number.
  [[nodiscard]] std::vector<TopicPartition> partitions() const;
  /// f(TopicPartition, const PartitionState&) of each of them, in that order.
  template <class F>
  void for_each_partition(F f) const {
    for (const auto& [tp, state] : cluster_->stored_.partitions()) f(tp, state);
  }

  // Of the leader's log; kUnknownOffset while the leader's process is down.
  [[nodiscard]] Offset log_start_offset(TopicPartition tp) const;
  [[nodiscard]] Offset log_end_offset(TopicPartition tp) const;
  [[nodiscard]] Offset high_watermark(TopicPartition tp) const;

  /// A replica, wherever it is; nullptr if the broker is down or has none.
  [[nodiscard]] const Partition* replica(BrokerId broker, TopicPartition tp) const;
  [[nodiscard]] std::int32_t under_replicated_partitions() const;
  /// min.insync.replicas, as a broker that runs a replica has it; 1 while there is none.
  [[nodiscard]] std::int32_t min_insync_replicas(TopicPartition tp) const;

  /// kUnknownOffset if nothing is committed or the coordinator is down.
  [[nodiscard]] Offset committed(GroupId group, TopicPartition tp) const;
  /// Of the member that owns the partition; kUnknownOffset if there is none or it does not know yet.
  [[nodiscard]] Offset position(GroupId group, TopicPartition tp) const;
  /// Partitions of all topics the group reads, by topic and number.
  [[nodiscard]] std::vector<TopicPartition> partitions_of(GroupId group) const;
  /// Records below the high watermark the group has not committed yet (CONSUMER LAG of kafka-consumer-groups).
  [[nodiscard]] std::int64_t lag(GroupId group, TopicPartition tp) const;
  /// The same for who has asked for both already.
  [[nodiscard]] std::int64_t lag(TopicPartition tp, Offset committed, Offset position) const;

  [[nodiscard]] std::vector<BrokerId> brokers() const;
  [[nodiscard]] sim::HostId host(BrokerId broker) const { return cluster_->host(broker); }
  [[nodiscard]] bool running(BrokerId broker) const { return server(broker) != nullptr; }
  /// nullptr while the process is down.
  [[nodiscard]] const KafkaServer* server(BrokerId broker) const { return cluster_->machine(broker).server(); }
  [[nodiscard]] std::size_t request_queue_size(BrokerId broker) const;
  /// Work of the broker's disk and of its request handlers since the machine was built, the process began (0 while it
  /// is down): see sim::Disk, sim::ServerQueue.
  [[nodiscard]] sim::Duration disk_busy_time(BrokerId broker) const;
  [[nodiscard]] sim::Duration handlers_busy_time(BrokerId broker) const;
  [[nodiscard]] std::int64_t buffer_used(ClientId producer) const;
  /// What a producer, or that of a transformation, has handed over, by partition; nullptr if the client is none.
  [[nodiscard]] const RecordNumbers* handed_over(ClientId producer) const;
  /// Of that, what its process has neither acknowledged nor given up.
  [[nodiscard]] std::int64_t unfinished_records(ClientId producer) const;

 private:
  /// nullptr while its process is down.
  [[nodiscard]] const Broker* broker(BrokerId id) const;
  /// nullptr: this client is no producer's machine. O(log producers)
  [[nodiscard]] const ProducerMachine* producer(ClientId client) const;
  /// Whose producer this is, of a transformation; nullptr if it is nobody's.
  [[nodiscard]] const ConsumerMachine* transforming_member(ClientId producer) const;
  [[nodiscard]] const Partition* leader_replica(TopicPartition tp) const { return replica(leader(tp), tp); }
  const Cluster* cluster_;
};

}  // namespace kafka
