#pragma once
/// The scripts that start and stop servers: zookeeper-server-start.sh, kafka-server-start.sh, their -stop scripts, and
/// the tutorial's own run-kafka_zookeeper_server.sh and run-kafka_server.sh. Kafka: bin/, kafka.Kafka,
/// QuorumPeerMain.

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "tools/kafka/tool.h"
#include "tools/shell/servers.h"

namespace tools {

/// For help and completion, with ".sh".
const std::vector<std::string_view>& server_tool_names();
/// `program`: without ".sh".
bool is_server_tool(std::string_view program);
/// `word`: as typed, for usage texts. Requires: it is one of them.
std::unique_ptr<Tool> make_server_tool(const std::string& word, ToolContext context, Servers& servers);

}  // namespace tools
