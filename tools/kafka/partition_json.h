#pragma once
/// The JSON in which tools are told partitions, and tell them. Kafka: ReassignPartitionsCommand,
/// PreferredReplicaLeaderElectionCommand, LeaderElectionCommand, LogDirsCommand.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "model/types/ids.h"
#include "tools/kafka/group_text.h"

namespace tools {

struct ProposedPartition {
  TopicAndPartition partition;
  std::vector<kafka::BrokerId> replicas{};
  std::vector<std::string> log_dirs{};  ///< empty: not given; "any" or a folder
};
using ReplicasByPartition = std::map<TopicAndPartition, std::vector<kafka::BrokerId>>;

/// {"version":1,"partitions":[{"topic":..,"partition":..,"replicas":[..]}]}; nothing: no JSON. Throws a JavaException
/// where a field is missing.
std::optional<std::vector<ProposedPartition>> parse_reassignment(const std::string& text, std::string& problem);
/// {"partitions":[{"topic":..,"partition":..}]}; nothing: no JSON, or no such field (`empty` tells which).
std::optional<std::vector<TopicAndPartition>> parse_partitions(const std::string& text, bool& is_json);
/// {"topics":[{"topic":..}],"version":1}
std::optional<std::vector<std::string>> parse_topics(const std::string& text, std::string& problem);

/// With "log_dirs" of "any".
std::string reassignment_json(const ReplicasByPartition& partitions);

struct LogDirReplica {
  TopicAndPartition partition;
  std::int64_t size = 0;
  std::int64_t offset_lag = 0;
};
struct BrokerLogDir {
  std::int32_t broker = 0;
  std::string log_dir;
  std::vector<LogDirReplica> replicas;
};
/// Kafka: LogDirsCommand.formatAsJson. The keys' order is that of each release's maps.
std::string log_dirs_json(const std::vector<BrokerLogDir>& brokers, ToolsRelease release);

/// "orders-0"
std::string text_of(const TopicAndPartition& partition);
/// "a-0,a-1"
std::string joined_text(const std::vector<TopicAndPartition>& partitions, const std::string& separator);

}  // namespace tools
