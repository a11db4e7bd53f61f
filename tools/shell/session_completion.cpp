// Session: what Tab offers.

#include <algorithm>
#include <initializer_list>

#include "scenarios/engine/spec/fault_spec.h"
#include "tools/shell/server_tools.h"
#include "tools/shell/session.h"
#include "tools/shell/small_tools.h"

namespace tools {
namespace {

/// The words of the command in which a line ends, the last one, which is to be completed, included: it may be "".
std::vector<std::string> last_command(std::string_view line) {
  std::vector<std::string> words{""};
  for (const char c : line) {
    if (c == '|' || c == ';' || c == '&') {
      words.assign(1, "");
    } else if (c != ' ' && c != '\t') {
      words.back() += c;
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  if (words.size() > 1 && words.front().starts_with('@')) words.erase(words.begin());
  if (words.size() > 2 && words.front() == "at") words.erase(words.begin(), words.begin() + 2);
  return words;
}

using Words = std::vector<std::string>;

Words programs(const World& world) {
  Words found{"at", "inject", "nc", "zkServer.sh"};
  for (const ToolRow& row : tool_table())
    if (find_tool(row.name, world)) found.push_back(std::string(row.name) + ".sh");
  for (const std::string_view name : server_tool_names()) found.emplace_back(name);
  for (const std::string_view name : small_tool_names()) found.emplace_back(name);
  return found;
}

Words topics(const kafka::Cluster& cluster) {
  Words found;
  for (std::int32_t i = 0; i < static_cast<std::int32_t>(cluster.topics().size()); ++i)
    if (cluster.partition_count(kafka::TopicId(i)) > 0) found.push_back(cluster.topics().name(kafka::TopicId(i)));
  return found;
}

/// What may follow `inject`: a kind, then machines and the keys of a fault.
Words of_a_fault(const kafka::Cluster& cluster, std::size_t place) {
  Words found;
  if (place == 1) {
    for (const scenario::FaultKindInfo& kind : scenario::fault_kinds()) found.emplace_back(kind.name);
    return found;
  }
  for (const kafka::Machine& machine : cluster.machines()) found.push_back(machine.name);
  found.insert(found.end(), {"controller", "for"});
  return found;
}

bool one_of(std::string_view word, std::initializer_list<std::string_view> words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// Behind an option that wants a value of its kind, and elsewhere.
Words arguments(const kafka::Cluster& cluster, std::string_view before, std::string_view word) {
  if (one_of(before, {"--zookeeper", "zookeeper-shell.sh", "nc"})) return {"127.0.0.1:2181"};
  if (one_of(before, {"--bootstrap-server", "--broker-list"})) return {"127.0.0.1:9092"};
  if (before == "describe") return {"groups", "log-dirs", "metrics", "topics", "zookeeper"};
  if (word.starts_with('-'))
    return {"--bootstrap-server", "--broker-list",        "--create", "--delete",
            "--describe",         "--from-beginning",     "--group",  "--list",
            "--partitions",       "--replication-factor", "--topic",  "--zookeeper"};
  return topics(cluster);
}

}  // namespace

std::vector<std::string> Session::completions(std::string_view line) const {
  const Words words = last_command(line);
  const kafka::Cluster& cluster = simulation_.world().cluster();
  Words found;
  if (words.size() == 1) {
    found = programs(simulation_.world());
    for (const OwnCommand& own : own_commands()) found.emplace_back(own.name);
  } else if (words.front() == "inject") {
    found = of_a_fault(cluster, words.size() - 1);
  } else {
    found = arguments(cluster, words[words.size() - 2], words.back());
  }
  std::erase_if(found, [&](const std::string& one) { return !one.starts_with(words.back()); });
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

}  // namespace tools
