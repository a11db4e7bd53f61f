#pragma once
/// What the parts of a transaction coordinator need from their broker, for one life of its process.

#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/observe/event_sink.h"
#include "model/types/topic_partition.h"
#include "sim/core/scheduler.h"

namespace kafka {

struct TransactionContext {
  sim::Scheduler& scheduler;
  sim::LifeId life;
  sim::HostId host;
  BrokerId id;
  const BrokerConfig& config;
  const Behaviour& behaviour;
  const TopicTable& topics;
  const Emitter& emitter;

  [[nodiscard]] sim::SimTime now() const { return scheduler.now(); }
  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

/// A broker's request.timeout.ms: Kafka's default, not a setting here.
inline constexpr sim::Duration kBrokerRequestTimeout = std::chrono::milliseconds(30000);

}  // namespace kafka
