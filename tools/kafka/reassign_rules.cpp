// Which replicas a move throttles, and where replicas could be.

#include <algorithm>

#include "model/zk/replica_assignment.h"
#include "tools/kafka/partition_json.h"
#include "tools/kafka/reassign_service.h"
#include "tools/kafka/world.h"

namespace tools {

namespace {

std::string joined(const std::set<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : ",") + word;
  return text;
}

}  // namespace

ThrottledReplicas throttled_replicas(const ReplicasByPartition& current, const ReplicasByPartition& proposed) {
  std::map<std::string, std::set<std::string>> leaders;
  std::map<std::string, std::set<std::string>> followers;
  ThrottledReplicas result;
  for (const auto& [p, wanted] : proposed) {
    const auto it = current.find(p);
    const std::vector<kafka::BrokerId> now = it == current.end() ? std::vector<kafka::BrokerId>() : it->second;
    const auto is_new = [&](kafka::BrokerId id) { return std::find(now.begin(), now.end(), id) == now.end(); };
    const std::string number = std::to_string(p.second) + ":";
    std::set<std::string>& of_leaders = leaders[p.first];
    std::set<std::string>& of_followers = followers[p.first];
    const bool moves = std::any_of(wanted.begin(), wanted.end(), is_new);
    for (const kafka::BrokerId id : wanted)
      if (is_new(id)) of_followers.insert(number + std::to_string(id.value()));
    for (const kafka::BrokerId id : now)
      if (moves) of_leaders.insert(number + std::to_string(id.value()));
    for (const auto* ids : {&now, &wanted})
      for (const kafka::BrokerId id : *ids) result.brokers.insert(id.value());
  }
  for (const auto& [topic, words] : leaders) result.leaders[topic] = joined(words);
  for (const auto& [topic, words] : followers) result.followers[topic] = joined(words);
  return result;
}

ThrottledReplicas throttled_replicas(const PartitionMoves& moves) {
  std::map<std::string, std::set<std::string>> leaders;
  std::map<std::string, std::set<std::string>> followers;
  ThrottledReplicas result;
  for (const auto& [p, move] : moves) {
    const std::string number = std::to_string(p.second) + ":";
    std::set<std::string>& of_leaders = leaders[p.first];
    std::set<std::string>& of_followers = followers[p.first];
    for (const kafka::BrokerId id : move.sources) of_leaders.insert(number + std::to_string(id.value()));
    for (const kafka::BrokerId id : move.destinations)
      if (!move.sources.contains(id)) of_followers.insert(number + std::to_string(id.value()));
    for (const auto* ids : {&move.sources, &move.destinations})
      for (const kafka::BrokerId id : *ids) result.brokers.insert(id.value());
  }
  for (const auto& [topic, words] : leaders) result.leaders[topic] = joined(words);
  for (const auto& [topic, words] : followers) result.followers[topic] = joined(words);
  return result;
}

namespace {

/// Kafka: calculateAssignment.
ReplicasByPartition proposed_assignment(const ReplicasByPartition& current,
                                        const std::vector<kafka::BrokerSpec>& brokers, bool rack_aware, sim::Rng rng) {
  std::map<std::string, std::pair<std::int32_t, std::int32_t>> topics;  // partitions, replication factor
  for (const auto& [p, replicas] : current) {
    auto& [partitions, factor] = topics[p.first];
    if (partitions++ == 0) factor = static_cast<std::int32_t>(replicas.size());
  }
  ReplicasByPartition proposed;
  for (const auto& [topic, shape] : topics) {
    const std::size_t n = std::max<std::size_t>(brokers.size(), 1);
    kafka::PlacementRequest request;
    request.partitions = shape.first;
    request.replication_factor = shape.second;
    request.start.index = static_cast<std::int32_t>(rng.below(n));
    request.start.shift = static_cast<std::int32_t>(rng.below(n));
    const kafka::ReplicaPlacement placed = kafka::assign_replicas(
        brokers, request, rack_aware ? kafka::RackAwareMode::enforced : kafka::RackAwareMode::disabled);
    const kafka::Placement checked = kafka::placement_of(placed);
    if (!checked.result.ok()) throw kafka_exception(checked.result.exception, checked.result.message);
    for (std::size_t i = 0; i < placed.replicas.size(); ++i)
      proposed[{topic, static_cast<std::int32_t>(i)}] = placed.replicas[i];
  }
  return proposed;
}

/// Of the given ids, with racks; throws if some have a rack and others none. Kafka: getBrokerMetadatas.
std::vector<kafka::BrokerSpec> chosen_brokers(const std::vector<kafka::BrokerSpec>& all,
                                              const std::vector<kafka::BrokerId>& ids, bool rack_aware,
                                              const ReassignOptions& options) {
  std::vector<kafka::BrokerSpec> chosen;
  for (const kafka::BrokerSpec& broker : all)
    if (std::find(ids.begin(), ids.end(), broker.id) != ids.end()) chosen.push_back(broker);
  const auto racks = std::count_if(chosen.begin(), chosen.end(), [](const auto& b) { return !b.rack.empty(); });
  if (rack_aware && racks > 0 && racks < static_cast<std::ptrdiff_t>(chosen.size()))
    throw options.operation_failed(
        "Not all brokers have rack information. Add --disable-rack-aware in command line to make replica assignment "
        "without rack information.");
  if (!rack_aware)
    for (kafka::BrokerSpec& broker : chosen) broker.rack.clear();
  return chosen;
}

}  // namespace

std::string generated(const ToolContext& context, const ReassignOptions& options, const ReplicasByPartition& current,
                      const std::vector<kafka::BrokerSpec>& all, const std::vector<kafka::BrokerId>& ids) {
  const bool rack_aware = !options.has("disable-rack-aware");
  const std::vector<kafka::BrokerSpec> brokers = chosen_brokers(all, ids, rack_aware, options);
  const ReplicasByPartition proposed = proposed_assignment(
      current, brokers, rack_aware, context.world.streams().stream("tool/" + context.name + "/placement"));
  return "Current partition replica assignment\n" + reassignment_json(current) +
         "\n\nProposed partition reassignment configuration\n" + reassignment_json(proposed);
}

}  // namespace tools
