// Every program of bin/ that there is here. Each row's maker stands in the program's own file.

#include <algorithm>

#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

// Each in the file of its name.
std::unique_ptr<Tool> make_kafka_configs(ToolContext context);
std::unique_ptr<Tool> make_kafka_console_consumer(ToolContext context);
std::unique_ptr<Tool> make_kafka_console_producer(ToolContext context);
std::unique_ptr<Tool> make_kafka_consumer_groups(ToolContext context);
std::unique_ptr<Tool> make_kafka_get_offsets(ToolContext context);
std::unique_ptr<Tool> make_kafka_leader_election(ToolContext context);
std::unique_ptr<Tool> make_kafka_log_dirs(ToolContext context);
std::unique_ptr<Tool> make_kafka_preferred_replica_election(ToolContext context);
std::unique_ptr<Tool> make_kafka_reassign_partitions(ToolContext context);
std::unique_ptr<Tool> make_kafka_run_class(ToolContext context);
std::unique_ptr<Tool> make_kafka_consumer_perf_test(ToolContext context);
std::unique_ptr<Tool> make_kafka_producer_perf_test(ToolContext context);
std::unique_ptr<Tool> make_kafka_topics(ToolContext context);
std::unique_ptr<Tool> make_zookeeper_shell(ToolContext context);

const std::vector<ToolRow>& tool_table() {
  static const std::vector<ToolRow> table = {
      {"kafka-configs", "show and change what topics and others override", make_kafka_configs},
      {"kafka-console-consumer", "print the records of a topic", make_kafka_console_consumer},
      {"kafka-console-producer", "send each line typed as a record", make_kafka_console_producer},
      {"kafka-consumer-groups", "groups: members, offsets, lag; reset and delete them", make_kafka_consumer_groups},
      {"kafka-get-offsets", "where the partitions of a topic begin and end", make_kafka_get_offsets, false, true},
      {"kafka-leader-election", "give partitions back to their preferred leaders", make_kafka_leader_election, false,
       true},
      {"kafka-log-dirs", "what lies on the brokers' disks", make_kafka_log_dirs},
      {"kafka-preferred-replica-election", "give partitions back to their preferred leaders",
       make_kafka_preferred_replica_election, true, false},
      {"kafka-reassign-partitions", "move replicas from brokers to brokers", make_kafka_reassign_partitions},
      {"kafka-run-class", "one of Kafka's classes: kafka.tools.GetOffsetShell", make_kafka_run_class},
      {"kafka-consumer-perf-test", "measure how fast a topic is read", make_kafka_consumer_perf_test},
      {"kafka-producer-perf-test", "measure how fast a topic is written", make_kafka_producer_perf_test},
      {"kafka-topics", "make, list, describe, change and remove topics", make_kafka_topics},
      {"zookeeper-shell", "look at what is stored in ZooKeeper, and change it", make_zookeeper_shell},
  };
  return table;
}

const ToolRow* find_tool(std::string_view name, const World& world) {
  const std::vector<ToolRow>& table = tool_table();
  const auto row = std::find_if(table.begin(), table.end(), [&](const ToolRow& r) { return r.name == name; });
  if (row == table.end() || !(world.release_2_3() ? row->in_2_3 : row->in_3_9)) return nullptr;
  return &*row;
}

std::unique_ptr<Tool> make_tool(std::string_view name, ToolContext context) {
  const ToolRow* const row = find_tool(name, context.world);
  return row ? row->make(std::move(context)) : nullptr;
}

}  // namespace tools
