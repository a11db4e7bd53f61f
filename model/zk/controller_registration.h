#pragma once
/// The write that makes a broker the controller. Kafka: KafkaZkClient.registerControllerAndIncrementControllerEpoch.
///
///   durable    /controller (ephemeral), /controller_epoch

#include <functional>

#include "model/config/behaviour.h"
#include "model/zk/kafka_zk_client.h"

namespace kafka {

struct ControllerRegistration {
  zk::Error error = zk::Error::Ok;  ///< NodeExists, BadVersion: another broker won (ControllerMovedException)
  ControllerEpoch epoch{0};
  std::int32_t epoch_zk_version = 0;  ///< version of /controller_epoch: guards the controller's writes
};

/// Reads /controller_epoch (makes it, 0, if there is none), then in one multi creates /controller and adds 1 to the
/// epoch. If that fails it looks whether it was this broker itself: an answer may have been lost.
void register_controller(KafkaZkClient& zk, BrokerId broker, sim::SimTime now,
                         std::function<void(ControllerRegistration)> done, const Behaviour& behaviour = {});

}  // namespace kafka
