#pragma once
/// Requests from one broker to others that are not the controller's and not fetches: one in flight per broker, the
/// others wait for it; who sent one learns what became of it. Kafka: InterBrokerSendThread.

#include <deque>
#include <functional>
#include <map>
#include <memory>

#include "model/net/network_client.h"
#include "sim/core/timer.h"

namespace kafka {

///   volatile   everything
///   sends      what it is given
///   receives   the answers
///   timers     per broker: failing   a connection that just failed is not tried again before its backoff is over;
///                                    what is to be sent there meanwhile fails after kLeastBackoff
class InterBrokerSendThread final : private NetworkClientListener {
 public:
  /// `answer` is nullptr if there is none: not connected, disconnected, or no answer in time.
  using OnComplete = std::function<void(const ResponseBody* answer)>;

  InterBrokerSendThread(sim::Scheduler& scheduler, sim::Network& network, const BrokerDirectory& brokers,
                        const Emitter& emitter, sim::HostId host, sim::LifeId life, sim::Duration request_timeout,
                        sim::Rng rng);

  /// `on_complete` is called later, never from here.
  void send(BrokerId broker, RequestBody request, OnComplete on_complete);
  /// Sends nothing more and tells nobody anything.
  void shutdown();

 private:
  struct Unsent {
    RequestBody request;
    OnComplete on_complete;
  };
  struct Destination {
    Destination(InterBrokerSendThread& owner, BrokerId broker);
    BrokerId id;
    std::deque<Unsent> unsent{};
    OnComplete in_flight{};
    sim::Timer failing;
  };

  Destination& destination(BrokerId broker);
  void pump(Destination& to);
  void fail_unsent(Destination& to);

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId node) override { pump(destination(node)); }
  void on_connect_failed(BrokerId node) override { fail_unsent(destination(node)); }

  sim::Scheduler& scheduler_;
  sim::LifeId life_;
  NetworkClient client_;
  bool closed_ = false;
  std::map<BrokerId, std::unique_ptr<Destination>> destinations_;
};

}  // namespace kafka
