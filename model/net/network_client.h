#pragma once
/// A client's connections to brokers: connecting with backoff, one FIFO of requests in flight per node, request
/// timeouts. Kafka: NetworkClient, ClusterConnectionStates, InFlightRequests.

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "model/net/broker_directory.h"
#include "model/net/client_log.h"
#include "model/net/request.h"
#include "model/observe/event_sink.h"
#include "sim/core/scheduler.h"
#include "sim/core/timer.h"
#include "sim/net/network.h"
#include "sim/random/rng.h"

namespace kafka {

/// Why a request got no answer.
enum class RequestFailure { disconnected, timed_out };

/// Told what became of connections and requests.
class NetworkClientListener {
 public:
  virtual ~NetworkClientListener() = default;
  virtual void on_response(const Request& request) = 0;  ///< request.answer is set
  virtual void on_request_failed(const Request& request, RequestFailure why) = 0;
  virtual void on_node_ready(BrokerId node) = 0;  ///< connected: ready(node) is true now
  virtual void on_connect_failed(BrokerId node) = 0;
};

/// The shortest pause before trying again. A backoff of 0 is legal in Kafka, where the loop itself takes time; here it
/// would let a cluster without latency retry for ever at one instant.
inline constexpr sim::Duration kLeastBackoff = std::chrono::milliseconds(1);

struct NetworkClientConfig {
  std::int32_t max_in_flight = 5;
  sim::Duration request_timeout{0};
  sim::Duration reconnect_backoff{0};
  sim::Duration reconnect_backoff_max{0};
  sim::Duration connection_setup_timeout{0};
  bool api_versions = true;  ///< clients ask for ApiVersions first; brokers know each other's
};

/// A bootstrap server's pseudo node. Kafka counts from -1 down; -1 is "none" here, so this counts from -2.
inline BrokerId bootstrap_node(std::size_t index) { return BrokerId(-2 - static_cast<std::int32_t>(index)); }
/// The group coordinator gets a connection of its own (Kafka: Integer.MAX_VALUE - id).
inline BrokerId coordinator_node(BrokerId id) { return BrokerId(2147483647 - id.value()); }

///   volatile   everything
///   sends      requests; ApiVersions on each new connection
///   receives   answers, closed connections
///   timers     per node: connection setup, request timeout (of the request that is due first)
class NetworkClient final : public sim::ConnectionObserver {
 public:
  NetworkClient(sim::Scheduler& scheduler, sim::Network& network, const BrokerDirectory& brokers,
                const Emitter& emitter, sim::HostId host, sim::LifeId life, ClientId client,
                const NetworkClientConfig& config, sim::Rng rng, NetworkClientListener& listener);
  ~NetworkClient() override;

  void set_bootstrap(std::vector<BrokerId> servers) { bootstrap_ = std::move(servers); }
  /// It outlives the client; nullptr: nobody listens.
  void set_log(ClientLog* log) { log_ = log; }
  [[nodiscard]] ClientLog* log() const { return log_; }
  [[nodiscard]] std::size_t bootstrap_count() const { return bootstrap_.size(); }

  /// Connected and below the in-flight limit. Otherwise starts connecting, unless the backoff forbids it.
  bool ready(BrokerId node);
  [[nodiscard]] bool connected(BrokerId node) const;
  /// A connection is being made: on_node_ready or on_connect_failed will tell.
  [[nodiscard]] bool connecting(BrokerId node) const;
  /// When a failed node may be tried again; the past if it may now.
  [[nodiscard]] sim::SimTime retry_at(BrokerId node) const;
  /// Needs connected(node). The answer, or its absence, reaches the listener. `timeout`: other than request_timeout.
  void send(BrokerId node, RequestBody body, std::uint64_t tag = 0, bool expects_answer = true,
            std::optional<sim::Duration> timeout = std::nullopt);
  void disconnect(BrokerId node);

  /// The broker a node stands for.
  [[nodiscard]] BrokerId broker_behind(BrokerId node) const;
  /// Says something in the client's name.
  template <class Make>
  void emit(Make make) const {
    emitter_.emit(scheduler_.now(), host_, make);
  }
  [[nodiscard]] ClientId client() const { return client_; }

  /// Which of `nodes` to ask (Kafka: leastLoadedNode); kNoBroker if all are inside their backoff.
  BrokerId least_loaded(std::span<const BrokerId> nodes);

  /// An answer's last byte has arrived.
  void on_answer(const RequestPtr& request);

  // sim::ConnectionObserver
  void on_connection_closed(sim::ConnectionId connection) override;

 private:
  enum class State { disconnected, connecting, checking_versions, ready };
  struct Node {
    Node(NetworkClient& owner, BrokerId node_id);
    BrokerId id;
    State state = State::disconnected;
    sim::ConnectionId connection;
    std::deque<RequestPtr> in_flight;
    std::uint32_t failures = 0;  ///< in a row
    std::uint32_t attempt = 0;   ///< connection attempts begun: tells an old attempt's answer from the new one's
    sim::SimTime retry_at = sim::SimTime::min();
    sim::SimTime last_attempt = sim::SimTime::min();
    sim::Timer timeout;  ///< setup while connecting, the request due first afterwards
  };

  Node& node(BrokerId id);
  [[nodiscard]] const Node* find(BrokerId id) const;
  void connect(Node& n);
  void on_connect_result(BrokerId id, std::uint32_t attempt, const sim::ConnectResult& result);
  void become_ready(Node& n);
  void on_timeout(Node& n);
  void fail(Node& n, std::string_view why);
  void transmit(Node& n, RequestBody body, std::uint64_t tag, bool expects_answer, sim::Duration timeout);
  void arm_timeout(Node& n);
  [[nodiscard]] sim::Duration reconnect_delay(std::uint32_t failures);

  sim::Scheduler& scheduler_;
  sim::Network& network_;
  const BrokerDirectory& brokers_;
  const Emitter& emitter_;
  sim::HostId host_;
  sim::LifeId life_;
  ClientId client_;
  NetworkClientConfig config_;
  sim::Rng rng_;
  NetworkClientListener& listener_;
  ClientLog* log_ = nullptr;
  std::vector<BrokerId> bootstrap_;
  std::vector<std::unique_ptr<Node>> nodes_;  // in order of first use
};

}  // namespace kafka
