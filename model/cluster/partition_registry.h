#pragma once
/// The stored state of every partition: leader, epochs, ISR. What ZooKeeper's /brokers/topics/.../state holds.

#include <functional>
#include <map>

#include "model/broker/partition_state.h"
#include "model/observe/event_sink.h"
#include "sim/core/scheduler.h"

namespace kafka {

/// Told of every change, and of every refused one.
class RegistryListener {
 public:
  virtual ~RegistryListener() = default;
  virtual void on_state_changed(TopicPartition tp, const PartitionState& state) = 0;
  virtual void on_isr_answer(BrokerId leader, TopicPartition tp, ErrorCode error, PartitionEpoch epoch) = 0;
};

/// A leader's ISR change is a compare-and-set on the partition epoch, as in Kafka; the store answers at the same
/// instant, because the controller and ZooKeeper are not part of this model yet (docs/not-modelled.md).
class PartitionRegistry final : public IsrChannel {
 public:
  PartitionRegistry(sim::Scheduler& scheduler, const Emitter& emitter) : scheduler_(scheduler), emitter_(emitter) {}

  void set_listener(RegistryListener& listener) { listener_ = &listener; }
  /// Stores the state of a new partition.
  void create(TopicPartition tp, const PartitionState& state);
  [[nodiscard]] const PartitionState& state(TopicPartition tp) const;
  [[nodiscard]] const std::map<TopicPartition, PartitionState>& all() const { return states_; }

  // IsrChannel
  void submit(BrokerId leader, const IsrChange& change) override;

 private:
  ErrorCode apply(BrokerId leader, const IsrChange& change);
  void emit(TopicPartition tp, const PartitionState& state) const;

  sim::Scheduler& scheduler_;
  const Emitter& emitter_;
  RegistryListener* listener_ = nullptr;
  std::map<TopicPartition, PartitionState> states_;
};

}  // namespace kafka
