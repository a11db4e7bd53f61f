#include "model/net/inter_broker_send_thread.h"

#include <utility>

namespace kafka {

namespace {

/// Source: TransactionMarkerChannelManager, NetworkUtils.buildNetworkClient.
NetworkClientConfig client_config(sim::Duration request_timeout) {
  return {.max_in_flight = 1,
          .request_timeout = request_timeout,
          .reconnect_backoff = std::chrono::milliseconds(50),
          .reconnect_backoff_max = std::chrono::milliseconds(50),
          .connection_setup_timeout = std::chrono::seconds(10),  // socket.connection.setup.timeout.ms
          .api_versions = false};
}

}  // namespace

InterBrokerSendThread::InterBrokerSendThread(sim::Scheduler& scheduler, sim::Network& network,
                                             const BrokerDirectory& brokers, const Emitter& emitter, sim::HostId host,
                                             sim::LifeId life, sim::Duration request_timeout, sim::Rng rng)
    : scheduler_(scheduler),
      life_(life),
      client_(scheduler, network, brokers, emitter, host, life, kNoClient, client_config(request_timeout), rng, *this) {
}

InterBrokerSendThread::Destination::Destination(InterBrokerSendThread& owner, BrokerId broker)
    : id(broker), failing(owner.scheduler_, owner.life_, [this, o = &owner] { o->fail_unsent(*this); }) {}

InterBrokerSendThread::Destination& InterBrokerSendThread::destination(BrokerId broker) {
  std::unique_ptr<Destination>& found = destinations_[broker];
  if (!found) found = std::make_unique<Destination>(*this, broker);
  return *found;
}

void InterBrokerSendThread::send(BrokerId broker, RequestBody request, OnComplete on_complete) {
  if (closed_) return;
  Destination& to = destination(broker);
  to.unsent.push_back({std::move(request), std::move(on_complete)});
  pump(to);
}

void InterBrokerSendThread::shutdown() {
  closed_ = true;
  for (const auto& [broker, to] : destinations_) {
    to->unsent.clear();
    to->in_flight = nullptr;
    to->failing.disarm();
  }
}

/// Kafka's loop completes the requests of a node that is not connected in each of its turns (checkDisconnects).
void InterBrokerSendThread::pump(Destination& to) {
  if (to.unsent.empty()) return;
  if (client_.ready(to.id)) {
    Unsent next = std::move(to.unsent.front());
    to.unsent.pop_front();
    to.in_flight = std::move(next.on_complete);
    return client_.send(to.id, std::move(next.request));
  }
  if (client_.connected(to.id) || client_.connecting(to.id) || to.failing.armed()) return;
  to.failing.arm(kLeastBackoff);
}

void InterBrokerSendThread::fail_unsent(Destination& to) {
  to.failing.disarm();
  for (Unsent& unsent : std::exchange(to.unsent, {})) unsent.on_complete(nullptr);
}

void InterBrokerSendThread::on_response(const Request& request) {
  if (closed_) return;
  Destination& to = destination(request.node);
  const OnComplete complete = std::exchange(to.in_flight, nullptr);
  complete(&*request.answer);
  pump(to);
}

void InterBrokerSendThread::on_request_failed(const Request& request, RequestFailure) {
  if (closed_) return;
  Destination& to = destination(request.node);
  const OnComplete complete = std::exchange(to.in_flight, nullptr);
  std::deque<Unsent> unsent = std::exchange(to.unsent, {});
  complete(nullptr);
  for (Unsent& other : unsent) other.on_complete(nullptr);
}

}  // namespace kafka
