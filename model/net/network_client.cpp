#include "model/net/network_client.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

NetworkClient::NetworkClient(sim::Scheduler& scheduler, sim::Network& network, const BrokerDirectory& brokers,
                             const Emitter& emitter, sim::HostId host, sim::LifeId life, ClientId client,
                             const NetworkClientConfig& config, sim::Rng rng, NetworkClientListener& listener)
    : scheduler_(scheduler),
      network_(network),
      brokers_(brokers),
      emitter_(emitter),
      host_(host),
      life_(life),
      client_(client),
      config_(config),
      rng_(rng),
      listener_(listener) {}

NetworkClient::~NetworkClient() = default;

NetworkClient::Node::Node(NetworkClient& owner, BrokerId node_id)
    : id(node_id), timeout(owner.scheduler_, owner.life_, [this, client = &owner] { client->on_timeout(*this); }) {}

NetworkClient::Node& NetworkClient::node(BrokerId id) {
  for (const auto& n : nodes_)
    if (n->id == id) return *n;
  nodes_.push_back(std::make_unique<Node>(*this, id));
  return *nodes_.back();
}

const NetworkClient::Node* NetworkClient::find(BrokerId id) const {
  for (const auto& n : nodes_)
    if (n->id == id) return n.get();
  return nullptr;
}

BrokerId NetworkClient::broker_behind(BrokerId node) const {
  if (node.value() < 0) return bootstrap_[static_cast<std::size_t>(-2 - node.value())];
  return brokers_.contains(node) ? node : BrokerId(2147483647 - node.value());
}

// ---- connections

bool NetworkClient::ready(BrokerId id) {
  Node& n = node(id);
  if (n.state == State::ready) return n.in_flight.size() < static_cast<std::size_t>(config_.max_in_flight);
  if (n.state == State::disconnected && scheduler_.now() >= n.retry_at) connect(n);
  return false;
}

bool NetworkClient::connected(BrokerId id) const {
  const Node* n = find(id);
  return n && n->state == State::ready;
}

bool NetworkClient::connecting(BrokerId id) const {
  const Node* n = find(id);
  return n && (n->state == State::connecting || n->state == State::checking_versions);
}

sim::SimTime NetworkClient::retry_at(BrokerId id) const {
  const Node* n = find(id);
  return n ? n->retry_at : sim::SimTime::min();
}

void NetworkClient::connect(Node& n) {
  n.state = State::connecting;
  n.last_attempt = scheduler_.now();
  const std::uint32_t attempt = ++n.attempt;
  n.timeout.arm(config_.connection_setup_timeout);
  n.connection = network_.connect(
      host_, life_, brokers_.host(broker_behind(n.id)),
      [this, id = n.id, attempt](const sim::ConnectResult& result) { on_connect_result(id, attempt, result); });
}

void NetworkClient::on_connect_result(BrokerId id, std::uint32_t attempt, const sim::ConnectResult& result) {
  Node& n = node(id);
  if (n.state != State::connecting || n.attempt != attempt) return;
  if (!result.established) return fail(n, "refused");
  network_.observe(n.connection, host_, *this);
  if (client_ != kNoClient)
    emitter_.emit(scheduler_.now(), host_,
                  [&] { return ConnectionOpened{.client = client_, .broker = broker_behind(n.id)}; });
  n.state = State::checking_versions;
  if (!config_.api_versions) return become_ready(n);
  transmit(n, ApiVersionsRequest{}, 0, true, config_.request_timeout);
}

void NetworkClient::become_ready(Node& n) {
  n.state = State::ready;
  n.failures = 0;
  arm_timeout(n);
  listener_.on_node_ready(n.id);
}

sim::Duration NetworkClient::reconnect_delay(std::uint32_t failures) {
  double delay = static_cast<double>(config_.reconnect_backoff.count());
  for (std::uint32_t i = 1; i < failures && delay < static_cast<double>(config_.reconnect_backoff_max.count()); ++i)
    delay *= 2;
  delay = std::min(delay, static_cast<double>(config_.reconnect_backoff_max.count()));
  return std::max(kLeastBackoff, sim::Duration(std::llround(delay * (0.8 + 0.4 * rng_.unit()))));
}

