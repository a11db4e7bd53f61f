#include "model/broker/controller_channel.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

/// Source: NodeToControllerRequestThread.doWork.
constexpr sim::Duration kNoControllerPause = std::chrono::milliseconds(100);

NetworkClientConfig channel_client_config(const BrokerConfig& config) {
  return {.max_in_flight = 1,
          .request_timeout = config.controller_socket_timeout_ms,
          .reconnect_backoff = std::chrono::milliseconds(50),
          .reconnect_backoff_max = std::chrono::milliseconds(50),
          .connection_setup_timeout = std::chrono::seconds(10),  // socket.connection.setup.timeout.ms
          .api_versions = false};
}

bool is_controller(const ResponseBody& answer) {
  const auto* alter = std::get_if<AlterPartitionResponse>(&answer);
  if (alter == nullptr) return true;
  return alter->error != ErrorCode::NOT_CONTROLLER &&
         std::none_of(alter->partitions.begin(), alter->partitions.end(),
                      [](const auto& p) { return p.error == ErrorCode::NOT_CONTROLLER; });
}

}  // namespace

ControllerChannel::ControllerChannel(const BrokerContext& context, sim::Network& network,
                                     const BrokerDirectory& brokers, sim::Rng rng, const MetadataCache& metadata)
    : metadata_(metadata),
      client_(context.scheduler, network, brokers, context.emitter, context.host, context.life, kNoClient,
              channel_client_config(context.config), rng, *this),
      retry_(context.scheduler, context.life, [this] { pump(); }) {}

void ControllerChannel::send(RequestBody request, Done done) {
  if (closed_) return;
  queue_.push_back({std::move(request), std::move(done)});
  pump();
}

void ControllerChannel::shutdown() {
  closed_ = true;
  queue_.clear();
  retry_.disarm();
}

/// Who was found once is asked until that fails, whatever the metadata say meanwhile.
void ControllerChannel::pump() {
  if (in_flight_ || queue_.empty()) return;
  if (controller_ == kNoBroker) {
    const BrokerId known = metadata_.controller();
    if (known == kNoBroker || !metadata_.is_alive(known)) return retry_.arm(kNoControllerPause);
    controller_ = known;
  }
  if (client_.ready(controller_)) {
    in_flight_ = true;
    return client_.send(controller_, queue_.front().request);
  }
  if (!client_.connecting(controller_)) retry_.arm_at(client_.retry_at(controller_));
}

/// Source: NodeToControllerRequestThread.handleResponse. The pause stands for the time a turn of its loop takes.
void ControllerChannel::look_again() {
  in_flight_ = false;
  controller_ = kNoBroker;
  if (!queue_.empty()) retry_.arm(kLeastBackoff);
}

void ControllerChannel::on_response(const Request& request) {
  if (queue_.empty()) return;  // shut down meanwhile
  if (!is_controller(*request.answer)) {
    look_again();
    return client_.disconnect(request.node);
  }
  in_flight_ = false;
  const Queued answered = std::move(queue_.front());
  queue_.pop_front();
  answered.done(*request.answer);
  pump();
}

void ControllerChannel::on_request_failed(const Request& request, RequestFailure) {
  if (request.node == controller_) look_again();
}

void ControllerChannel::on_connect_failed(BrokerId node) {
  if (node == controller_) look_again();
}

}  // namespace kafka
