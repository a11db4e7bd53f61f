#include "gui/view/setting_texts.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace view {
namespace {

std::string ms(std::string_view name, sim::Duration value) {
  return fmt::format("{}={}", name, std::chrono::duration_cast<std::chrono::milliseconds>(value).count());
}

/// "shop" and "shop-3" belong to the application "shop".
bool is_instance(const std::string& client, const std::string& application) {
  if (!client.starts_with(application)) return false;
  const std::string rest = client.substr(application.size());
  return rest.empty() || (rest.size() > 1 && rest[0] == '-' &&
                          std::all_of(rest.begin() + 1, rest.end(), [](char c) { return c >= '0' && c <= '9'; }));
}

std::string_view name_of(kafka::OffsetResetStrategy s) {
  return s == kafka::OffsetResetStrategy::latest     ? "latest"
         : s == kafka::OffsetResetStrategy::earliest ? "earliest"
                                                     : "none";
}

std::string_view name_of(kafka::Acks acks) {
  return acks == kafka::Acks::all ? "all" : acks == kafka::Acks::leader ? "1" : "0";
}

}  // namespace

const kafka::TopicConfig* SettingTexts::topic(kafka::TopicId id) const {
  const std::string name = names_.topic(id);
  for (const kafka::TopicSpec& t : spec_.cluster.topics)
    if (t.name == name) return &t.config;
  return nullptr;
}

const kafka::ProducerConfig* SettingTexts::producer(kafka::ClientId id) const {
  const std::string name = names_.client(id);
  for (const scenario::ProducerSpec& p : spec_.producers)
    if (is_instance(name, p.name)) return &p.config;
  if (spec_.trucks && is_instance(name, "truck")) return &spec_.trucks->config;
  for (const scenario::GroupSpec& g : spec_.groups)
    if (name.starts_with(g.name)) return &g.producer;
  return nullptr;
}

const kafka::ConsumerConfig* SettingTexts::group(kafka::GroupId id) const {
  const std::string name = names_.group(id);
  for (const scenario::GroupSpec& g : spec_.groups)
    if (g.name == name) return &g.config;
  return nullptr;
}

// ---- of brokers and topics

std::string SettingTexts::zookeeper_session_timeout() const {
  return ms("zookeeper.session.timeout.ms", spec_.cluster.config.zookeeper_session_timeout_ms);
}
std::string SettingTexts::replica_lag_time_max() const {
  return ms("replica.lag.time.max.ms", spec_.cluster.config.replica_lag_time_max_ms);
}
std::string SettingTexts::auto_leader_rebalance() const {
  const kafka::BrokerConfig& c = spec_.cluster.config;
  return fmt::format(
      "auto.leader.rebalance.enable={}, leader.imbalance.check.interval.seconds={}", c.auto_leader_rebalance_enable,
      std::chrono::duration_cast<std::chrono::seconds>(c.leader_imbalance_check_interval_seconds).count());
}
std::string SettingTexts::offsets_retention() const {
  return fmt::format(
      "offsets.retention.minutes={}",
      std::chrono::duration_cast<std::chrono::minutes>(spec_.cluster.config.offsets_retention_minutes).count());
}
std::string SettingTexts::initial_rebalance_delay() const {
  return ms("group.initial.rebalance.delay.ms", spec_.cluster.config.group_initial_rebalance_delay_ms);
}
std::string SettingTexts::unclean_leader_election(kafka::TopicId id) const {
  const kafka::TopicConfig* const t = topic(id);
  return fmt::format("unclean.leader.election.enable={}", t != nullptr
                                                              ? t->unclean_leader_election_enable
                                                              : spec_.cluster.config.unclean_leader_election_enable);
}
std::string SettingTexts::min_insync_replicas(kafka::TopicId id) const {
  const kafka::TopicConfig* const t = topic(id);
  return fmt::format("min.insync.replicas={}",
                     t != nullptr ? t->min_insync_replicas : spec_.cluster.config.min_insync_replicas);
}

// ---- of producers

std::string SettingTexts::acks(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p == nullptr ? "" : fmt::format("acks={}", name_of(p->acks));
}
bool SettingTexts::waits_for_all(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p != nullptr && p->acks == kafka::Acks::all;
}
std::string SettingTexts::delivery_timeout(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p == nullptr ? "" : ms("delivery.timeout.ms", p->delivery_timeout_ms);
}
std::string SettingTexts::request_timeout(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p == nullptr ? "" : ms("request.timeout.ms", p->request_timeout_ms);
}
std::string SettingTexts::max_block(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p == nullptr ? "" : ms("max.block.ms", p->max_block_ms);
}
std::string SettingTexts::buffer_memory(kafka::ClientId id) const {
  const kafka::ProducerConfig* const p = producer(id);
  return p == nullptr ? "" : fmt::format("buffer.memory={}", p->buffer_memory.count());
}

// ---- of groups

std::string SettingTexts::session_timeout(kafka::GroupId id) const {
  const kafka::ConsumerConfig* const g = group(id);
  return g == nullptr ? "" : ms("session.timeout.ms", g->session_timeout_ms);
}
std::string SettingTexts::max_poll_interval(kafka::GroupId id) const {
  const kafka::ConsumerConfig* const g = group(id);
  return g == nullptr ? "" : ms("max.poll.interval.ms", g->max_poll_interval_ms);
}
std::string SettingTexts::auto_offset_reset(kafka::GroupId id) const {
  const kafka::ConsumerConfig* const g = group(id);
  return g == nullptr ? "" : fmt::format("auto.offset.reset={}", name_of(g->auto_offset_reset));
}
std::string SettingTexts::assignment_strategy(kafka::GroupId id) const {
  const kafka::ConsumerConfig* const g = group(id);
  return g == nullptr
             ? ""
             : fmt::format("partition.assignment.strategy={}", fmt::join(g->partition_assignment_strategy, ","));
}

}  // namespace view
