#include "model/controller/controller_channel_manager.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace kafka {

namespace {

/// RequestSendThread's pause after a failure.
constexpr sim::Duration kRetryPause = std::chrono::milliseconds(100);

ControlRequestSent describe(const RequestBody& body) {
  ControlRequestSent sent{};
  const auto fill = [&](const auto& request, std::string_view api) {
    sent.controller = request.header.controller;
    sent.controller_epoch = request.header.controller_epoch;
    sent.api = api;
    sent.partitions = static_cast<std::int32_t>(request.partitions.size());
  };
  if (const auto* r = std::get_if<LeaderAndIsrRequest>(&body)) fill(*r, "LeaderAndIsr");
  if (const auto* r = std::get_if<UpdateMetadataRequest>(&body)) fill(*r, "UpdateMetadata");
  if (const auto* r = std::get_if<StopReplicaRequest>(&body)) fill(*r, "StopReplica");
  return sent;
}

}  // namespace

ControllerChannelManager::ControllerChannelManager(const ControllerServices& services,
                                                   ControlResponseListener& listener)
    : services_(services),
      listener_(listener),
      client_(services.scheduler, services.network, services.brokers, services.emitter, services.host, services.life,
              kNoClient,
              {.max_in_flight = 1,
               .request_timeout = services.config.controller_socket_timeout_ms,
               .reconnect_backoff = sim::Duration{0},
               .reconnect_backoff_max = sim::Duration{0},
               .connection_setup_timeout = services.config.controller_socket_timeout_ms,
               .api_versions = false},
              services.rng, *this) {}

ControllerChannelManager::Channel::Channel(ControllerChannelManager& owner, BrokerId broker)
    : id(broker),
      pause(owner.services_.scheduler, owner.services_.life, [this, manager = &owner] { manager->pump(*this); }) {}

ControllerChannelManager::Channel* ControllerChannelManager::find(BrokerId id) {
  const auto found = channels_.find(id);
  return found == channels_.end() ? nullptr : found->second.get();
}

void ControllerChannelManager::add_broker(BrokerId id) {
  if (!channels_.contains(id)) channels_.emplace(id, std::make_unique<Channel>(*this, id));
}

void ControllerChannelManager::remove_broker(BrokerId id) {
  if (channels_.erase(id) > 0) client_.disconnect(id);
}

void ControllerChannelManager::shutdown() {
  std::vector<BrokerId> ids;
  for (const auto& [id, channel] : channels_) ids.push_back(id);
  for (const BrokerId id : ids) remove_broker(id);
}

void ControllerChannelManager::send(BrokerId to, RequestBody request) {
  Channel* channel = find(to);
  if (!channel) return;
  channel->queue.push_back(std::move(request));
  pump(*channel);
}

void ControllerChannelManager::pump(Channel& channel) {
  if (channel.queue.empty() || channel.in_flight || channel.pause.armed()) return;
  if (!client_.ready(channel.id)) {
    if (client_.connecting(channel.id)) return;  // on_node_ready or on_connect_failed goes on
    channel.pause.arm(std::max(kLeastBackoff, client_.retry_at(channel.id) - services_.scheduler.now()));
    return;
  }
  channel.in_flight = true;
  services_.emit([&] {
    ControlRequestSent sent = describe(channel.queue.front());
    sent.to = channel.id;
    return sent;
  });
  client_.send(channel.id, channel.queue.front());
}

void ControllerChannelManager::pause(BrokerId id) {
  Channel* channel = find(id);
  if (!channel) return;
  channel->in_flight = false;
  if (!channel->queue.empty()) channel->pause.arm(kRetryPause);
}

void ControllerChannelManager::on_response(const Request& request) {
  Channel* channel = find(request.node);
  if (!channel || !channel->in_flight) return;
  channel->in_flight = false;
  channel->queue.pop_front();
  listener_.on_control_response(request.node, request.body, *request.answer);
  if (Channel* still = find(request.node)) pump(*still);
}

void ControllerChannelManager::on_request_failed(const Request& request, RequestFailure) { pause(request.node); }

void ControllerChannelManager::on_node_ready(BrokerId node) {
  if (Channel* channel = find(node)) pump(*channel);
}

std::size_t ControllerChannelManager::queue_size(BrokerId id) const {
  const auto found = channels_.find(id);
  return found == channels_.end() ? 0 : found->second->queue.size();
}

std::size_t ControllerChannelManager::total_queue_size() const {
  std::size_t total = 0;
  for (const auto& [id, channel] : channels_) total += channel->queue.size();
  return total;
}

}  // namespace kafka
