#pragma once
/// What kafka-consumer-groups.sh does for each of its actions, as a client of the cluster. Kafka:
/// ConsumerGroupCommand.ConsumerGroupService.

#include <string>
#include <utility>
#include <vector>

#include "model/group/offset_reset_tool.h"
#include "tools/kafka/admin_client.h"
#include "tools/kafka/consumer_group_options.h"
#include "tools/kafka/group_text.h"

namespace tools {

/// Whatever goes wrong is thrown as a JavaException.
class ConsumerGroupService {
 public:
  using GroupOffsets = std::pair<std::string, OffsetsByPartition>;

  /// Both outlive it.
  ConsumerGroupService(ToolContext& context, ConsumerGroupOptions& options);

  Async<Done> list_groups();
  Async<Done> describe_groups();
  Async<Done> delete_groups();
  Async<Done> reset_offsets();
  Async<Done> delete_offsets();

 private:
  using Partitions = std::vector<kafka::TopicPartition>;
  struct TopicResult {
    kafka::TopicPartition tp;
    std::string topic;
    std::string status;
  };

  Async<std::vector<std::string>> chosen_groups();
  Async<std::vector<GroupListing>> listings();
  Async<std::vector<GroupDescription>> descriptions(std::vector<std::string> groups);
  Async<OffsetsByPartition> committed(std::string group);
  Async<OffsetsByPartition> log_ends(std::vector<TopicAndPartition> partitions);
  [[nodiscard]] TopicAndPartition named(kafka::TopicPartition tp) const;
  [[nodiscard]] std::string host_of(kafka::ClientId client) const;

  // ---- offsets to reset
  Async<GroupOffsets> reset_group(std::string group, std::string state);
  Async<Partitions> partitions_to_reset(std::string group);
  Async<Partitions> partitions_of_topics(std::vector<std::string> topics);
  [[nodiscard]] Partitions partitions_of_argument(const std::string& argument) const;
  Async<OffsetsByPartition> prepare_offsets(std::string group, Partitions partitions);
  Async<OffsetsByPartition> checked(OffsetsByPartition wanted);
  Async<OffsetsByPartition> planned(std::string group, Partitions partitions, kafka::ResetOptions plan);
  [[nodiscard]] kafka::ResetOptions chosen_scenario();
  [[nodiscard]] std::vector<std::pair<std::string, OffsetsByPartition>> plan_of_file();
  void warn(const std::string& message);
  [[nodiscard]] JavaException of_offsets(const JavaException& exception) const;

  void print(const GroupText& text);

  ToolContext& context_;
  ConsumerGroupOptions& options_;
  ToolsRelease release_;
  AdminClient admin_;
};

}  // namespace tools