/// The connection is over: its requests fail, oldest first.
void NetworkClient::fail(Node& n, std::string_view why) {
  const bool was_ready = n.state == State::ready;
  const bool was_open = was_ready || n.state == State::checking_versions;
  network_.close(n.connection, host_);
  n.state = State::disconnected;
  n.timeout.disarm();
  n.retry_at = scheduler_.from_now(reconnect_delay(++n.failures));
  const std::deque<RequestPtr> lost = std::exchange(n.in_flight, {});
  if (client_ != kNoClient)
    emitter_.emit(scheduler_.now(), host_,
                  [&] { return ConnectionLost{.client = client_, .broker = broker_behind(n.id), .why = why}; });
  if (log_ && why != "closed by client") log_->on_disconnected(n.id, !was_open);
  const sim::SimTime now = scheduler_.now();
  for (const RequestPtr& request : lost) {
    if (std::holds_alternative<ApiVersionsRequest>(request->body)) continue;
    listener_.on_request_failed(*request,
                                now >= request->deadline ? RequestFailure::timed_out : RequestFailure::disconnected);
  }
  if (!was_ready || lost.empty()) listener_.on_connect_failed(n.id);
}

void NetworkClient::disconnect(BrokerId id) {
  Node& n = node(id);
  if (n.state != State::disconnected) fail(n, "closed by client");
}

void NetworkClient::on_connection_closed(sim::ConnectionId connection) {
  for (const auto& n : nodes_)
    if (n->connection == connection && n->state != State::disconnected) return fail(*n, "closed by peer");
}

void NetworkClient::on_timeout(Node& n) { fail(n, n.state == State::connecting ? "no answer" : "request timed out"); }

// ---- requests

void NetworkClient::send(BrokerId id, RequestBody body, std::uint64_t tag, bool expects_answer,
                         std::optional<sim::Duration> timeout) {
  Node& n = node(id);
  SIM_CHECK(n.state == State::ready, "send() needs a connected node");
  transmit(n, std::move(body), tag, expects_answer, timeout.value_or(config_.request_timeout));
}

void NetworkClient::transmit(Node& n, RequestBody body, std::uint64_t tag, bool expects_answer, sim::Duration timeout) {
  RequestPtr request(new Request);
  request->client = this;
  request->node = n.id;
  request->tag = tag;
  request->body = std::move(body);
  request->expects_answer = expects_answer;
  request->sent = scheduler_.now();
  request->deadline = scheduler_.from_now(timeout);
  if (expects_answer) {
    n.in_flight.push_back(request);
    arm_timeout(n);
  }
  RequestReceiver* receiver = brokers_.receiver(broker_behind(n.id));
  const sim::Bytes size = size_of(request->body);
  network_.send(n.connection, host_, size,
                [receiver, connection = n.connection, request] { receiver->on_request(connection, request); });
}

/// Source: InFlightRequests.nodesWithTimedOutRequests: one request that is due ends the connection.
void NetworkClient::arm_timeout(Node& n) {
  if (n.in_flight.empty()) return n.timeout.disarm();
  sim::SimTime deadline = sim::SimTime::max();
  for (const RequestPtr& request : n.in_flight) deadline = std::min(deadline, request->deadline);
  if (n.timeout.armed() && n.timeout.deadline() == deadline) return;
  n.timeout.arm_at(std::max(deadline, scheduler_.now()));  // a process that stood still may find it past
}

void NetworkClient::on_answer(const RequestPtr& request) {
  Node& n = node(request->node);
  SIM_CHECK(!n.in_flight.empty() && n.in_flight.front() == request, "answers come in the order of their requests");
  n.in_flight.pop_front();
  arm_timeout(n);
  if (n.state == State::checking_versions) return become_ready(n);
  listener_.on_response(*request);
}

BrokerId NetworkClient::least_loaded(std::span<const BrokerId> nodes) {
  if (nodes.empty()) return kNoBroker;
  const std::size_t start = rng_.below(nodes.size());
  BrokerId connected_best = kNoBroker;
  std::size_t fewest = 0;
  BrokerId connecting = kNoBroker;
  BrokerId untried = kNoBroker;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    Node& n = node(nodes[(start + i) % nodes.size()]);
    if (n.state == State::ready) {
      if (n.in_flight.empty()) return n.id;
      const bool room = n.in_flight.size() < static_cast<std::size_t>(config_.max_in_flight);
      if (room && (connected_best == kNoBroker || n.in_flight.size() < fewest)) {
        connected_best = n.id;
        fewest = n.in_flight.size();
      }
    } else if (n.state != State::disconnected) {
      connecting = n.id;
    } else if (scheduler_.now() >= n.retry_at) {
      if (untried == kNoBroker || n.last_attempt < find(untried)->last_attempt) untried = n.id;
    }
  }
  if (connected_best != kNoBroker) return connected_best;
  return connecting != kNoBroker ? connecting : untried;
}

}  // namespace kafka
