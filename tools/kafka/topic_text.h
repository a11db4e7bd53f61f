#pragma once
/// What kafka-topics.sh --describe prints. Pure: whoever asked the cluster, or looked into it, gives the facts.
/// Kafka: TopicCommand.TopicDescription, PartitionDescription.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "model/types/ids.h"
#include "model/zk/zk_data.h"
#include "sim/random/streams.h"
#include "tools/kafka/tools_release.h"

namespace tools {

struct TopicDescription {
  std::string name;
  std::string topic_id{};  ///< since 2.8
  std::size_t partitions = 0;
  std::size_t replication_factor = 0;
  std::string configs{};  ///< "retention.ms=1000,cleanup.policy=compact"
  bool marked_for_deletion = false;
};

struct PartitionDescription {
  std::string topic;
  std::int32_t partition = 0;
  std::optional<std::int32_t> leader;  ///< nothing: none is known
  std::vector<kafka::BrokerId> replicas;
  std::vector<kafka::BrokerId> isr;
  std::int32_t min_isr = 0;
  bool marked_for_deletion = false;
  std::vector<kafka::BrokerId> adding{};
  std::vector<kafka::BrokerId> removing{};
  bool reassigned = false;
};

/// Without their newlines.
std::string topic_line(const TopicDescription& topic, ToolsRelease release);
std::string partition_line(const PartitionDescription& partition, ToolsRelease release, bool say_marked = false);

/// "name=value" with commas between them, as java.util.Properties goes through them.
std::string configs_text(const kafka::zk_data::Overrides& configs);

/// The model has no topic ids: within a run a name has always the same one.
std::string topic_id_text(const sim::Streams& streams, const std::string& topic);

/// 1,2,3
std::string joined_ids(const std::vector<kafka::BrokerId>& ids);

}  // namespace tools
