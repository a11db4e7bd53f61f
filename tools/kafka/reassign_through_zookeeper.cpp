// kafka-reassign-partitions.sh --zookeeper (until 2.x).

#include <algorithm>

#include "tools/kafka/reassign_service.h"

namespace tools {

namespace {

constexpr const char* kLeaderReplicas = "leader.replication.throttled.replicas";
constexpr const char* kFollowerReplicas = "follower.replication.throttled.replicas";
constexpr const char* kLeaderRate = "leader.replication.throttled.rate";
constexpr const char* kFollowerRate = "follower.replication.throttled.rate";
constexpr const char* kLogDirsRate = "replica.alter.log.dirs.io.max.bytes.per.second";

ReplicasByPartition map_of(const std::vector<ProposedPartition>& proposed) {
  ReplicasByPartition replicas;
  for (const ProposedPartition& p : proposed) replicas[p.partition] = p.replicas;
  return replicas;
}

std::set<std::string> topics_of(const ReplicasByPartition& partitions) {
  std::set<std::string> topics;
  for (const auto& [p, replicas] : partitions) topics.insert(p.first);
  return topics;
}

kafka::zk_data::PartitionName name_of(const TopicAndPartition& p) { return {p.first, kafka::PartitionId(p.second)}; }

}  // namespace

ZooKeeperReassignment::ZooKeeperReassignment(ToolContext& context, ReassignOptions& options)
    : context_(context), options_(options), zookeeper_(context, options.text("zookeeper")) {}

Async<Done> ZooKeeperReassignment::run() {
  co_await zookeeper_.open();
  if (options_.has("verify")) {
    co_await verify();
  } else if (options_.has("generate")) {
    co_await generate();
  } else {
    co_await execute();
  }
  co_await zookeeper_.close();
  co_return Done{};
}

Async<ReplicasByPartition> ZooKeeperReassignment::replicas_of(std::set<std::string> topics) {
  ReplicasByPartition replicas;
  for (const std::string& topic : topics) {
    const auto assignment = co_await zookeeper_.assignment(topic);
    if (!assignment) continue;
    for (const auto& [partition, of] : *assignment) replicas[{topic, partition.value()}] = of.replicas;
  }
  co_return replicas;
}

Async<kafka::zk_data::Reassignments> ZooKeeperReassignment::under_way() {
  kafka::zk::Request request = kafka::zk::GetData{kafka::zk_data::kReassignPartitionsPath};
  const kafka::zk::Response response = co_await zookeeper_.ask(std::move(request));
  co_return kafka::zk_data::decode_reassignments(response.data);
}

// ---- --verify

Async<Done> ZooKeeperReassignment::verify() {
  print("Status of partition reassignment: ");
  const std::vector<ProposedPartition> proposed = options_.proposed();
  const kafka::zk_data::Reassignments moving = co_await under_way();
  std::set<std::string> topics;
  for (const ProposedPartition& p : proposed) topics.insert(p.partition.first);
  const ReplicasByPartition now = co_await replicas_of(topics);
  bool all_done = true;
  std::vector<std::string> later;
  for (const ProposedPartition& p : proposed) {
    const std::string name = text_of(p.partition);
    const auto it = now.find(p.partition);
    if (moving.contains(name_of(p.partition))) {
      later.push_back("Reassignment of partition " + name + " is still in progress");
      all_done = false;
    } else if (it != now.end() && it->second == p.replicas) {
      print("Reassignment of partition " + name + " completed successfully");
    } else {
      print("Reassignment of partition " + name + " failed");
      all_done = false;
    }
  }
  for (const std::string& line : later) print(line);
  if (all_done) co_await remove_throttle(std::move(topics));
  co_return Done{};
}

Async<Done> ZooKeeperReassignment::remove_throttle(std::set<std::string> topics) {
  bool changed = false;
  std::vector<std::pair<std::string, std::vector<std::string>>> entities;
  const std::vector<kafka::BrokerSpec> brokers = co_await zookeeper_.brokers();
  const std::vector<std::string> rates{kLeaderRate, kFollowerRate, kLogDirsRate};
  const std::vector<std::string> replicas{kLeaderReplicas, kFollowerReplicas};
  for (const kafka::BrokerSpec& b : brokers) entities.emplace_back("brokers/" + std::to_string(b.id.value()), rates);
  for (const std::string& topic : topics) entities.emplace_back("topics/" + topic, replicas);
  for (const auto& [entity, names] : entities) {
    kafka::zk_data::Overrides configs = co_await zookeeper_.entity_config(entity);
    std::size_t removed = 0;
    for (const std::string& name : names) removed += configs.erase(name);
    if (removed == 0) continue;
    co_await zookeeper_.change_entity_config(entity, configs);
    changed = true;
  }
  if (changed) print("Throttle was removed.");
  co_return Done{};
}

// ---- --generate

Async<Done> ZooKeeperReassignment::generate() {
  const std::vector<kafka::BrokerId> ids = options_.broker_list();
  const std::vector<std::string> names = options_.topics_to_move();
  std::set<std::string> topics(names.begin(), names.end());
  const ReplicasByPartition current = co_await replicas_of(std::move(topics));
  const std::vector<kafka::BrokerSpec> all = co_await zookeeper_.brokers();
  print(generated(context_, options_, current, all, ids));
  co_return Done{};
}

// ---- --execute

Async<Done> ZooKeeperReassignment::execute() {
  const std::vector<ProposedPartition> wanted = options_.valid_proposal();
  const ReplicasByPartition proposed = map_of(wanted);
  const ReplicasByPartition existing = co_await replicas_of(topics_of(proposed));
  std::vector<TopicAndPartition> missing;
  for (const ProposedPartition& p : wanted)
    if (!existing.contains(p.partition)) missing.push_back(p.partition);
  if (!missing.empty())
    throw options_.command_failed("The proposed assignment contains non-existent partitions: ListBuffer(" +
                                  joined_text(missing, ", ") + ")");
  const std::vector<kafka::BrokerSpec> brokers = co_await zookeeper_.brokers();
  std::set<std::int32_t> strangers;
  for (const auto& [p, ids] : proposed)
    for (const kafka::BrokerId id : ids)
      if (std::none_of(brokers.begin(), brokers.end(), [&](const auto& b) { return b.id == id; }))
        strangers.insert(id.value());
  std::string unknown;
  for (const std::int32_t id : strangers) unknown += (unknown.empty() ? "" : ",") + std::to_string(id);
  if (!unknown.empty())
    throw options_.command_failed("The proposed assignment contains non-existent brokerIDs: " + unknown);

  const bool throttled = options_.int64("throttle") >= 0 || options_.int64("replica-alter-log-dirs-throttle") >= 0;
  kafka::zk::Request exists = kafka::zk::Exists{kafka::zk_data::kReassignPartitionsPath};
  const kafka::zk::Response there = co_await zookeeper_.ask(std::move(exists));
  if (there.error == kafka::zk::Error::Ok) {
    print("There is an existing assignment running.");
    if (throttled) co_await throttle(existing, proposed, false);
    co_return Done{};
  }
  print("Current partition replica assignment\n\n" + reassignment_json(existing) +
        "\n\nSave this to use as the --reassignment-json-file option during rollback");
  if (throttled) {
    print(
        "Warning: You must run Verify periodically, until the reassignment completes, to ensure the throttle is "
        "removed. You can also alter the throttle by rerunning the Execute command passing a new value.");
    co_await throttle(existing, proposed, true);
  }
  kafka::zk_data::Reassignments wishes;
  for (const auto& [p, ids] : proposed) wishes[name_of(p)] = ids;
  std::function<void(Answer<kafka::AdminResult>::Callback)> asking = [&](auto done) {
    zookeeper_.admin().reassign(wishes, std::move(done));
  };
  const kafka::AdminResult result = co_await Answer<kafka::AdminResult>(asking);
  if (!result.ok()) throw options_.command_failed(result.message);
  print("Successfully started reassignment of partitions.");
  co_return Done{};
}

/// Kafka: maybeThrottle, maybeLimit, assignThrottledReplicas.
Async<Done> ZooKeeperReassignment::throttle(ReplicasByPartition existing, ReplicasByPartition proposed,
                                            bool topics_too) {
  const ThrottledReplicas throttled = throttled_replicas(existing, proposed);
  const std::int64_t rate = options_.int64("throttle");
  const std::int64_t dirs_rate = options_.int64("replica-alter-log-dirs-throttle");
  if (topics_too && rate >= 0)
    for (const auto& [topic, replicas] : throttled.leaders) {
      const std::string entity = "topics/" + topic;
      kafka::zk_data::Overrides configs = co_await zookeeper_.entity_config(entity);
      configs[kLeaderReplicas] = replicas;
      configs[kFollowerReplicas] = throttled.followers.at(topic);
      co_await zookeeper_.change_entity_config(entity, configs);
    }
  for (const std::int32_t id : throttled.brokers) {
    const std::string entity = "brokers/" + std::to_string(id);
    kafka::zk_data::Overrides configs = co_await zookeeper_.entity_config(entity);
    if (rate >= 0) configs[kLeaderRate] = configs[kFollowerRate] = std::to_string(rate);
    if (dirs_rate >= 0) configs[kLogDirsRate] = std::to_string(dirs_rate);
    co_await zookeeper_.change_entity_config(entity, configs);
  }
  if (topics_too && rate >= 0) print("The inter-broker throttle limit was set to " + std::to_string(rate) + " B/s");
  if (topics_too && dirs_rate >= 0)
    print("The replica-alter-dir throttle limit was set to " + std::to_string(dirs_rate) + " B/s");
  co_return Done{};
}

}  // namespace tools
