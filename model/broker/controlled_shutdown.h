#pragma once
/// A broker asks the controller to move its leaders away before it stops. Kafka: KafkaServer.controlledShutdown.

#include <functional>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/net/network_client.h"
#include "sim/core/timer.h"
#include "sim/random/rng.h"

namespace kafka {

///   volatile   attempts left
///   sends      ControlledShutdown to the controller, on a connection of its own
///   receives   its answer
///   timers     timer_   controlled.shutdown.retry.backoff.ms; controller.socket.timeout.ms for the connection
class ControlledShutdown final : private NetworkClientListener {
 public:
  ControlledShutdown(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, sim::Rng rng,
                     const MetadataCache& metadata);

  /// `done` is told whether the controller has moved everything; false after the last attempt. Called later than
  /// within this call, once.
  void start(BrokerEpoch broker_epoch, std::function<void(bool succeeded)> done);

 private:
  enum class Waiting { nothing, connection, answer, backoff };

  void attempt();
  void look_for_controller();
  void ask();
  void attempt_failed();
  void on_timer();
  void finish(bool succeeded);

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId) override;
  void on_connect_failed(BrokerId) override;

  BrokerContext context_;
  const MetadataCache& metadata_;
  NetworkClient client_;
  BrokerEpoch broker_epoch_ = kNoBrokerEpoch;
  BrokerId controller_ = kNoBroker;
  std::int32_t attempts_left_ = 0;
  Waiting waiting_ = Waiting::nothing;
  std::function<void(bool)> done_;
  sim::Timer timer_;
};

}  // namespace kafka
