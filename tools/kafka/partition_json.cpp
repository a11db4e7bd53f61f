#include "tools/kafka/partition_json.h"

#include <nlohmann/json.hpp>

#include "tools/kafka/java_exception.h"

namespace tools {

namespace {

using Json = nlohmann::json;
using OrderedJson = nlohmann::ordered_json;

JavaException missing(const std::string& field) {
  return {"com.fasterxml.jackson.databind.JsonMappingException", "No such field exists: `" + field + "`"};
}

Json parsed(const std::string& text) { return Json::parse(text, nullptr, false); }

template <class T>
T field(const Json& object, const std::string& name) {
  const auto it = object.is_object() ? object.find(name) : object.end();
  if (!object.is_object() || it == object.end()) throw missing(name);
  try {
    return it->get<T>();
  } catch (const Json::exception&) {
    throw JavaException{"com.fasterxml.jackson.databind.JsonMappingException",
                        "Expected another kind of value, received " + it->dump()};
  }
}

/// "" or Kafka's complaint about a version it does not know.
std::string version_problem(const Json& json) {
  if (!json.is_object() || !json.contains("version")) return "";
  const int version = field<int>(json, "version");
  return version == 1 ? "" : "Not supported version field value " + std::to_string(version);
}

std::string problem_of(const Json& json) {
  return json.is_discarded() ? "The input string is not a valid JSON" : version_problem(json);
}

}  // namespace

std::string text_of(const TopicAndPartition& partition) {
  return partition.first + "-" + std::to_string(partition.second);
}

std::string joined_text(const std::vector<TopicAndPartition>& partitions, const std::string& separator) {
  std::string text;
  for (const TopicAndPartition& p : partitions) text += (text.empty() ? "" : separator) + text_of(p);
  return text;
}

std::optional<std::vector<ProposedPartition>> parse_reassignment(const std::string& text, std::string& problem) {
  const Json json = parsed(text);
  problem = problem_of(json);
  if (!problem.empty()) return std::nullopt;
  std::vector<ProposedPartition> proposed;
  if (!json.is_object() || !json.contains("partitions")) return proposed;
  for (const Json& entry : json["partitions"]) {
    ProposedPartition& made = proposed.emplace_back();
    made.partition = {field<std::string>(entry, "topic"), field<std::int32_t>(entry, "partition")};
    for (const std::int32_t id : field<std::vector<std::int32_t>>(entry, "replicas")) made.replicas.emplace_back(id);
    if (entry.contains("log_dirs")) made.log_dirs = field<std::vector<std::string>>(entry, "log_dirs");
  }
  return proposed;
}

std::optional<std::vector<TopicAndPartition>> parse_partitions(const std::string& text, bool& is_json) {
  const Json json = parsed(text);
  is_json = !json.is_discarded();
  if (!is_json || !json.is_object() || !json.contains("partitions")) return std::nullopt;
  std::vector<TopicAndPartition> partitions;
  for (const Json& entry : json["partitions"])
    partitions.emplace_back(field<std::string>(entry, "topic"), field<std::int32_t>(entry, "partition"));
  return partitions;
}

std::optional<std::vector<std::string>> parse_topics(const std::string& text, std::string& problem) {
  const Json json = parsed(text);
  problem = problem_of(json);
  if (!problem.empty()) return std::nullopt;
  std::vector<std::string> topics;
  if (json.is_object() && json.contains("topics"))
    for (const Json& entry : json["topics"]) topics.push_back(field<std::string>(entry, "topic"));
  return topics;
}

std::string reassignment_json(const ReplicasByPartition& partitions) {
  OrderedJson list = OrderedJson::array();
  for (const auto& [p, replicas] : partitions) {
    OrderedJson ids = OrderedJson::array();
    OrderedJson dirs = OrderedJson::array();
    for (const kafka::BrokerId id : replicas) {
      ids.push_back(id.value());
      dirs.push_back("any");
    }
    OrderedJson entry;
    entry["topic"] = p.first;
    entry["partition"] = p.second;
    entry["replicas"] = ids;
    entry["log_dirs"] = dirs;
    list.push_back(entry);
  }
  OrderedJson json;
  json["version"] = 1;
  json["partitions"] = list;
  return json.dump();
}

std::string log_dirs_json(const std::vector<BrokerLogDir>& brokers, ToolsRelease release) {
  const bool v3_9 = release == ToolsRelease::v3_9;
  OrderedJson list = OrderedJson::array();
  for (const BrokerLogDir& broker : brokers) {
    OrderedJson replicas = OrderedJson::array();
    for (const LogDirReplica& r : broker.replicas) {
      OrderedJson entry;
      entry["partition"] = text_of(r.partition);
      entry["size"] = r.size;
      entry["offsetLag"] = r.offset_lag;
      entry["isFuture"] = false;
      replicas.push_back(entry);
    }
    OrderedJson dir;
    if (v3_9) {  // a HashMap's order of these three names
      dir["partitions"] = replicas;
      dir["error"] = nullptr;
      dir["logDir"] = broker.log_dir;
    } else {
      dir["logDir"] = broker.log_dir;
      dir["error"] = nullptr;
      dir["partitions"] = replicas;
    }
    OrderedJson entry;
    entry["broker"] = broker.broker;
    entry["logDirs"] = OrderedJson::array({dir});
    list.push_back(entry);
  }
  OrderedJson json;
  if (v3_9) {
    json["brokers"] = list;
    json["version"] = 1;
  } else {
    json["version"] = 1;
    json["brokers"] = list;
  }
  return json.dump();
}

}  // namespace tools
