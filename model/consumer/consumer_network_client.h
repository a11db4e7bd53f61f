#pragma once
/// A consumer's requests, each with what is to be done when it is answered. Kafka: ConsumerNetworkClient,
/// RequestFuture.

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "model/net/client_metadata.h"
#include "model/net/network_client.h"
#include "sim/core/timer.h"

namespace kafka {

/// Told once: `request.answer` is the answer; without one the connection was lost, or it did not come in time.
using ResponseHandler = std::function<void(const Request& request)>;

/// The thread that polls, as those see it who work for it.
class PollingThread {
 public:
  virtual ~PollingThread() = default;
  /// It is inside the consumer, in poll(), commitSync() or close(), and looks at the network.
  [[nodiscard]] virtual bool inside() const = 0;
  /// Something happened that it may be waiting for.
  virtual void wake() = 0;
  /// A connection could not be made.
  virtual void on_connect_failed(BrokerId node) = 0;
};

///   volatile   requests that wait for their connection, handlers of those under way
///   sends      what it is given
///   receives   answers
///   timers     disconnect_   connections to be closed, in an event of its own
class ConsumerNetworkClient final : private NetworkClientListener {
 public:
  ConsumerNetworkClient(sim::Scheduler& scheduler, sim::Network& network, const BrokerDirectory& brokers,
                        const Emitter& emitter, sim::HostId host, sim::LifeId life, ClientId client,
                        const NetworkClientConfig& config, sim::Rng rng, PollingThread& thread);

  void connect(ClientMetadata& metadata) { metadata_ = &metadata; }
  [[nodiscard]] NetworkClient& network() { return client_; }
  [[nodiscard]] const NetworkClient& network() const { return client_; }

  /// Goes out when the connection is there. `timeout`: other than request.timeout.ms.
  void send(BrokerId node, RequestBody body, ResponseHandler handler,
            std::optional<sim::Duration> timeout = std::nullopt);
  /// The connection failed, and it is too early to try again.
  [[nodiscard]] bool unavailable(BrokerId node) const;
  /// Closes it soon: whoever waits for an answer is told. Kafka: disconnectAsync.
  void disconnect(BrokerId node);
  /// Requests to this node that are neither answered nor given up.
  [[nodiscard]] std::size_t pending(BrokerId node) const;
  [[nodiscard]] bool any_pending() const { return !handlers_.empty(); }

  template <class Make>
  void emit(Make make) const {
    client_.emit(make);
  }
  [[nodiscard]] ClientId id() const { return client_.client(); }

 private:
  struct Unsent {
    BrokerId node;
    RequestBody body;
    std::uint64_t tag;
    std::optional<sim::Duration> timeout;
  };

  // NetworkClientListener
  void on_response(const Request& request) override;
  void on_request_failed(const Request& request, RequestFailure why) override;
  void on_node_ready(BrokerId node) override;
  void on_connect_failed(BrokerId node) override;

  void finish(const Request& request);
  void send_waiting(BrokerId node);
  void fail_unsent(BrokerId node);
  void disconnect_now();

  sim::Scheduler& scheduler_;
  sim::LifeId life_;
  PollingThread& thread_;
  NetworkClient client_;
  ClientMetadata* metadata_ = nullptr;
  std::vector<Unsent> unsent_;
  std::map<std::uint64_t, std::pair<BrokerId, ResponseHandler>> handlers_;  // by tag
  std::uint64_t next_tag_ = 1;
  std::vector<BrokerId> to_disconnect_;
  sim::Timer disconnect_;
};

}  // namespace kafka
