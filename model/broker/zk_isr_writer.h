#pragma once
/// A leader's ISR changes, written to ZooKeeper by itself (until 2.6). Kafka: ReplicationUtils.updateLeaderAndIsr,
/// ReplicaManager.recordIsrChange and maybePropagateIsrChanges; later ZkAlterPartitionManager.

#include <deque>
#include <set>

#include "model/broker/broker_context.h"
#include "model/broker/partition_state.h"
#include "model/zk/kafka_zk_client.h"
#include "sim/core/timer.h"

namespace kafka {

///   durable    .../partitions/<p>/state; /isr_change_notification/isr_change_<seq>
///   volatile   changes that wait their turn: one write at a time; partitions the controller does not know of yet
///   timers     propagation_   every 2500 ms
class ZkIsrWriter final : public IsrChannel {
 public:
  ZkIsrWriter(const BrokerContext& context, KafkaZkClient& zk, IsrChangeListener& listener);

  void start();
  /// What is not written yet is not written any more.
  void shutdown();
  void submit(BrokerId leader, const IsrChange& change) override;

  /// Written, and the controller not told yet.
  [[nodiscard]] std::size_t unpropagated() const { return changed_.size(); }

 private:
  void write_next();
  void on_written(const IsrChange& change, const zk::Response& response);
  void look_who_wrote(const IsrChange& change);
  void accepted(const IsrChange& change, PartitionEpoch partition_epoch);
  void refused(const IsrChange& change);
  void propagate();
  void tell_controller();

  BrokerContext context_;
  KafkaZkClient& zk_;
  IsrChangeListener& listener_;
  std::deque<IsrChange> queue_;
  bool writing_ = false;
  bool closed_ = false;
  std::set<TopicPartition> changed_;
  sim::SimTime last_change_;
  sim::SimTime last_propagation_;
  sim::Timer propagation_;
};

}  // namespace kafka
