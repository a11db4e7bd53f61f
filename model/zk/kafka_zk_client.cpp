#include "model/zk/kafka_zk_client.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

using sim::Duration;

KafkaZkClient::KafkaZkClient(sim::Scheduler& scheduler, sim::LifeId life, zk::ZooKeeperFactory& factory,
                             const BrokerConfig& config)
    : factory_(factory),
      session_timeout_(config.zookeeper_session_timeout_ms),
      connection_timeout_(config.zookeeper_connection_timeout_ms.value_or(config.zookeeper_session_timeout_ms)),
      max_in_flight_(static_cast<std::size_t>(config.zookeeper_max_in_flight_requests)),
      connecting_(scheduler, life, [this] { std::exchange(started_, nullptr)(false); }),
      reinitialize_(scheduler, life, [this] { reinitialize(); }),
      refuse_(scheduler, life, [this] { refuse_waiting(); }) {
  SIM_CHECK(config.zookeeper_max_in_flight_requests > 0);
}

// ---- the session

void KafkaZkClient::start(std::function<void(bool ok)> connected) {
  SIM_CHECK(!handle_);
  started_ = std::move(connected);
  connecting_.arm(connection_timeout_);
  open();
}

void KafkaZkClient::open() {
  connected_ = false;
  expired_ = false;
  handle_ = factory_.open(session_timeout_, *this);
}

void KafkaZkClient::close(std::function<void()> done) {
  closed_ = true;
  connecting_.disarm();
  reinitialize_.disarm();
  if (handle_) return handle_->close(std::move(done));
  done();
}

void KafkaZkClient::on_state(zk::KeeperState state) {
  if (closed_) return;
  connected_ = state == zk::KeeperState::SyncConnected;
  if (state == zk::KeeperState::Expired) return on_expired();
  if (!connected_) return;
  if (started_) {
    connecting_.disarm();
    std::exchange(started_, nullptr)(true);
  }
  pump();
}

/// The handle answers what it was asked before it tells of the expiry; what had not reached it is answered here.
void KafkaZkClient::on_expired() {
  expired_ = true;
  for (const Queued& queued : std::exchange(queue_, {})) {
    queued.batch->responses[queued.index].error = zk::Error::SessionExpired;
    if (--queued.batch->open == 0) finish(queued.batch);
  }
  reinitialize_.arm(Duration{0});
}

/// Kafka: ZooKeeperClient.reinitialize. Making a handle cannot fail here (in Kafka: names that do not resolve, tried
/// again every second).
void KafkaZkClient::reinitialize() {
  std::vector<StateChangeHandler> handlers;
  for (const auto& [name, handler] : state_handlers_) handlers.push_back(handler);
  call_before_initializing(std::move(handlers), 0);
}

void KafkaZkClient::call_before_initializing(std::vector<StateChangeHandler> handlers, std::size_t next) {
  while (next < handlers.size() && !handlers[next].before_initializing_session) ++next;
  if (next == handlers.size()) return open_again();
  const auto before = handlers[next].before_initializing_session;
  before([this, handlers = std::move(handlers), next] { call_before_initializing(handlers, next + 1); });
}

void KafkaZkClient::open_again() {
  if (closed_) return;
  SIM_CHECK(expired_ && in_flight_ == 0, "a session is replaced once, when nothing is left of it");
  refuse_waiting();
  open();
  const auto handlers = state_handlers_;
  for (const auto& [name, handler] : handlers)
    if (handler.after_initializing_session) handler.after_initializing_session();
}

bool KafkaZkClient::connected() const { return connected_ && handle_->state() == zk::KeeperState::SyncConnected; }

SessionId KafkaZkClient::session_id() const { return handle_ ? handle_->session_id() : kNoSession; }

// ---- requests

void KafkaZkClient::send(std::vector<zk::Request> requests, Done done) {
  if (requests.empty()) return done({});
  auto batch = std::make_shared<Batch>();
  batch->responses.resize(requests.size());
  batch->open = requests.size();
  batch->requests = std::move(requests);
  batch->done = std::move(done);
  if (expired_ || closed_) {
    refused_.push_back(std::move(batch));
    if (!refuse_.armed()) refuse_.arm(Duration{0});
    return;
  }
  for (std::size_t i = 0; i < batch->requests.size(); ++i) queue_.push_back({batch, i});
  pump();
}

