#pragma once
/// What a group coordinator needs from its broker, for one life of the process.

#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/group/group_table.h"
#include "model/group/member_ids.h"
#include "model/observe/event_sink.h"
#include "sim/core/scheduler.h"

namespace kafka {

struct GroupCoordinatorContext {
  sim::Scheduler& scheduler;
  sim::LifeId life;
  sim::HostId host;
  BrokerId broker;
  const BrokerConfig& config;
  const Behaviour& behaviour;
  const GroupTable& groups;
  const TopicTable& topics;
  const Emitter& emitter;
  MemberIds& member_ids;

  [[nodiscard]] sim::SimTime now() const { return scheduler.now(); }
  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

}  // namespace kafka
