#pragma once
/// The settings that decide what happens, as "session.timeout.ms=10000": values of the scenario that runs.

#include <string>

#include "scenarios/engine/run/names.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace view {

class SettingTexts {
 public:
  /// Both outlive it.
  SettingTexts(const scenario::ScenarioSpec& spec, const scenario::Names& names) : spec_(spec), names_(names) {}

  // ---- of brokers and topics
  [[nodiscard]] std::string zookeeper_session_timeout() const;
  [[nodiscard]] sim::Duration zookeeper_session() const { return spec_.cluster.config.zookeeper_session_timeout_ms; }
  [[nodiscard]] std::string replica_lag_time_max() const;
  [[nodiscard]] std::string auto_leader_rebalance() const;
  [[nodiscard]] std::string offsets_retention() const;
  [[nodiscard]] std::string initial_rebalance_delay() const;
  [[nodiscard]] std::string unclean_leader_election(kafka::TopicId topic) const;
  [[nodiscard]] std::string min_insync_replicas(kafka::TopicId topic) const;

  // ---- of producers
  [[nodiscard]] std::string acks(kafka::ClientId producer) const;
  [[nodiscard]] bool waits_for_all(kafka::ClientId producer) const;
  [[nodiscard]] std::string delivery_timeout(kafka::ClientId producer) const;
  [[nodiscard]] std::string request_timeout(kafka::ClientId producer) const;
  [[nodiscard]] std::string max_block(kafka::ClientId producer) const;
  [[nodiscard]] std::string buffer_memory(kafka::ClientId producer) const;

  // ---- of groups
  [[nodiscard]] std::string session_timeout(kafka::GroupId group) const;
  [[nodiscard]] std::string max_poll_interval(kafka::GroupId group) const;
  [[nodiscard]] std::string auto_offset_reset(kafka::GroupId group) const;
  [[nodiscard]] std::string assignment_strategy(kafka::GroupId group) const;

 private:
  [[nodiscard]] const kafka::TopicConfig* topic(kafka::TopicId id) const;
  [[nodiscard]] const kafka::ProducerConfig* producer(kafka::ClientId id) const;
  [[nodiscard]] const kafka::ConsumerConfig* group(kafka::GroupId id) const;

  const scenario::ScenarioSpec& spec_;
  const scenario::Names& names_;
};

}  // namespace view
