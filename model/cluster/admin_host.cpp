#include "model/cluster/admin_host.h"

#include <algorithm>
#include <utility>

#include "model/config/config_def.h"
#include "model/config/default_topic_config.h"
#include "model/zk/replica_assignment.h"

namespace kafka {

namespace {

/// Kafka: the session and connection timeouts that the tools ask for.
constexpr sim::Duration kToolTimeout = std::chrono::seconds(30);

BrokerConfig tool_config(const BrokerConfig& brokers) {
  BrokerConfig config = brokers;
  config.zookeeper_session_timeout_ms = kToolTimeout;
  config.zookeeper_connection_timeout_ms = kToolTimeout;
  return config;
}

AdminResult unknown_topic(const std::string& topic) {
  return {"UnknownTopicOrPartitionException", "Topic '" + topic + "' does not exist."};
}

bool contains(const std::vector<BrokerSpec>& brokers, BrokerId id) {
  return std::any_of(brokers.begin(), brokers.end(), [&](const BrokerSpec& b) { return b.id == id; });
}

}  // namespace

AdminHost::Tool::Tool(const AdminParts& parts, sim::LifeId life, sim::Rng rng)
    : config(tool_config(parts.spec.config)),
      sessions({.scheduler = parts.scheduler,
                .network = parts.network,
                .ensemble = parts.zookeeper,
                .emitter = parts.emitter,
                .host = parts.host,
                .life = life},
               rng),
      zk(parts.scheduler, life, sessions, config),
      admin(zk, parts.spec.profile == Profile::v2_3 ? TopicNameWording::v2_3 : TopicNameWording::v3_4) {}

AdminHost::AdminHost(const AdminParts& parts) : parts_(parts), life_(parts.scheduler.begin_life()) {}

// ---- a tool's run

void AdminHost::run(Done done, Work work) {
  tools_.push_back(
      std::make_unique<Tool>(parts_, life_, parts_.streams.stream("admin/" + std::to_string(runs_++) + "/zookeeper")));
  Tool& tool = *tools_.back();
  tool.done = std::move(done);
  tool.zk.start([this, &tool, work = std::move(work)](bool connected) {
    if (connected) return work(tool);
    finish(tool, {"ZooKeeperClientTimeoutException", "Timed out waiting for connection."});
  });
}

/// The answer first: whether the session's end is heard of is of no interest to who waits.
void AdminHost::finish(Tool& tool, const AdminResult& result) {
  auto answer = std::make_unique<std::pair<Done, std::string>>(std::exchange(tool.done, nullptr), result.exception);
  parts_.scheduler.after(sim::Duration{0}, sim::kWorld, [answer = std::move(answer)] {
    if (answer->first) answer->first(answer->second);
  });
  tool.zk.close([this, gone = &tool] {
    parts_.scheduler.after(sim::Duration{0}, life_,
                           [this, gone] { tools_.remove_if([&](const auto& t) { return t.get() == gone; }); });
  });
}

// ---- topics

void AdminHost::create_topics(std::vector<TopicSpec> topics, Done done) {
  auto all = std::make_shared<const std::vector<TopicSpec>>(std::move(topics));
  run(std::move(done), [this, all = std::move(all)](Tool& tool) { create_next(tool, all, 0); });
}

void AdminHost::create_next(Tool& tool, std::shared_ptr<const std::vector<TopicSpec>> topics, std::size_t next) {
  if (next == topics->size()) return finish(tool, {});
  tool.admin.brokers([this, &tool, topics = std::move(topics), next](const std::vector<BrokerSpec>& brokers) {
    const TopicSpec& topic = (*topics)[next];
    const Placement placement = place(topic, brokers);
    if (!placement.result.ok()) return finish(tool, placement.result);
    tool.admin.create_topic(topic.name, placement.replicas, overrides_of(topic.config),
                            [this, &tool, topics, next](const AdminResult& result) {
                              if (!result.ok()) return finish(tool, result);
                              create_next(tool, topics, next + 1);
                            });
  });
}

/// What a topic is given explicitly stands. Source: ZkAdminManager.createTopics.
Placement AdminHost::place(const TopicSpec& topic, const std::vector<BrokerSpec>& brokers) const {
  if (!topic.assignment.empty()) return {{}, topic.assignment};
  sim::Rng rng = parts_.streams.stream("placement/" + topic.name);
  const std::size_t n = std::max<std::size_t>(brokers.size(), 1);
  const PlacementStart start{.index = static_cast<std::int32_t>(rng.below(n)),
                             .shift = static_cast<std::int32_t>(rng.below(n))};
  return placement_of(assign_replicas(brokers,
                                      {.partitions = topic.partitions,
                                       .replication_factor = topic.replication_factor,
                                       .start = start,
                                       .start_partition = 0},
                                      RackAwareMode::safe));
}

/// What differs from the brokers' defaults.
zk_data::Overrides AdminHost::overrides_of(const TopicConfig& config) const {
  const TopicConfig defaults = default_topic_config(parts_.spec.config);
  zk_data::Overrides overrides;
  for (const Field<TopicConfig>& field : fields<TopicConfig>()) {
    const std::string value = *get(config, field.name);
    if (value != *get(defaults, field.name)) overrides[std::string(field.name)] = value;
  }
  return overrides;
}

/// The tool of 2.x only marks the topic; since then the controller is asked, and refuses where topics may not be
/// deleted. Source: KafkaApis.handleDeleteTopicsRequest.
void AdminHost::delete_topic(const std::string& topic, Done done) {
  run(std::move(done), [this, topic](Tool& tool) {
    if (!parts_.spec.config.delete_topic_enable && parts_.spec.profile != Profile::v2_3)
      return finish(tool, {"TopicDeletionDisabledException", "Topic deletion is disabled."});
    tool.admin.delete_topic(topic, [this, &tool](const AdminResult& result) { finish(tool, result); });
  });
}

void AdminHost::add_partitions(const std::string& topic, std::int32_t total, const Replicas& assignment, Done done) {
  run(std::move(done), [this, topic, total, assignment](Tool& tool) {
    tool.admin.brokers([this, &tool, topic, total, assignment](const std::vector<BrokerSpec>& brokers) {
      const auto place = [brokers, total, assignment](const Replicas& existing) -> Placement {
        if (!assignment.empty()) return {{}, assignment};
        return placement_of(assign_added_partitions(brokers, existing, total, RackAwareMode::safe));
      };
      tool.admin.add_partitions(topic, total, place,
                                [this, &tool](const AdminResult& result) { finish(tool, result); });
    });
  });
}

void AdminHost::change_topic_config(const std::string& topic, const std::map<std::string, std::string>& settings,
                                    Done done) {
  run(std::move(done), [this, topic, settings](Tool& tool) {
    tool.admin.change_topic_config(topic, settings, [this, &tool](const AdminResult& result) { finish(tool, result); });
  });
}

// ---- commands to the controller

/// Source: ReassignPartitionsCommand.parseAndValidate.
void AdminHost::reassign(const std::string& topic, const std::map<std::int32_t, std::vector<BrokerId>>& replicas,
                         Done done) {
  run(std::move(done), [this, topic, replicas](Tool& tool) {
    tool.admin.brokers([this, &tool, topic, replicas](const std::vector<BrokerSpec>& brokers) {
      for (const auto& [partition, ids] : replicas)
        for (const BrokerId id : ids)
          if (!contains(brokers, id))
            return finish(
                tool, {"AdminCommandFailedException",
                       "The proposed assignment contains brokerIDs that doesn't exist: " + std::to_string(id.value())});
      tool.admin.assignment(topic, [this, &tool, topic, replicas](const std::optional<zk_data::Assignment>& existing) {
        zk_data::Reassignments wanted;
        for (const auto& [partition, ids] : replicas) {
          if (!existing || !existing->contains(PartitionId(partition))) return finish(tool, unknown_topic(topic));
          wanted[{topic, PartitionId(partition)}] = ids;
        }
        tool.admin.reassign(wanted, [this, &tool](const AdminResult& result) { finish(tool, result); });
      });
    });
  });
}

void AdminHost::elect_preferred_leaders(const std::optional<std::string>& topic,
                                        const std::vector<std::int32_t>& partitions, Done done) {
  run(std::move(done), [this, topic, partitions](Tool& tool) {
    if (!topic) return elect_all(tool);
    tool.admin.assignment(*topic, [this, &tool, name = *topic,
                                   partitions](const std::optional<zk_data::Assignment>& existing) {
      if (!existing) return finish(tool, unknown_topic(name));
      std::vector<zk_data::PartitionName> wanted;
      for (const std::int32_t p : partitions) {
        if (!existing->contains(PartitionId(p))) return finish(tool, unknown_topic(name));
        wanted.push_back({name, PartitionId(p)});
      }
      if (partitions.empty())
        for (const auto& [partition, replicas] : *existing) wanted.push_back({name, partition});
      tool.admin.elect_preferred_leaders(wanted, [this, &tool](const AdminResult& result) { finish(tool, result); });
    });
  });
}

/// Source: KafkaZkClient.getAllPartitions.
void AdminHost::elect_all(Tool& tool) {
  tool.admin.all_topics([this, &tool](const std::vector<std::string>& topics) {
    std::vector<zk::Request> reads;
    for (const std::string& topic : topics) reads.push_back(zk::GetData{zk_data::topic_path(topic)});
    tool.zk.send(std::move(reads), [this, &tool, topics](const std::vector<zk::Response>& responses) {
      std::vector<zk_data::PartitionName> wanted;
      for (std::size_t i = 0; i < topics.size(); ++i) {
        const auto assignment = zk_data::decode_topic(responses[i].data);
        if (!assignment) continue;
        for (const auto& [partition, replicas] : *assignment) wanted.push_back({topics[i], partition});
      }
      tool.admin.elect_preferred_leaders(wanted, [this, &tool](const AdminResult& result) { finish(tool, result); });
    });
  });
}

}  // namespace kafka
