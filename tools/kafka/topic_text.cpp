#include "tools/kafka/topic_text.h"

#include "model/types/uuid_base64.h"
#include "tools/kafka/topic_command_options.h"

namespace tools {

std::string joined_ids(const std::vector<kafka::BrokerId>& ids) {
  std::string text;
  for (const kafka::BrokerId id : ids) text += (text.empty() ? "" : ",") + std::to_string(id.value());
  return text;
}

std::string configs_text(const kafka::zk_data::Overrides& configs) {
  std::vector<std::string> names;
  for (const auto& [name, value] : configs) names.push_back(name);
  std::string text;
  for (const std::string& name : java_hash_order(names))
    text += (text.empty() ? "" : ",") + name + "=" + configs.at(name);
  return text;
}

std::string topic_id_text(const sim::Streams& streams, const std::string& topic) {
  sim::Rng rng = streams.stream("topic-id/" + topic);
  const std::uint64_t high = rng.next();
  return kafka::uuid_base64(high, rng.next());
}

std::string topic_line(const TopicDescription& topic, ToolsRelease release) {
  const bool blanks = release == ToolsRelease::v2_8 || release == ToolsRelease::v3_9;
  const std::string is = blanks ? ": " : ":";
  return "Topic" + is + topic.name + (blanks ? "\tTopicId: " + topic.topic_id : "") + "\tPartitionCount" + is +
         std::to_string(topic.partitions) + "\tReplicationFactor" + is + std::to_string(topic.replication_factor) +
         "\tConfigs" + is + topic.configs + (topic.marked_for_deletion ? "\tMarkedForDeletion" + is + "true" : "");
}

std::string partition_line(const PartitionDescription& p, ToolsRelease release, bool say_marked) {
  std::string line = "\tTopic: " + p.topic + "\tPartition: " + std::to_string(p.partition) +
                     "\tLeader: " + (p.leader ? std::to_string(*p.leader) : "none") +
                     "\tReplicas: " + joined_ids(p.replicas) + "\tIsr: " + joined_ids(p.isr);
  if (release == ToolsRelease::v3_9) {
    if (p.reassigned)
      line += "\tAdding Replicas: " + joined_ids(p.adding) + "\tRemoving Replicas: " + joined_ids(p.removing);
    line += "\tElr: N/A\tLastKnownElr: N/A";
  }
  return say_marked ? line + "\tMarkedForDeletion: true" : line;
}

}  // namespace tools
