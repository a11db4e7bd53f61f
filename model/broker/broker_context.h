#pragma once
/// What every part of a broker needs from its surroundings, for one life of the process.

#include "model/broker/broker_disk.h"
#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/config/hardware_config.h"
#include "model/observe/event_sink.h"
#include "model/types/topic_partition.h"
#include "sim/core/scheduler.h"

namespace kafka {

struct BrokerContext {
  sim::Scheduler& scheduler;
  sim::LifeId life;
  sim::HostId host;
  BrokerId id;
  const BrokerConfig& config;
  const BrokerCosts& costs;
  const TopicTable& topics;
  const Emitter& emitter;
  BrokerDisk& storage;
  const Behaviour& behaviour;

  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

}  // namespace kafka
