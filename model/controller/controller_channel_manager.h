#pragma once
/// The controller's connections to all brokers, its own among them. Kafka: ControllerChannelManager, RequestSendThread.

#include <cstdint>
#include <deque>
#include <map>
#include <memory>

#include "model/controller/control_request_sender.h"
#include "model/controller/controller_services.h"
#include "model/net/network_client.h"
#include "sim/core/timer.h"

namespace kafka {

/// Told of answers, in the order of each broker's requests.
class ControlResponseListener {
 public:
  virtual ~ControlResponseListener() = default;
  virtual void on_control_response(BrokerId from, const RequestBody& request, const ResponseBody& answer) = 0;
};

///   volatile   per broker a queue; its head is in flight or waits to be sent again
///   sends      the queued requests, one at a time per broker, again until answered or the broker is removed
///   timers     per broker: 100 ms before the next attempt; controller.socket.timeout.ms for connecting and for an
///              answer (Kafka: request.timeout.ms for the latter, the same 30 s)
class ControllerChannelManager final : public ControlRequestSender, private NetworkClientListener {
 public:
  ControllerChannelManager(const ControllerServices& services, ControlResponseListener& listener);

  void add_broker(BrokerId id);
  /// Drops its queue and its connection.
  void remove_broker(BrokerId id);
  void shutdown();

  void send(BrokerId to, RequestBody request) override;

  /// Kafka: QueueSize; the request in flight counts.
  [[nodiscard]] std::size_t queue_size(BrokerId id) const;
  [[nodiscard]] std::size_t total_queue_size() const;

 private:
  struct Channel {
    Channel(ControllerChannelManager& owner, BrokerId broker);
    BrokerId id;
    std::deque<RequestBody> queue;
    bool in_flight = false;
    sim::Timer pause;
  };

  void pump(Channel& channel);
  void pause(BrokerId id);
  [[nodiscard]] Channel* find(BrokerId id);

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId node) override;
  void on_connect_failed(BrokerId node) override { pause(node); }

  const ControllerServices& services_;
  ControlResponseListener& listener_;
  NetworkClient client_;
  std::map<BrokerId, std::unique_ptr<Channel>> channels_;
};

}  // namespace kafka
