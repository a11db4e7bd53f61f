#include "scenarios/engine/run/invariant_settings.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace scenario {
namespace {

/// What the action sets min.insync.replicas to; `removed` if it falls back to that.
std::int32_t min_isr_after(const AdminSpec& action, std::int32_t before, std::int32_t removed) {
  const auto found = action.settings.find("min.insync.replicas");
  if (action.kind != AdminKind::change_config || found == action.settings.end()) return before;
  std::int32_t value = removed;
  std::from_chars(found->second.data(), found->second.data() + found->second.size(), value);
  return std::min(before, value);
}

void add_topics(const ScenarioSpec& spec, const kafka::Cluster& cluster, kafka::InvariantSettings& settings) {
  settings.default_min_isr = spec.cluster.config.min_insync_replicas;
  settings.min_isr.assign(cluster.topics().size(), settings.default_min_isr);
  const auto add = [&](const kafka::TopicSpec& topic) {
    const kafka::TopicId id = cluster.topics().find(topic.name);
    if (id.value() < 0) return;
    std::int32_t least = topic.config.min_insync_replicas;
    for (const AdminSpec& action : spec.admin)
      if (action.topic == topic.name) least = min_isr_after(action, least, settings.default_min_isr);
    settings.min_isr[static_cast<std::size_t>(id.value())] = least;
  };
  for (const kafka::TopicSpec& topic : spec.cluster.topics) add(topic);
  for (const AdminSpec& action : spec.admin)
    if (action.kind == AdminKind::create_topic) add(action.new_topic);
}

}  // namespace

kafka::InvariantSettings invariant_settings(const ScenarioSpec& spec, const kafka::Cluster& cluster,
                                            std::vector<kafka::Acks> acks) {
  kafka::InvariantSettings settings;
  settings.behaviour = spec.cluster.behaviour;
  settings.topics = &cluster.topics();
  settings.acks = std::move(acks);
  for (int i = 0; i < cluster.client_count(); ++i)
    settings.client_names.push_back(cluster.client_name(kafka::ClientId(i)));
  for (const GroupSpec& group : spec.groups)
    settings.read_committed.push_back(group.config.isolation_level == kafka::IsolationLevel::READ_COMMITTED);
  settings.producer_id_expiration = spec.cluster.config.producer_id_expiration_ms;
  add_topics(spec, cluster, settings);
  return settings;
}

}  // namespace scenario
