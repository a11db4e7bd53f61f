#include "model/consumer/consumer_network_client.h"

#include <algorithm>
#include <utility>

namespace kafka {

ConsumerNetworkClient::ConsumerNetworkClient(sim::Scheduler& scheduler, sim::Network& network,
                                             const BrokerDirectory& brokers, const Emitter& emitter, sim::HostId host,
                                             sim::LifeId life, ClientId client, const NetworkClientConfig& config,
                                             sim::Rng rng, PollingThread& thread)
    : scheduler_(scheduler),
      life_(life),
      thread_(thread),
      client_(scheduler, network, brokers, emitter, host, life, client, config, rng, *this),
      disconnect_(scheduler, life, [this] { disconnect_now(); }) {}

void ConsumerNetworkClient::send(BrokerId node, RequestBody body, ResponseHandler handler,
                                 std::optional<sim::Duration> timeout) {
  const std::uint64_t tag = next_tag_++;
  handlers_.emplace(tag, std::pair(node, std::move(handler)));
  if (client_.ready(node)) return client_.send(node, std::move(body), tag, true, timeout);
  unsent_.push_back({.node = node, .body = std::move(body), .tag = tag, .timeout = timeout});
  // Source: ConsumerNetworkClient.checkDisconnects: inside the backoff nothing waits.
  if (!client_.connecting(node) && !client_.connected(node))
    scheduler_.after(sim::Duration{0}, life_, [this, node] { on_connect_failed(node); });
}

bool ConsumerNetworkClient::unavailable(BrokerId node) const {
  return !client_.connected(node) && !client_.connecting(node) && scheduler_.now() < client_.retry_at(node);
}

std::size_t ConsumerNetworkClient::pending(BrokerId node) const {
  return static_cast<std::size_t>(
      std::count_if(handlers_.begin(), handlers_.end(), [&](const auto& h) { return h.second.first == node; }));
}

void ConsumerNetworkClient::disconnect(BrokerId node) {
  to_disconnect_.push_back(node);
  if (!disconnect_.armed()) disconnect_.arm(sim::Duration{0});
}

void ConsumerNetworkClient::disconnect_now() {
  for (const BrokerId node : std::exchange(to_disconnect_, {})) client_.disconnect(node);
  thread_.wake();
}

/// Handlers send again and are answered again: theirs is taken out first.
void ConsumerNetworkClient::finish(const Request& request) {
  const auto it = handlers_.find(request.tag);
  if (it == handlers_.end()) return;
  const ResponseHandler handler = std::move(it->second.second);
  handlers_.erase(it);
  handler(request);
}

void ConsumerNetworkClient::on_response(const Request& request) {
  if (api_of(request.body) == ApiKey::METADATA) return metadata_->on_response(request);
  finish(request);
  if (!unsent_.empty() && client_.ready(request.node)) send_waiting(request.node);
  thread_.wake();
}

void ConsumerNetworkClient::on_request_failed(const Request& request, RequestFailure) {
  if (api_of(request.body) == ApiKey::METADATA) return metadata_->on_request_failed();
  finish(request);
  if (!client_.connected(request.node) && !client_.connecting(request.node)) fail_unsent(request.node);
  metadata_->request_update();
  thread_.wake();
}

void ConsumerNetworkClient::on_node_ready(BrokerId node) {
  metadata_->on_node_ready();
  send_waiting(node);
  thread_.wake();
}

void ConsumerNetworkClient::send_waiting(BrokerId node) {
  std::vector<Unsent> waiting;
  for (Unsent& u : unsent_)
    if (u.node == node) waiting.push_back(std::move(u));
  std::erase_if(unsent_, [&](const Unsent& u) { return u.node == node; });
  for (Unsent& u : waiting) client_.send(node, std::move(u.body), u.tag, true, u.timeout);
}

void ConsumerNetworkClient::on_connect_failed(BrokerId node) {
  if (client_.connected(node) || client_.connecting(node)) return;  // it has been made meanwhile
  fail_unsent(node);
  thread_.on_connect_failed(node);
  metadata_->request_update();
  thread_.wake();
}

void ConsumerNetworkClient::fail_unsent(BrokerId node) {
  std::vector<Unsent> lost;
  for (Unsent& u : unsent_)
    if (u.node == node) lost.push_back(std::move(u));
  std::erase_if(unsent_, [&](const Unsent& u) { return u.node == node; });
  for (Unsent& u : lost) {
    Request request;
    request.node = node;
    request.tag = u.tag;
    request.body = std::move(u.body);
    finish(request);
  }
}

}  // namespace kafka