void KafkaZkClient::send(zk::Request request, std::function<void(zk::Response)> done) {
  std::vector<zk::Request> requests;
  requests.push_back(std::move(request));
  send(std::move(requests),
       [done = std::move(done)](std::vector<zk::Response> responses) { done(std::move(responses.front())); });
}

void KafkaZkClient::pump() {
  while (!queue_.empty() && in_flight_ < max_in_flight_ && handle_ && connected()) {
    const Queued next = std::move(queue_.front());
    queue_.pop_front();
    submit(next);
  }
}

void KafkaZkClient::submit(const Queued& queued) {
  zk::Request request = queued.batch->requests[queued.index];
  if (auto* data = std::get_if<zk::GetData>(&request)) {
    data->watch = data->watch || change_handlers_.count(data->path) > 0;
  } else if (auto* exists = std::get_if<zk::Exists>(&request)) {
    exists->watch = exists->watch || change_handlers_.count(exists->path) > 0;
  } else if (auto* children = std::get_if<zk::GetChildren>(&request)) {
    children->watch = children->watch || child_change_handlers_.count(children->path) > 0;
  }
  ++in_flight_;
  handle_->submit(std::move(request), [this, queued](const zk::Response& response) { on_answer(queued, response); });
}

void KafkaZkClient::on_answer(const Queued& queued, const zk::Response& response) {
  --in_flight_;
  Batch& batch = *queued.batch;
  batch.responses[queued.index] = response;
  if (response.error == zk::Error::ConnectionLoss) batch.lost.push_back(queued.index);
  if (--batch.open == 0) finish(queued.batch);
  pump();
}

/// Every request of the batch has an answer: those that got ConnectionLoss are asked again.
void KafkaZkClient::finish(const std::shared_ptr<Batch>& batch) {
  const std::vector<std::size_t> lost = std::exchange(batch->lost, {});
  const bool over = expired_ || closed_ || handle_->state() == zk::KeeperState::Expired;
  if (lost.empty() || over) {
    for (const std::size_t i : lost) batch->responses[i].error = zk::Error::SessionExpired;
    return batch->done(std::move(batch->responses));
  }
  batch->open = lost.size();
  for (const std::size_t i : lost) queue_.push_back({batch, i});
}

void KafkaZkClient::refuse_waiting() {
  for (const std::shared_ptr<Batch>& batch : std::exchange(refused_, {})) {
    for (zk::Response& response : batch->responses) response.error = zk::Error::SessionExpired;
    batch->done(std::move(batch->responses));
  }
}

// ---- watches

void KafkaZkClient::on_event(const zk::WatchedEvent& event) {
  if (closed_) return;
  const auto& handlers = event.type == zk::EventType::NodeChildrenChanged ? child_change_handlers_ : change_handlers_;
  const auto it = handlers.find(event.path);
  if (it == handlers.end()) return;
  const ChangeHandler handler = it->second;  // it may unregister itself
  handler(event.type);
}

void KafkaZkClient::register_znode_change_handler(const std::string& path, ChangeHandler handler) {
  change_handlers_[path] = std::move(handler);
}
void KafkaZkClient::unregister_znode_change_handler(const std::string& path) { change_handlers_.erase(path); }
void KafkaZkClient::register_znode_child_change_handler(const std::string& path, ChangeHandler handler) {
  child_change_handlers_[path] = std::move(handler);
}
void KafkaZkClient::unregister_znode_child_change_handler(const std::string& path) {
  child_change_handlers_.erase(path);
}
void KafkaZkClient::register_state_change_handler(const std::string& name, StateChangeHandler handler) {
  state_handlers_[name] = std::move(handler);
}
void KafkaZkClient::unregister_state_change_handler(const std::string& name) { state_handlers_.erase(name); }

}  // namespace kafka
