#include "model/net/client_metadata.h"

#include <algorithm>

namespace kafka {

ClientMetadata::ClientMetadata(sim::Scheduler& scheduler, sim::LifeId life, const ClientMetadataConfig& config,
                               NetworkClient& client, MetadataListener& listener)
    : scheduler_(scheduler), config_(config), client_(client), listener_(listener), refresh_(scheduler, life, [this] {
        update_wanted_ = true;
        try_refresh();
      }) {
  config_.retry_backoff = std::max(config_.retry_backoff, kLeastBackoff);
}

void ClientMetadata::add_topic(TopicId topic) {
  if (std::find(topics_.begin(), topics_.end(), topic) != topics_.end()) return;
  topics_.push_back(topic);
  not_before_ = scheduler_.now();  // a new topic does not wait for the backoff
  request_update();
}

void ClientMetadata::request_update() {
  update_wanted_ = true;
  try_refresh();
}

BrokerId ClientMetadata::any_broker() {
  if (brokers_.empty()) {
    candidates_.clear();
    for (std::size_t i = 0; i < client_.bootstrap_count(); ++i) candidates_.push_back(bootstrap_node(i));
  } else {
    candidates_.assign(brokers_.begin(), brokers_.end());
  }
  return client_.least_loaded(candidates_);
}

void ClientMetadata::try_refresh() {
  if (!update_wanted_ || in_progress_ || (topics_.empty() && !asks_without_topics_)) return;
  const sim::SimTime now = scheduler_.now();
  if (now < not_before_) return schedule(not_before_ - now);
  const BrokerId node = any_broker();
  if (node == kNoBroker) return schedule(config_.retry_backoff);
  if (!client_.ready(node)) return schedule(config_.retry_backoff);  // it is connecting
  in_progress_ = true;
  client_.send(node, MetadataRequest{.topics = topics_});
}

void ClientMetadata::schedule(sim::Duration delay) {
  const sim::SimTime when = scheduler_.from_now(delay);
  if (refresh_.armed() && refresh_.deadline() <= when) return;
  refresh_.arm_at(when);
}

void ClientMetadata::on_response(const Request& request) {
  in_progress_ = false;
  update_wanted_ = false;
  not_before_ = scheduler_.from_now(config_.retry_backoff);
  const auto& response = std::get<MetadataResponse>(*request.answer);
  adopt(response);
  client_.emit([&] {
    return MetadataUpdated{.client = client_.client(),
                           .from = client_.broker_behind(request.node),
                           .brokers = static_cast<std::int32_t>(response.brokers.size())};
  });
  refresh_.arm(config_.max_age);
  if (!response.unknown_topics.empty()) {
    update_wanted_ = true;
    schedule(config_.retry_backoff);
  }
  listener_.on_metadata();
}

void ClientMetadata::on_request_failed() {
  in_progress_ = false;
  not_before_ = scheduler_.from_now(config_.retry_backoff);
  try_refresh();
}

void ClientMetadata::adopt(const MetadataResponse& response) {
  ++version_;
  if (client_.log() && !response.unknown_topics.empty())
    client_.log()->on_metadata_errors(response.unknown_topics, response.unknown_error);
  if (!response.brokers.empty()) {
    brokers_ = response.brokers;
    racks_ = response.racks;
    racks_.resize(brokers_.size());
  }
  if (!response.brokers.empty()) {
    for (const TopicId gone : response.unknown_topics)
      if (const auto topic = static_cast<std::size_t>(gone.value()); topic < partitions_.size())
        partitions_[topic].clear();
  }
  for (const MetadataResponse::Partition& p : response.partitions) {
    const auto topic = static_cast<std::size_t>(p.tp.topic.value());
    const auto number = static_cast<std::size_t>(p.tp.partition.value());
    if (topic >= partitions_.size()) partitions_.resize(topic + 1);
    if (number >= partitions_[topic].size()) partitions_[topic].resize(number + 1);
    Partition& known = partitions_[topic][number];
    if (p.leader_epoch < known.leader_epoch) continue;  // older than what is known (KIP-320)
    known = {.leader = p.leader, .leader_epoch = p.leader_epoch, .replicas = p.replicas};
  }
}

bool ClientMetadata::update_leader(TopicPartition tp, const LeaderIdAndEpoch& leader) {
  const auto number = static_cast<std::size_t>(tp.partition.value());
  if (leader.leader == kNoBroker || number >= partitions(tp.topic).size()) return false;
  Partition& known = partitions_[static_cast<std::size_t>(tp.topic.value())][number];
  if (leader.epoch <= known.leader_epoch) return false;
  if (std::find(brokers_.begin(), brokers_.end(), leader.leader) == brokers_.end()) return false;
  known.leader = leader.leader;
  known.leader_epoch = leader.epoch;
  ++version_;
  return true;
}

const std::string& ClientMetadata::rack(BrokerId broker) const {
  static const std::string kNone;
  const auto it = std::find(brokers_.begin(), brokers_.end(), broker);
  return it == brokers_.end() ? kNone : racks_[static_cast<std::size_t>(it - brokers_.begin())];
}

std::span<const ClientMetadata::Partition> ClientMetadata::partitions(TopicId topic) const {
  const auto index = static_cast<std::size_t>(topic.value());
  if (index >= partitions_.size()) return {};
  return partitions_[index];
}

BrokerId ClientMetadata::leader(TopicPartition tp) const {
  const auto known = partitions(tp.topic);
  const auto index = static_cast<std::size_t>(tp.partition.value());
  return index < known.size() ? known[index].leader : kNoBroker;
}

LeaderEpoch ClientMetadata::leader_epoch(TopicPartition tp) const {
  const auto known = partitions(tp.topic);
  const auto index = static_cast<std::size_t>(tp.partition.value());
  return index < known.size() ? known[index].leader_epoch : kNoEpoch;
}

}  // namespace kafka
