#include "model/cluster/partition_registry.h"

#include <memory>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

void PartitionRegistry::create(TopicPartition tp, const PartitionState& state) {
  SIM_CHECK(!states_.contains(tp), "a partition is created once");
  states_[tp] = state;
  emit(tp, state);
}

const PartitionState& PartitionRegistry::state(TopicPartition tp) const {
  const auto it = states_.find(tp);
  SIM_CHECK(it != states_.end(), "no such partition");
  return it->second;
}

void PartitionRegistry::submit(BrokerId leader, const IsrChange& change) {
  // As an event of its own: the leader is in the middle of a handler.
  auto wish = std::make_unique<IsrChange>(change);
  scheduler_.after(sim::Duration{0}, sim::kWorld, [this, leader, wanted = std::move(wish)] {
    const ErrorCode error = apply(leader, *wanted);
    listener_->on_isr_answer(leader, wanted->tp, error, state(wanted->tp).partition_epoch);
  });
}

ErrorCode PartitionRegistry::apply(BrokerId leader, const IsrChange& change) {
  PartitionState& stored = states_.at(change.tp);
  if (stored.leader != leader || change.leader_epoch < stored.leader_epoch) return ErrorCode::FENCED_LEADER_EPOCH;
  if (change.partition_epoch != stored.partition_epoch) return ErrorCode::INVALID_UPDATE_VERSION;
  stored.isr = change.isr;
  ++stored.partition_epoch;
  emit(change.tp, stored);
  listener_->on_state_changed(change.tp, stored);
  return ErrorCode::NONE;
}

void PartitionRegistry::emit(TopicPartition tp, const PartitionState& state) const {
  emitter_.emit(scheduler_.now(), kNoHost, [&] {
    return PartitionStateChanged{.tp = tp,
                                 .leader = state.leader,
                                 .leader_epoch = state.leader_epoch,
                                 .partition_epoch = state.partition_epoch,
                                 .replicas = state.replicas,
                                 .isr = state.isr};
  });
}

}  // namespace kafka
