#pragma once
/// The machine on which an administrator runs Kafka's tools. Kafka: TopicCommand, ReassignPartitionsCommand,
/// PreferredReplicaLeaderElectionCommand, ConfigCommand, all with --zookeeper.

#include <list>
#include <memory>

#include "model/cluster/admin_commands.h"
#include "model/zk/admin_zk_client.h"
#include "model/zookeeper/zookeeper_client.h"
#include "sim/random/streams.h"

namespace kafka {

/// What the tools need of their surroundings.
struct AdminParts {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const Emitter& emitter;
  const sim::Streams& streams;
  const zk::EnsembleDirectory& zookeeper;
  sim::HostId host;
  const ClusterSpec& spec;
};

/// Each command is a process of its own with a session of its own, which it ends. Without ZooKeeper a command fails
/// after 30 s; one that has begun waits.
///
///   volatile   the commands under way
///   sends      ZooKeeper requests
///   receives   their answers
///   timers     see KafkaZkClient
class AdminHost {
 public:
  using Done = AdminCommands::Done;

  explicit AdminHost(const AdminParts& parts);

  /// In this order, in one session; ends at the first that fails.
  void create_topics(std::vector<TopicSpec> topics, Done done);
  // AdminCommands
  void create_topic(const TopicSpec& topic, Done done) { create_topics({topic}, std::move(done)); }
  void delete_topic(const std::string& topic, Done done);
  void add_partitions(const std::string& topic, std::int32_t total, const Replicas& assignment, Done done);
  void reassign(const std::string& topic, const std::map<std::int32_t, std::vector<BrokerId>>& replicas, Done done);
  void elect_preferred_leaders(const std::optional<std::string>& topic, const std::vector<std::int32_t>& partitions,
                               Done done);
  void change_topic_config(const std::string& topic, const std::map<std::string, std::string>& settings, Done done);

 private:
  /// One run of a tool.
  struct Tool {
    Tool(const AdminParts& parts, sim::LifeId life, sim::Rng rng);
    BrokerConfig config;
    zk::EnsembleClientFactory sessions;
    KafkaZkClient zk;
    AdminZkClient admin;
    Done done;
  };
  using Work = std::function<void(Tool&)>;

  void run(Done done, Work work);
  void finish(Tool& tool, const AdminResult& result);
  void create_next(Tool& tool, std::shared_ptr<const std::vector<TopicSpec>> topics, std::size_t next);
  void elect_all(Tool& tool);
  [[nodiscard]] Placement place(const TopicSpec& topic, const std::vector<BrokerSpec>& brokers) const;
  [[nodiscard]] zk_data::Overrides overrides_of(const TopicConfig& config) const;

  AdminParts parts_;
  sim::LifeId life_;
  std::int32_t runs_ = 0;
  std::list<std::unique_ptr<Tool>> tools_;
};

}  // namespace kafka
