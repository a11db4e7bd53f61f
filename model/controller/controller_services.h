#pragma once
/// What the controller needs of the broker process it runs in, for one life.

#include <functional>

#include "model/config/behaviour.h"
#include "model/config/broker_config.h"
#include "model/controller/steps.h"
#include "model/net/broker_directory.h"
#include "model/observe/event_sink.h"
#include "model/types/topic_partition.h"
#include "sim/core/scheduler.h"
#include "sim/net/network.h"
#include "sim/random/rng.h"

namespace kafka {

class KafkaZkClient;

struct ControllerServices {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const BrokerDirectory& brokers;
  const Emitter& emitter;
  sim::HostId host;
  sim::LifeId life;
  BrokerId id;
  const BrokerConfig& config;
  const Behaviour& behaviour;
  TopicTable& topics;
  KafkaZkClient& zk;
  sim::Rng rng;  ///< for the connections to brokers
  /// Registers the broker under a new session; `ok` is false if another session owns the node.
  std::function<void(std::function<void(bool ok)> done)> register_broker;

  template <class Make>
  void emit(Make make) const {
    emitter.emit(scheduler.now(), host, make);
  }
};

}  // namespace kafka
