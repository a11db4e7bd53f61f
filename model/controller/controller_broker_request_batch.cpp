#include "model/controller/controller_broker_request_batch.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

void ControllerBrokerRequestBatch::new_batch() {
  SIM_CHECK(leader_and_isr_.empty() && stop_replica_.empty() && update_metadata_brokers_.empty(),
            "the last batch was not sent");
}

void ControllerBrokerRequestBatch::clear() {
  leader_and_isr_.clear();
  stop_replica_.clear();
  update_metadata_brokers_.clear();
  update_metadata_partitions_.clear();
}

void ControllerBrokerRequestBatch::add_leader_and_isr(const std::vector<BrokerId>& brokers, TopicPartition tp,
                                                      const PartitionState& leadership,
                                                      const ReplicaAssignment& assignment, bool is_new) {
  for (const BrokerId broker : brokers) {
    if (broker.value() < 0) continue;
    LeaderAndIsrRequest::Partition& p = leader_and_isr_[broker][tp];
    const bool already_new = p.is_new;
    p = {.tp = tp, .state = leadership, .is_new = is_new || already_new};
    p.state.replicas = assignment.replicas;
    p.state.adding = assignment.adding;
    p.state.removing = assignment.removing;
  }
  add_update_metadata(context_.live_or_shutting_down_ids(), {tp});
}

void ControllerBrokerRequestBatch::add_stop_replica(BrokerId broker, TopicPartition tp, bool delete_partition) {
  if (broker.value() < 0) return;
  StopReplicaRequest::Partition& p = stop_replica_[broker][tp];
  p = {.tp = tp, .leader_epoch = context_.leader_epoch(tp), .delete_partition = p.delete_partition || delete_partition};
}

void ControllerBrokerRequestBatch::add_update_metadata(const std::vector<BrokerId>& brokers,
                                                       const std::vector<TopicPartition>& partitions) {
  for (const BrokerId broker : brokers)
    if (broker.value() >= 0) update_metadata_brokers_.insert(broker);
  for (const TopicPartition tp : partitions) {
    if (!context_.leadership(tp)) continue;
    PartitionState state = context_.full_state(tp);
    if (context_.is_queued_for_deletion(tp.topic)) {
      state.leader = kLeaderDuringDelete;
      state.leader_epoch = LeaderEpoch(0);
      state.partition_epoch = PartitionEpoch(0);
    }
    update_metadata_partitions_[tp] = std::move(state);
  }
}

void ControllerBrokerRequestBatch::send_to_brokers() {
  send_leader_and_isr();
  send_update_metadata();
  send_stop_replica();
  clear();
}

ControlHeader ControllerBrokerRequestBatch::header(BrokerId to) const {
  return {.controller = controller_,
          .controller_epoch = context_.epoch,
          .broker_epoch = behaviour_.broker_epochs ? context_.broker_epoch(to) : kNoBrokerEpoch};
}

void ControllerBrokerRequestBatch::send_leader_and_isr() {
  for (const auto& [broker, partitions] : leader_and_isr_) {
    if (!context_.is_live_or_shutting_down(broker)) continue;
    LeaderAndIsrRequest request{.header = header(broker), .partitions = {}};
    for (const auto& [tp, partition] : partitions) request.partitions.push_back(partition);
    sender_.send(broker, std::move(request));
  }
}

void ControllerBrokerRequestBatch::send_update_metadata() {
  UpdateMetadataRequest request;
  for (const auto& [tp, state] : update_metadata_partitions_) request.partitions.push_back({.tp = tp, .state = state});
  for (const auto& [id, broker] : context_.live_or_shutting_down())
    request.live_brokers.push_back({.id = id, .rack = broker.rack});
  for (const BrokerId broker : update_metadata_brokers_) {
    if (!context_.is_live_or_shutting_down(broker)) continue;
    request.header = header(broker);
    sender_.send(broker, request);
  }
}

void ControllerBrokerRequestBatch::send_stop_replica() {
  for (const auto& [broker, partitions] : stop_replica_) {
    if (!context_.is_live_or_shutting_down(broker)) continue;
    if (behaviour_.stop_replica_epochs) {
      StopReplicaRequest request{.header = header(broker), .partitions = {}};
      for (const auto& [tp, partition] : partitions) request.partitions.push_back(partition);
      sender_.send(broker, std::move(request));
      continue;
    }
    // Before KIP-570 a request deletes all its partitions or none: two requests, deletions first.
    for (const bool deleting : {true, false}) {
      StopReplicaRequest request{.header = header(broker), .partitions = {}};
      for (const auto& [tp, partition] : partitions)
        if (partition.delete_partition == deleting)
          request.partitions.push_back({.tp = tp, .leader_epoch = kNoEpoch, .delete_partition = deleting});
      if (!request.partitions.empty()) sender_.send(broker, std::move(request));
    }
  }
}

}  // namespace kafka
