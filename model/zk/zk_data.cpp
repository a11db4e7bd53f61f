#include "model/zk/zk_data.h"

#include <charconv>
#include <utility>

#include <nlohmann/json.hpp>

#include "model/types/wall_clock.h"

namespace kafka::zk_data {

namespace {

using Json = nlohmann::json;

std::string dump(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

/// Never throws: what is no JSON is null.
Json parse(std::string_view text) {
  Json json = Json::parse(text, nullptr, false);
  return json.is_discarded() ? Json() : json;
}

/// nullptr if `json` is no object or has no such member.
const Json* member(const Json& json, const char* key) {
  if (!json.is_object()) return nullptr;
  const auto it = json.find(key);
  return it == json.end() ? nullptr : &*it;
}

std::optional<std::int32_t> integer(const Json* json) {
  if (json == nullptr || !json->is_number_integer()) return std::nullopt;
  return json->get<std::int32_t>();
}
std::optional<std::int32_t> integer(const Json& json, const char* key) { return integer(member(json, key)); }

std::string text(const Json& json, const char* key) {
  const Json* value = member(json, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

template <class Number = std::int32_t>
std::optional<Number> number(std::string_view digits) {
  Number value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

Json ids(const std::vector<BrokerId>& brokers) {
  Json list = Json::array();
  for (const BrokerId broker : brokers) list.push_back(broker.value());
  return list;
}
std::vector<BrokerId> broker_ids(const Json* list) {
  std::vector<BrokerId> brokers;
  if (list == nullptr || !list->is_array()) return brokers;
  for (const Json& entry : *list)
    if (const auto id = integer(&entry)) brokers.push_back(BrokerId(*id));
  return brokers;
}

/// One partition's list out of {"0":[1,2]}.
std::vector<BrokerId> listed(const Json* lists, const std::string& partition) {
  return lists == nullptr ? std::vector<BrokerId>{} : broker_ids(member(*lists, partition.c_str()));
}

/// {"0":[1,2]} for one of the three lists; partitions with an empty list are left out unless `all`.
Json lists_by_partition(const Assignment& assignment, std::vector<BrokerId> ReplicaAssignment::*list, bool all) {
  Json json = Json::object();
  for (const auto& [partition, replicas] : assignment)
    if (all || !(replicas.*list).empty()) json[std::to_string(partition.value())] = ids(replicas.*list);
  return json;
}

Json names(const std::vector<PartitionName>& partitions) {
  Json list = Json::array();
  for (const PartitionName& p : partitions) list.push_back({{"topic", p.topic}, {"partition", p.partition.value()}});
  return list;
}
std::optional<PartitionName> partition_name(const Json& json) {
  const auto partition = integer(json, "partition");
  std::string topic = text(json, "topic");
  if (!partition || topic.empty()) return std::nullopt;
  return PartitionName{std::move(topic), PartitionId(*partition)};
}
std::vector<PartitionName> partition_names(std::string_view data) {
  std::vector<PartitionName> partitions;
  const Json json = parse(data);
  const Json* list = member(json, "partitions");
  if (list == nullptr || !list->is_array()) return partitions;
  for (const Json& entry : *list)
    if (auto name = partition_name(entry)) partitions.push_back(std::move(*name));
  return partitions;
}

/// Milliseconds since 1970, as text.
std::string timestamp(sim::SimTime now) { return std::to_string(epoch_ms(now)); }

}  // namespace

// ---- paths

std::string broker_path(BrokerId broker) { return std::string(kBrokerIdsPath) + "/" + std::to_string(broker.value()); }
std::string topic_path(std::string_view topic) { return std::string(kTopicsPath) + "/" + std::string(topic); }
std::string topic_partitions_path(std::string_view topic) { return topic_path(topic) + "/partitions"; }
std::string partition_path(std::string_view topic, PartitionId partition) {
  return topic_partitions_path(topic) + "/" + std::to_string(partition.value());
}
std::string partition_state_path(std::string_view topic, PartitionId partition) {
  return partition_path(topic, partition) + "/state";
}
std::string entity_config_path(std::string_view entity) { return "/config/" + std::string(entity); }
std::string topic_config_path(std::string_view topic) {
  return std::string(kTopicConfigsPath) + "/" + std::string(topic);
}
std::string delete_topic_path(std::string_view topic) {
  return std::string(kDeleteTopicsPath) + "/" + std::string(topic);
}
std::string isr_change_path() { return std::string(kIsrChangeNotificationPath) + "/isr_change_"; }
std::string config_change_path() { return std::string(kConfigChangesPath) + "/config_change_"; }

std::string parent_of(std::string_view path) { return std::string(path.substr(0, path.rfind('/'))); }

std::optional<BrokerId> broker_of_child(std::string_view name) {
  const auto id = number(name);
  return id ? std::optional(BrokerId(*id)) : std::nullopt;
}

std::vector<std::string> persistent_paths() {
  return {"/consumers",
          "/brokers",
          kBrokerIdsPath,
          kTopicsPath,
          "/brokers/seqid",
          "/config",
          kConfigChangesPath,
          kTopicConfigsPath,
          kBrokerConfigsPath,
          "/config/clients",
          "/config/users",
          "/config/ips",
          "/admin",
          kDeleteTopicsPath,
          kIsrChangeNotificationPath,
          kProducerIdBlockPath,
          "/log_dir_event_notification"};
}

// ---- brokers and the controller

std::string encode_broker(const BrokerInfo& broker, sim::SimTime now) {
  Json json = {{"version", broker.tells_features ? 5 : 4},
               {"host", broker.host},
               {"port", broker.port},
               {"jmx_port", -1},
               {"timestamp", timestamp(now)},
               {"endpoints", Json::array({"PLAINTEXT://" + broker.host + ":" + std::to_string(broker.port)})},
               {"listener_security_protocol_map", {{"PLAINTEXT", "PLAINTEXT"}}}};
  if (broker.tells_features) json["features"] = Json::object();
  if (!broker.rack.empty()) json["rack"] = broker.rack;
  return dump(json);
}

std::optional<BrokerInfo> decode_broker(BrokerId id, std::string_view data) {
  const Json json = parse(data);
  if (!json.is_object()) return std::nullopt;
  return BrokerInfo{.id = id,
                    .host = text(json, "host"),
                    .rack = text(json, "rack"),
                    .port = integer(json, "port").value_or(-1),
                    .tells_features = member(json, "features") != nullptr};
}

std::string encode_controller(BrokerId broker, sim::SimTime now, bool kraft_epoch) {
  Json json = {{"version", kraft_epoch ? 2 : 1}, {"brokerid", broker.value()}, {"timestamp", timestamp(now)}};
  if (kraft_epoch) json["kraftControllerEpoch"] = -1;
  return dump(json);
}

std::optional<BrokerId> decode_controller(std::string_view data) {
  const auto id = integer(parse(data), "brokerid");
  return id ? std::optional(BrokerId(*id)) : std::nullopt;
}

std::string encode_controller_epoch(ControllerEpoch epoch) { return std::to_string(epoch.value()); }

std::optional<ControllerEpoch> decode_controller_epoch(std::string_view data) {
  const auto epoch = number(data);
  return epoch ? std::optional(ControllerEpoch(*epoch)) : std::nullopt;
}

std::string encode_cluster_id(std::string_view id) { return dump({{"version", "1"}, {"id", std::string(id)}}); }

std::optional<std::string> decode_cluster_id(std::string_view data) {
  std::string id = text(parse(data), "id");
  return id.empty() ? std::nullopt : std::optional(std::move(id));
}

// ---- topics and partitions

std::string encode_topic(const Assignment& assignment) {
  return dump({{"version", 3},
               {"partitions", lists_by_partition(assignment, &ReplicaAssignment::replicas, true)},
               {"adding_replicas", lists_by_partition(assignment, &ReplicaAssignment::adding, false)},
               {"removing_replicas", lists_by_partition(assignment, &ReplicaAssignment::removing, false)}});
}

std::optional<Assignment> decode_topic(std::string_view data) {
  const Json json = parse(data);
  const Json* partitions = member(json, "partitions");
  if (partitions == nullptr || !partitions->is_object()) return std::nullopt;
  const Json* adding = member(json, "adding_replicas");
  const Json* removing = member(json, "removing_replicas");
  Assignment assignment;
  for (const auto& [key, replicas] : partitions->items()) {
    const auto partition = number(key);
    if (!partition) continue;
    assignment[PartitionId(*partition)] = {broker_ids(&replicas), listed(adding, key), listed(removing, key)};
  }
  return assignment;
}

std::string encode_partition_state(const PartitionState& state) {
  Json json = {{"version", 1},
               {"leader", state.leader.value()},
               {"leader_epoch", state.leader_epoch.value()},
               {"controller_epoch", state.controller_epoch.value()},
               {"isr", ids(state.isr)}};
  if (state.recovery == LeaderRecoveryState::RECOVERING) json["leader_recovery_state"] = 1;
  return dump(json);
}

std::optional<PartitionState> decode_partition_state(std::string_view data, const zk::Stat& stat) {
  const Json json = parse(data);
  const auto leader = integer(json, "leader");
  const auto leader_epoch = integer(json, "leader_epoch");
  const auto controller_epoch = integer(json, "controller_epoch");
  if (!leader || !leader_epoch || !controller_epoch) return std::nullopt;
  PartitionState state;
  state.leader = BrokerId(*leader);
  state.leader_epoch = LeaderEpoch(*leader_epoch);
  state.controller_epoch = ControllerEpoch(*controller_epoch);
  state.isr = broker_ids(member(json, "isr"));
  state.partition_epoch = PartitionEpoch(stat.version);
  if (integer(json, "leader_recovery_state") == 1) state.recovery = LeaderRecoveryState::RECOVERING;
  return state;
}

// ---- notifications and commands

std::string encode_isr_change(const std::vector<PartitionName>& partitions) {
  return dump({{"version", 1}, {"partitions", names(partitions)}});
}
std::vector<PartitionName> decode_isr_change(std::string_view data) { return partition_names(data); }

std::string encode_preferred_election(const std::vector<PartitionName>& partitions) {
  return dump({{"version", 1}, {"partitions", names(partitions)}});
}
std::vector<PartitionName> decode_preferred_election(std::string_view data) { return partition_names(data); }

std::string encode_reassignments(const Reassignments& reassignments) {
  Json list = Json::array();
  for (const auto& [name, replicas] : reassignments)
    list.push_back({{"topic", name.topic}, {"partition", name.partition.value()}, {"replicas", ids(replicas)}});
  return dump({{"version", 1}, {"partitions", std::move(list)}});
}

Reassignments decode_reassignments(std::string_view data) {
  Reassignments reassignments;
  const Json json = parse(data);
  const Json* list = member(json, "partitions");
  if (list == nullptr || !list->is_array()) return reassignments;
  for (const Json& entry : *list)
    if (auto name = partition_name(entry)) reassignments[std::move(*name)] = broker_ids(member(entry, "replicas"));
  return reassignments;
}

std::string encode_config(const Overrides& overrides) {
  Json config = Json::object();
  for (const auto& [name, value] : overrides) config[name] = value;
  return dump({{"version", 1}, {"config", std::move(config)}});
}

Overrides decode_config(std::string_view data) {
  Overrides overrides;
  const Json json = parse(data);
  const Json* config = member(json, "config");
  if (config == nullptr || !config->is_object()) return overrides;
  for (const auto& [name, value] : config->items())
    if (value.is_string()) overrides[name] = value.get<std::string>();
  return overrides;
}

std::string encode_config_change(std::string_view entity_path) {
  return dump({{"version", 2}, {"entity_path", std::string(entity_path)}});
}

std::optional<std::string> decode_config_change(std::string_view data) {
  std::string path = text(parse(data), "entity_path");
  return path.empty() ? std::nullopt : std::optional(std::move(path));
}

// ---- producer ids

/// The ends are texts: JSON's numbers would not hold them all.
std::string encode_producer_id_block(const ProducerIdBlock& block) {
  return dump({{"version", 1},
               {"broker", block.broker.value()},
               {"block_start", std::to_string(block.first.value())},
               {"block_end", std::to_string(block.last.value())}});
}

std::optional<ProducerIdBlock> decode_producer_id_block(std::string_view data) {
  const Json json = parse(data);
  const auto broker = integer(json, "broker");
  const auto first = number<std::int64_t>(text(json, "block_start"));
  const auto last = number<std::int64_t>(text(json, "block_end"));
  if (!broker || !first || !last) return std::nullopt;
  return ProducerIdBlock{BrokerId(*broker), ProducerId(*first), ProducerId(*last)};
}

}  // namespace kafka::zk_data
