#include "model/broker/controlled_shutdown.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

NetworkClientConfig shutdown_client_config(const BrokerConfig& config) {
  return {.max_in_flight = 1,
          .request_timeout = config.controller_socket_timeout_ms,
          .reconnect_backoff = kLeastBackoff,
          .reconnect_backoff_max = kLeastBackoff,
          .connection_setup_timeout = std::chrono::seconds(10),  // socket.connection.setup.timeout.ms
          .api_versions = false};
}

}  // namespace

ControlledShutdown::ControlledShutdown(const BrokerContext& context, sim::Network& network,
                                       const BrokerDirectory& brokers, sim::Rng rng, const MetadataCache& metadata)
    : context_(context),
      metadata_(metadata),
      client_(context.scheduler, network, brokers, context.emitter, context.host, context.life, kNoClient,
              shutdown_client_config(context.config), rng, *this),
      timer_(context.scheduler, context.life, [this] { on_timer(); }) {}

void ControlledShutdown::start(BrokerEpoch broker_epoch, std::function<void(bool succeeded)> done) {
  broker_epoch_ = broker_epoch;
  done_ = std::move(done);
  attempts_left_ = context_.config.controlled_shutdown_max_retries;
  waiting_ = Waiting::backoff;
  timer_.arm(sim::Duration{0});
}

void ControlledShutdown::attempt() {
  if (attempts_left_ == 0) return finish(false);
  --attempts_left_;
  look_for_controller();
  if (controller_ == kNoBroker) return attempt_failed();
  if (client_.ready(controller_)) return ask();
  waiting_ = Waiting::connection;
  timer_.arm(context_.config.controller_socket_timeout_ms);
}

/// The one that was asked before, unless another is known.
void ControlledShutdown::look_for_controller() {
  const BrokerId known = metadata_.controller();
  if (known == kNoBroker || known == controller_ || !metadata_.is_alive(known)) return;
  if (controller_ != kNoBroker) client_.disconnect(controller_);
  controller_ = known;
}

void ControlledShutdown::ask() {
  waiting_ = Waiting::answer;
  timer_.disarm();
  client_.send(controller_, ControlledShutdownRequest{context_.id, broker_epoch_});
}

void ControlledShutdown::attempt_failed() {
  if (attempts_left_ == 0) return finish(false);
  waiting_ = Waiting::backoff;
  timer_.arm(std::max(context_.config.controlled_shutdown_retry_backoff_ms, 2 * kLeastBackoff));
}

/// A connection that did not come in time is given up, so that the next attempt makes another.
void ControlledShutdown::on_timer() {
  if (std::exchange(waiting_, Waiting::nothing) == Waiting::backoff) return attempt();
  client_.disconnect(controller_);
  attempt_failed();
}

void ControlledShutdown::on_node_ready(BrokerId node) {
  if (waiting_ == Waiting::connection && node == controller_) ask();
}

void ControlledShutdown::on_connect_failed(BrokerId node) {
  if (waiting_ == Waiting::connection && node == controller_) attempt_failed();
}

void ControlledShutdown::on_request_failed(const Request&, RequestFailure) {
  if (waiting_ == Waiting::answer) attempt_failed();
}

void ControlledShutdown::on_response(const Request& request) {
  const auto& answer = std::get<ControlledShutdownResponse>(*request.answer);
  if (answer.error == ErrorCode::NONE && answer.remaining.empty()) return finish(true);
  attempt_failed();
}

void ControlledShutdown::finish(bool succeeded) {
  waiting_ = Waiting::nothing;
  timer_.disarm();
  if (done_) std::exchange(done_, nullptr)(succeeded);
}

}  // namespace kafka
