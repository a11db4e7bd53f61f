#include "model/producer/transactional_request_sender.h"

#include <algorithm>

namespace kafka {

TransactionalRequestSender::TransactionalRequestSender(sim::Scheduler& scheduler, sim::LifeId life,
                                                       const ProducerConfig& config, TransactionManager& manager,
                                                       std::function<void()> wake)
    : scheduler_(scheduler),
      config_(config),
      manager_(manager),
      wake_(std::move(wake)),
      timer_(scheduler, life, [this] { on_timer(); }) {}

bool TransactionalRequestSender::poll(bool incomplete) {
  while (phase_ == Phase::idle) {
    current_ = manager_.next_request(incomplete);
    if (!current_) return false;
    begin();
  }
  if (phase_ == Phase::connecting) await_node();
  return true;
}

TransactionalRequest TransactionalRequestSender::take() {
  phase_ = Phase::idle;
  timer_.disarm();
  TransactionalRequest request = std::move(*current_);
  current_.reset();
  return request;
}

/// Idle afterwards: the coordinator has to be found first.
void TransactionalRequestSender::begin() {
  node_ = current_->coordinator ? manager_.coordinator(*current_->coordinator) : metadata_->any_broker();
  if (node_ == kNoBroker) {
    const bool any = !current_->coordinator;
    manager_.lookup_and_retry(take(), "");
    if (any) pause(config_.retry_backoff_ms);  // nobody can be asked
    return;
  }
  phase_ = Phase::connecting;
  timer_.arm(std::max(config_.request_timeout_ms, kLeastBackoff));
}

void TransactionalRequestSender::await_node() {
  if (client_->ready(node_)) return on_node_ready();
  if (!client_->connected(node_) && !client_->connecting(node_)) node_failed();
}

void TransactionalRequestSender::on_node_ready() {
  if (!current_->retry) return send();
  phase_ = Phase::sleeping;
  timer_.arm(std::max(current_->retry_backoff, kLeastBackoff));
}

void TransactionalRequestSender::send() {
  if (!client_->ready(node_)) return node_failed();
  timer_.disarm();
  phase_ = Phase::in_flight;
  client_->send(node_, current_->body, kTag);
}

/// Kafka asks for the coordinator again at once, and as often as a round trip allows until the connection's backoff is
/// over; here it waits for the backoff's end first, at most retry.backoff.ms.
void TransactionalRequestSender::node_failed() {
  const bool any = !current_->coordinator;
  if (any) metadata_->request_update();
  manager_.lookup_and_retry(take(), "disconnected");
  sim::Duration time = config_.retry_backoff_ms;
  if (!any) time = std::min<sim::Duration>(time, client_->retry_at(node_) - scheduler_.now());
  pause(time);
}

void TransactionalRequestSender::pause(sim::Duration time) {
  phase_ = Phase::pausing;
  timer_.arm(std::max(time, kLeastBackoff));
}

void TransactionalRequestSender::on_timer() {
  switch (phase_) {
    case Phase::connecting:
      node_failed();
      break;
    case Phase::sleeping:
      send();
      break;
    case Phase::pausing:
      phase_ = Phase::idle;
      wake_();
      break;
    case Phase::idle:
    case Phase::in_flight:
      break;
  }
}

void TransactionalRequestSender::on_response(const Request& request) {
  manager_.on_response(take(), *request.answer);
  wake_();
}

void TransactionalRequestSender::on_request_failed() {
  manager_.on_disconnected(take());
  wake_();
}

void TransactionalRequestSender::on_connect_failed(BrokerId node) {
  if (phase_ == Phase::connecting && node == node_) node_failed();
}

}  // namespace kafka
