#pragma once
/// What a broker knows of the cluster: who is alive, who leads what. The source of Metadata answers.

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "model/broker/partition_state.h"
#include "model/protocol/messages.h"

namespace kafka {

/// Kafka: ZkMetadataCache. Each broker has its own; it is as fresh as its last update.
class MetadataCache {
 public:
  void set_alive(std::vector<BrokerId> brokers) {
    std::sort(brokers.begin(), brokers.end());
    alive_ = std::move(brokers);
  }
  void set_rack(BrokerId broker, std::string rack) { racks_[broker] = std::move(rack); }
  void update(TopicPartition tp, const PartitionState& state) { partitions_[tp] = state; }
  /// What an UpdateMetadata says: all live brokers, the controller, and some partitions.
  /// Source: ZkMetadataCache.updateMetadata.
  void update(const UpdateMetadataRequest& request) {
    controller_ = request.header.controller;
    std::vector<BrokerId> alive;
    racks_.clear();
    for (const auto& broker : request.live_brokers) {
      alive.push_back(broker.id);
      racks_[broker.id] = broker.rack;
    }
    set_alive(std::move(alive));
    for (const auto& p : request.partitions) {
      if (p.state.leader == kLeaderDuringDelete) {
        partitions_.erase(p.tp);
      } else {
        update(p.tp, p.state);
      }
    }
  }

  [[nodiscard]] bool is_alive(BrokerId id) const { return std::binary_search(alive_.begin(), alive_.end(), id); }
  [[nodiscard]] const std::vector<BrokerId>& alive() const { return alive_; }
  /// Who sent the last update; kNoBroker before the first.
  [[nodiscard]] BrokerId controller() const { return controller_; }
  /// Of a broker that is alive; "" = none.
  [[nodiscard]] std::string rack(BrokerId id) const {
    const auto it = racks_.find(id);
    return it == racks_.end() || !is_alive(id) ? std::string() : it->second;
  }
  [[nodiscard]] const PartitionState* find(TopicPartition tp) const {
    const auto it = partitions_.find(tp);
    return it == partitions_.end() ? nullptr : &it->second;
  }

  [[nodiscard]] bool contains(TopicId topic) const {
    const auto first = partitions_.lower_bound({topic, PartitionId(0)});
    return first != partitions_.end() && first->first.topic == topic;
  }

  /// Those with partitions, ascending.
  [[nodiscard]] std::vector<TopicId> topics() const {
    std::vector<TopicId> ids;
    for (const auto& [tp, state] : partitions_)
      if (ids.empty() || ids.back() != tp.topic) ids.push_back(tp.topic);
    return ids;
  }
  /// Calls f(TopicPartition, const PartitionState&) for every partition of a topic, by number.
  template <class F>
  void for_each(TopicId topic, F f) const {
    for (auto it = partitions_.lower_bound({topic, PartitionId(0)});
         it != partitions_.end() && it->first.topic == topic; ++it)
      f(it->first, it->second);
  }

  /// Source: KafkaApis.handleTopicMetadataRequest. A leader that is not alive is answered as none.
  [[nodiscard]] MetadataResponse answer(const MetadataRequest& request) const {
    MetadataResponse response{.brokers = alive_, .partitions = {}, .unknown_topics = {}};
    for (const BrokerId broker : alive_) response.racks.push_back(rack(broker));
    for (const TopicId topic : request.topics) {
      const std::size_t before = response.partitions.size();
      for (auto it = partitions_.lower_bound({topic, PartitionId(0)});
           it != partitions_.end() && it->first.topic == topic; ++it) {
        const PartitionState& state = it->second;
        response.partitions.push_back({.tp = it->first,
                                       .leader = is_alive(state.leader) ? state.leader : kNoBroker,
                                       .leader_epoch = state.leader_epoch,
                                       .replicas = state.replicas});
      }
      if (response.partitions.size() == before) response.unknown_topics.push_back(topic);
    }
    return response;
  }

 private:
  std::vector<BrokerId> alive_;
  BrokerId controller_ = kNoBroker;
  std::map<BrokerId, std::string> racks_;
  std::map<TopicPartition, PartitionState> partitions_;
};

}  // namespace kafka
