#pragma once
/// What a checker must know of a run besides its events: which promises were given at all.

#include <cstddef>
#include <string>
#include <vector>

#include "model/config/behaviour.h"
#include "model/types/acks.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"
#include "sim/core/time.h"

namespace kafka {

struct InvariantSettings {
  Behaviour behaviour;
  std::vector<Acks> acks;                 ///< by ClientId; whoever is missing asks for all
  std::vector<std::string> client_names;  ///< by ClientId, for reports
  std::vector<std::int32_t> min_isr;      ///< min.insync.replicas by TopicId
  std::int32_t default_min_isr = 1;       ///< of topics that are not in min_isr
  std::vector<bool> read_committed;       ///< by GroupId: isolation.level; whoever is missing reads everything
  sim::Duration producer_id_expiration = std::chrono::hours(24);  ///< producer.id.expiration.ms
  const TopicTable* topics = nullptr;                             ///< for reports and paths; may grow during the run

  [[nodiscard]] Acks acks_of(ClientId client) const {
    const auto i = static_cast<std::size_t>(client.value());
    return client.value() >= 0 && i < acks.size() ? acks[i] : Acks::all;
  }
  [[nodiscard]] std::int32_t min_isr_of(TopicId topic) const {
    const auto i = static_cast<std::size_t>(topic.value());
    return i < min_isr.size() ? min_isr[i] : default_min_isr;
  }
  [[nodiscard]] bool reads_committed(GroupId group) const {
    const auto i = static_cast<std::size_t>(group.value());
    return group.value() >= 0 && i < read_committed.size() && read_committed[i];
  }
  [[nodiscard]] std::string name(TopicPartition tp) const {
    const bool known = topics && static_cast<std::size_t>(tp.topic.value()) < topics->size();
    return known ? topics->name(tp)
                 : "topic" + std::to_string(tp.topic.value()) + "-" + std::to_string(tp.partition.value());
  }
  [[nodiscard]] std::string name(ClientId client) const {
    const auto i = static_cast<std::size_t>(client.value());
    if (client == kNoClient) return "a broker";
    return i < client_names.size() ? client_names[i] : "client-" + std::to_string(client.value());
  }
};

inline std::string name_of(BrokerId broker) { return "broker-" + std::to_string(broker.value()); }

}  // namespace kafka
