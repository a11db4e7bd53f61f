#pragma once
/// A broker's requests to whoever is controller. Kafka: NodeToControllerChannelManager, NodeToControllerRequestThread.

#include <deque>
#include <functional>

#include "model/broker/broker_context.h"
#include "model/broker/metadata_cache.h"
#include "model/net/network_client.h"
#include "sim/core/timer.h"
#include "sim/random/rng.h"

namespace kafka {

///   volatile   the queue; its head is in flight or waits to be sent again
///   sends      the queued requests, one at a time, until a controller answers
///   receives   their answers; NOT_CONTROLLER: looks for another one
///   timers     retry_   100 ms while no controller is known, or until a node may be tried again
class ControllerChannel final : private NetworkClientListener {
 public:
  using Done = std::function<void(const ResponseBody&)>;

  ControllerChannel(const BrokerContext& context, sim::Network& network, const BrokerDirectory& brokers, sim::Rng rng,
                    const MetadataCache& metadata);

  /// Asked again for ever.
  void send(RequestBody request, Done done);
  /// Nothing is sent any more.
  void shutdown();

 private:
  struct Queued {
    RequestBody request;
    Done done;
  };

  void pump();
  void look_again();

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId) override { pump(); }
  void on_connect_failed(BrokerId node) override;

  const MetadataCache& metadata_;
  NetworkClient client_;
  BrokerId controller_ = kNoBroker;
  std::deque<Queued> queue_;
  bool in_flight_ = false;
  bool closed_ = false;
  sim::Timer retry_;
};

}  // namespace kafka
