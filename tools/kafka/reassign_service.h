#pragma once
/// What kafka-reassign-partitions.sh does: through ZooKeeper until 2.x, through brokers since. Kafka:
/// ReassignPartitionsCommand.

#include <memory>
#include <set>

#include "tools/kafka/admin_client.h"
#include "tools/kafka/reassign_options.h"
#include "tools/kafka/zk_questions.h"

namespace tools {

/// What a throttled move needs: which replicas are read, which are written, on which brokers.
struct ThrottledReplicas {
  std::map<std::string, std::string> leaders;  ///< by topic: "0:1,0:2"
  std::map<std::string, std::string> followers;
  std::set<std::int32_t> brokers;
};
ThrottledReplicas throttled_replicas(const ReplicasByPartition& current, const ReplicasByPartition& proposed);

/// From where to where a partition moves. Kafka: PartitionMove.
struct PartitionMove {
  std::set<kafka::BrokerId> sources;
  std::set<kafka::BrokerId> destinations;
};
using PartitionMoves = std::map<TopicAndPartition, PartitionMove>;
/// Of 3.9: calculateLeaderThrottles, calculateFollowerThrottles, calculateReassigningBrokers.
ThrottledReplicas throttled_replicas(const PartitionMoves& moves);

/// What --generate prints: where the replicas are and where they could be on the brokers `ids` out of `all`. Throws
/// what the rules refuse. Kafka: generateAssignment.
std::string generated(const ToolContext& context, const ReassignOptions& options, const ReplicasByPartition& current,
                      const std::vector<kafka::BrokerSpec>& all, const std::vector<kafka::BrokerId>& ids);

class ZooKeeperReassignment {
 public:
  ZooKeeperReassignment(ToolContext& context, ReassignOptions& options);
  Async<Done> run();

 private:
  Async<Done> verify();
  Async<Done> generate();
  Async<Done> execute();
  Async<Done> throttle(ReplicasByPartition existing, ReplicasByPartition proposed, bool topics_too);
  Async<Done> remove_throttle(std::set<std::string> topics);
  Async<ReplicasByPartition> replicas_of(std::set<std::string> topics);
  Async<kafka::zk_data::Reassignments> under_way();
  void print(const std::string& line) { context_.console.out(line + "\n"); }

  ToolContext& context_;
  ReassignOptions& options_;
  ZkQuestions zookeeper_;
};

class BrokerReassignment {
 public:
  BrokerReassignment(ToolContext& context, ReassignOptions& options);
  Async<Done> run();

 private:
  using Moves = std::map<TopicAndPartition, kafka::ListPartitionReassignmentsResponse::Partition>;

  Async<Done> verify();
  Async<Done> generate();
  Async<Done> execute();
  Async<Done> cancel();
  Async<Done> list();
  Async<Moves> under_way();
  Async<ReplicasByPartition> replicas_of(std::set<std::string> topics);
  /// Errors by partition, as they are told.
  Async<std::map<TopicAndPartition, std::string>> alter(
      std::map<TopicAndPartition, std::optional<std::vector<kafka::BrokerId>>> wanted);
  Async<Done> clear_throttles(std::vector<ProposedPartition> targets);
  Async<Done> throttle(Moves moves, std::vector<ProposedPartition> proposed, ReplicasByPartition current);
  void print(const std::string& line) { context_.console.out(line + "\n"); }

  ToolContext& context_;
  ReassignOptions& options_;
  AdminClient admin_;
};

}  // namespace tools
