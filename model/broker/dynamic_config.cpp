#include "model/broker/dynamic_config.h"

#include <utility>

#include "model/zk/zk_data.h"

namespace kafka {

namespace {

std::string broker_config_path(const std::string& name) { return zk_data::entity_config_path("brokers/" + name); }

}  // namespace

void DynamicConfig::fetch(const std::vector<TopicId>& topics, std::function<void(bool ok)> done) {
  std::vector<zk::Request> reads;
  for (const TopicId topic : topics) reads.push_back(zk::GetData{zk_data::topic_config_path(topics_.name(topic))});
  zk_.send(std::move(reads), [this, topics, done = std::move(done)](const std::vector<zk::Response>& responses) {
    bool ok = true;
    for (std::size_t i = 0; i < responses.size(); ++i) {
      if (responses[i].error == zk::Error::SessionExpired) {
        ok = false;
      } else {
        configs_.set(topics[i], zk_data::decode_config(responses[i].data));  // no node: no overrides
      }
    }
    done(ok);
  });
}

void DynamicConfig::fetch_all(std::function<void(bool ok)> done) {
  zk_.send(zk::GetChildren{zk_data::kTopicsPath}, [this, done = std::move(done)](const zk::Response& response) {
    if (response.error == zk::Error::SessionExpired) return done(false);
    std::vector<TopicId> topics;
    for (const std::string& name : response.children) topics.push_back(topics_.intern(name));
    fetch(topics, done);
  });
}

// ---- changes

void DynamicConfig::start() {
  zk_.register_znode_child_change_handler(zk_data::kConfigChangesPath, [this](zk::EventType) { read_changes(); });
  zk_.register_state_change_handler("config-changes", {{}, [this] { read_changes(); }});
  read_changes();
}

void DynamicConfig::read_changes() {
  zk_.send(zk::GetChildren{zk_data::kConfigChangesPath}, [this](const zk::Response& response) {
    if (response.error == zk::Error::Ok) on_changes(response.children);
  });
}

/// A change counts as applied once its note was read: what the end of a session swallows is read in the next one.
void DynamicConfig::on_changes(const std::vector<std::string>& names) {
  std::vector<std::string> fresh;
  std::vector<zk::Request> reads;
  for (const std::string& name : names) {
    if (name <= last_change_) continue;
    fresh.push_back(name);
    reads.push_back(zk::GetData{std::string(zk_data::kConfigChangesPath) + "/" + name});
  }
  zk_.send(std::move(reads), [this, fresh = std::move(fresh)](const std::vector<zk::Response>& responses) {
    for (std::size_t i = 0; i < responses.size(); ++i) {
      if (responses[i].error == zk::Error::SessionExpired) return;
      if (fresh[i] <= last_change_) continue;  // another look was faster
      last_change_ = fresh[i];
      if (const auto entity = zk_data::decode_config_change(responses[i].data)) apply_change(*entity);
    }
  });
}

/// "topics/orders", "brokers/1". Clients' settings do not change while a cluster runs here.
void DynamicConfig::apply_change(const std::string& entity_path) {
  constexpr std::string_view kTopics = "topics/";
  constexpr std::string_view kBrokers = "brokers/";
  if (entity_path.starts_with(kTopics)) return apply_topic_change(entity_path.substr(kTopics.size()));
  if (entity_path.starts_with(kBrokers)) apply_broker_change(entity_path.substr(kBrokers.size()));
}

void DynamicConfig::apply_topic_change(const std::string& name) {
  const TopicId topic = topics_.intern(name);
  zk_.send(zk::GetData{zk_data::topic_config_path(name)}, [this, topic](const zk::Response& response) {
    if (response.error == zk::Error::SessionExpired) return;  // Kafka loses it too
    const zk_data::Overrides overrides = zk_data::decode_config(response.data);
    configs_.set(topic, overrides);
    const bool overridden = overrides.contains("unclean.leader.election.enable");
    if (overridden && configs_.get(topic).unclean_leader_election_enable) on_unclean_leader_election_(topic);
  });
}

/// Source: BrokerConfigHandler.processConfigChanges. Those of another broker are read too, and nobody's here.
void DynamicConfig::apply_broker_change(const std::string& name) {
  zk_.send(zk::GetData{broker_config_path(name)}, [this, name](const zk::Response& response) {
    if (response.error == zk::Error::SessionExpired) return;
    const zk_data::Overrides settings = zk_data::decode_config(response.data);
    if (name == zk_data::kDefaultEntity) broker_.update_defaults(settings);
    if (name == std::to_string(id_.value())) broker_.update_broker(settings);
  });
}

}  // namespace kafka
