// kafka-reassign-partitions.sh --bootstrap-server (since 2.6).

#include <algorithm>

#include "model/config/dynamic_config_def.h"
#include "model/config/throttled_replica_list.h"
#include "tools/kafka/reassign_service.h"

namespace tools {

using kafka::ErrorCode;

namespace {

std::set<std::string> topics_of(const std::vector<ProposedPartition>& partitions) {
  std::set<std::string> topics;
  for (const ProposedPartition& p : partitions) topics.insert(p.partition.first);
  return topics;
}

using kafka::AlterConfigOp;
using Alterations = std::vector<kafka::IncrementalAlterConfigsRequest::Resource>;
using Moves = std::map<TopicAndPartition, kafka::ListPartitionReassignmentsResponse::Partition>;

kafka::ConfigResource topic_resource(const std::string& topic) { return {kafka::ConfigResource::Type::TOPIC, topic}; }
kafka::ConfigResource broker_resource(std::int32_t id) {
  return {kafka::ConfigResource::Type::BROKER, std::to_string(id)};
}

std::vector<AlterConfigOp> removals(const std::vector<std::string_view>& names) {
  std::vector<AlterConfigOp> ops;
  for (const std::string_view name : names) ops.push_back({AlterConfigOp::OpType::DELETE, std::string(name)});
  return ops;
}

/// Those under way too; one that is has its sources already. Kafka: calculateProposedMoveMap.
PartitionMoves moves_to_make(const Moves& under_way, const std::vector<ProposedPartition>& proposed,
                             const ReplicasByPartition& current) {
  PartitionMoves moves;
  for (const auto& [p, move] : under_way) {
    PartitionMove& made = moves[p];
    made.destinations.insert(move.adding.begin(), move.adding.end());
    for (const kafka::BrokerId id : move.replicas)
      if (!made.destinations.contains(id)) made.sources.insert(id);
  }
  for (const ProposedPartition& p : proposed) {
    PartitionMove& made = moves[p.partition];
    if (!under_way.contains(p.partition)) {
      const std::vector<kafka::BrokerId>& now = current.at(p.partition);
      made.sources.insert(now.begin(), now.end());
    }
    made.destinations.clear();
    for (const kafka::BrokerId id : p.replicas)
      if (!made.sources.contains(id)) made.destinations.insert(id);
  }
  return moves;
}

constexpr const char* kExisting =
    "Cannot execute because there is an existing partition assignment.  Use --additional to override this and create a "
    "new partition assignment in addition to the existing one. The --additional flag can also be used to change the "
    "throttle by resubmitting the current reassignment.";

/// "a-0: why", one a line.
std::string error_lines(const std::map<TopicAndPartition, std::string>& errors) {
  std::string text;
  for (const auto& [p, why] : errors) text += "\n" + text_of(p) + ": " + why;
  return text;
}

}  // namespace

BrokerReassignment::BrokerReassignment(ToolContext& context, ReassignOptions& options)
    : context_(context), options_(options), admin_(context, options.text("bootstrap-server")) {}

Async<Done> BrokerReassignment::run() {
  if (options_.has("verify")) co_return co_await verify();
  if (options_.has("generate")) co_return co_await generate();
  if (options_.has("execute")) co_return co_await execute();
  if (options_.has("cancel")) co_return co_await cancel();
  co_return co_await list();
}

// ---- questions

Async<BrokerReassignment::Moves> BrokerReassignment::under_way() {
  kafka::ListPartitionReassignmentsRequest request;
  const auto answer = co_await admin_.ask_controller<kafka::ListPartitionReassignmentsResponse>(
      "listPartitionReassignments", request, [](const auto& a) { return a.error; });
  Moves moves;
  for (const auto& p : answer.partitions)
    moves[{context_.world.cluster().topics().name(p.tp.topic), p.tp.partition.value()}] = p;
  co_return moves;
}

/// Topics that nobody knows are left out.
Async<ReplicasByPartition> BrokerReassignment::replicas_of(std::set<std::string> topics) {
  std::vector<std::string> names(topics.begin(), topics.end());
  const kafka::TopicMetadataResponse known = co_await admin_.metadata(std::move(names), "describeTopics");
  ReplicasByPartition replicas;
  for (const auto& topic : known.topics)
    for (const auto& p : topic.partitions) replicas[{topic.name, p.partition.value()}] = p.replicas;
  co_return replicas;
}

Async<std::map<TopicAndPartition, std::string>> BrokerReassignment::alter(
    std::map<TopicAndPartition, std::optional<std::vector<kafka::BrokerId>>> wanted) {
  kafka::AlterPartitionReassignmentsRequest request;
  std::vector<TopicAndPartition> names;
  for (const auto& [p, replicas] : wanted) {
    kafka::AlterPartitionReassignmentsRequest::Partition& made = request.partitions.emplace_back();
    made.tp = {context_.world.cluster().topic(p.first), kafka::PartitionId(p.second)};
    made.replicas = replicas;
    names.push_back(p);
  }
  const auto answer = co_await admin_.ask_controller<kafka::AlterPartitionReassignmentsResponse>(
      "alterPartitionReassignments", request, [](const auto& a) { return a.error.error; });
  std::map<TopicAndPartition, std::string> errors;
  for (std::size_t i = 0; i < names.size() && i < answer.errors.size(); ++i)
    if (!answer.errors[i].ok())
      errors[names[i]] = api_exception(answer.errors[i].error, answer.errors[i].message).message_text();
  co_return errors;
}

// ---- --list

Async<Done> BrokerReassignment::list() {
  const Moves moves = co_await under_way();
  print(moves.empty() ? "No partition reassignments found." : "Current partition reassignments:");
  for (const auto& [p, move] : moves)
    print(text_of(p) + ": replicas: " + ids_text(move.replicas) + "." +
          (move.adding.empty() ? "" : " adding: " + ids_text(move.adding) + ".") +
          (move.removing.empty() ? "" : " removing: " + ids_text(move.removing) + "."));
  co_return Done{};
}

// ---- --verify

Async<Done> BrokerReassignment::verify() {
  const std::vector<ProposedPartition> targets = options_.proposed();
  const Moves moves = co_await under_way();
  const ReplicasByPartition now = co_await replicas_of(topics_of(targets));
  std::map<TopicAndPartition, std::string> lines;
  for (const ProposedPartition& target : targets) {
    const std::string name = text_of(target.partition);
    const auto it = now.find(target.partition);
    const std::vector<kafka::BrokerId> current = it == now.end() ? std::vector<kafka::BrokerId>() : it->second;
    if (moves.contains(target.partition)) {
      lines[target.partition] = "Reassignment of partition " + name + " is still in progress.";
    } else if (current == target.replicas) {
      lines[target.partition] = "Reassignment of partition " + name + " is completed.";
    } else {
      lines[target.partition] = "There is no active reassignment of partition " + name + ", but replica set is " +
                                ids_text(current) + " rather than " + ids_text(target.replicas) + ".";
    }
  }
  print("Status of partition reassignment:");
  for (const auto& [p, line] : lines) print(line);
  print("");  // of moves between folders there are none
  if (moves.empty() && !options_.has("preserve-throttles")) co_await clear_throttles(targets);
  co_return Done{};
}

/// Whatever is found, since nobody knows which brokers were sources. Kafka: clearAllThrottles.
Async<Done> BrokerReassignment::clear_throttles(std::vector<ProposedPartition> targets) {
  std::vector<std::string> none;
  const kafka::TopicMetadataResponse known = co_await admin_.metadata(std::move(none), "listNodes");
  std::set<std::int32_t> brokers;
  for (const auto& broker : known.brokers) brokers.insert(broker.id.value());
  for (const ProposedPartition& p : targets)
    for (const kafka::BrokerId id : p.replicas) brokers.insert(id.value());
  std::string ids;
  Alterations of_brokers;
  for (const std::int32_t id : brokers) {
    ids += (ids.empty() ? "" : ",") + std::to_string(id);
    of_brokers.push_back(
        {broker_resource(id), removals({kafka::kLeaderReplicationThrottledRate,
                                        kafka::kFollowerReplicationThrottledRate, kafka::kAlterLogDirsRate})});
  }
  print(std::string("Clearing broker-level throttles on broker") + (brokers.size() == 1 ? " " : "s ") + ids);
  co_await admin_.incremental_alter_configs(std::move(of_brokers));
  const std::set<std::string> topics = topics_of(targets);
  std::string names;
  Alterations of_topics;
  for (const std::string& topic : topics) {
    names += (names.empty() ? "" : ",") + topic;
    of_topics.push_back(
        {topic_resource(topic), removals({kafka::kLeaderThrottledReplicas, kafka::kFollowerThrottledReplicas})});
  }
  print(std::string("Clearing topic-level throttles on topic") + (topics.size() == 1 ? " " : "s ") + names);
  co_await admin_.incremental_alter_configs(std::move(of_topics));
  co_return Done{};
}

// ---- --generate

Async<Done> BrokerReassignment::generate() {
  const std::vector<kafka::BrokerId> ids = options_.broker_list();
  const std::vector<std::string> names = options_.topics_to_move();
  std::set<std::string> topics(names.begin(), names.end());
  const ReplicasByPartition current = co_await replicas_of(topics);
  for (const std::string& topic : topics)
    if (std::none_of(current.begin(), current.end(), [&](const auto& p) { return p.first.first == topic; }))
      throw JavaException{"java.util.concurrent.ExecutionException", "Topic " + topic + " not found."};
  std::vector<std::string> none;
  const kafka::TopicMetadataResponse known = co_await admin_.metadata(std::move(none), "listNodes");
  std::vector<kafka::BrokerSpec> all;
  for (const auto& broker : known.brokers) all.push_back({broker.id, broker.rack});
  print(generated(context_, options_, current, all, ids));
  co_return Done{};
}

// ---- --execute

Async<Done> BrokerReassignment::execute() {
  const std::vector<ProposedPartition> proposed = options_.valid_proposal();
  const Moves moves = co_await under_way();
  if (!options_.has("additional") && !moves.empty()) throw TerseFailure{kExisting};
  std::vector<std::string> none;
  const kafka::TopicMetadataResponse known = co_await admin_.metadata(std::move(none), "listNodes");
  for (const ProposedPartition& p : proposed)
    for (const kafka::BrokerId id : p.replicas)
      if (std::none_of(known.brokers.begin(), known.brokers.end(), [&](const auto& b) { return b.id == id; }))
        throw options_.command_failed("Unknown broker id " + std::to_string(id.value()));
  const ReplicasByPartition all = co_await replicas_of(topics_of(proposed));
  ReplicasByPartition current;
  std::map<TopicAndPartition, std::optional<std::vector<kafka::BrokerId>>> wanted;
  std::vector<TopicAndPartition> names;
  for (const ProposedPartition& p : proposed) {
    const auto it = all.find(p.partition);
    if (it == all.end())
      throw execution_exception(
          api_exception(ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, "Unable to find partition: " + text_of(p.partition)));
    current[p.partition] = it->second;
    wanted[p.partition] = p.replicas;
  }
  for (const auto& [p, replicas] : wanted) names.push_back(p);
  print("Current partition replica assignment\n\n" + reassignment_json(current) +
        "\n\nSave this to use as the --reassignment-json-file option during rollback");
  if (options_.int64("throttle") >= 0 || options_.int64("replica-alter-log-dirs-throttle") >= 0) {
    print(
        "Warning: You must run --verify periodically, until the reassignment completes, to ensure the throttle is "
        "removed.");
    co_await throttle(moves, proposed, current);
  }
  const std::map<TopicAndPartition, std::string> errors = co_await alter(std::move(wanted));
  if (!errors.empty()) throw TerseFailure{"Error reassigning partition(s):" + error_lines(errors)};
  print(std::string("Successfully started partition reassignment") + (names.size() == 1 ? "" : "s") + " for " +
        joined_text(names, ","));
  co_return Done{};
}

/// Kafka: modifyReassignmentThrottle, modifyLogDirThrottle.
Async<Done> BrokerReassignment::throttle(Moves moves, std::vector<ProposedPartition> proposed,
                                         ReplicasByPartition current) {
  const std::int64_t rate = options_.int64("throttle");
  const std::int64_t dirs_rate = options_.int64("replica-alter-log-dirs-throttle");
  if (rate >= 0) {
    const ThrottledReplicas throttled = throttled_replicas(moves_to_make(moves, proposed, current));
    Alterations of_topics;
    for (const auto& [topic, replicas] : throttled.leaders)
      of_topics.push_back({topic_resource(topic),
                           {{AlterConfigOp::OpType::SET, std::string(kafka::kLeaderThrottledReplicas), replicas},
                            {AlterConfigOp::OpType::SET, std::string(kafka::kFollowerThrottledReplicas),
                             throttled.followers.at(topic)}}});
    co_await admin_.incremental_alter_configs(std::move(of_topics));
    const std::string value = std::to_string(rate);
    Alterations of_brokers;
    for (const std::int32_t id : throttled.brokers)
      of_brokers.push_back(
          {broker_resource(id),
           {{AlterConfigOp::OpType::SET, std::string(kafka::kLeaderReplicationThrottledRate), value},
            {AlterConfigOp::OpType::SET, std::string(kafka::kFollowerReplicationThrottledRate), value}}});
    co_await admin_.incremental_alter_configs(std::move(of_brokers));
    print("The inter-broker throttle limit was set to " + value + " B/s");
  }
  if (dirs_rate >= 0) {
    std::set<std::int32_t> brokers;
    for (const ProposedPartition& p : proposed)
      for (std::size_t i = 0; i < p.log_dirs.size(); ++i)
        if (p.log_dirs[i] != "any") brokers.insert(p.replicas[i].value());
    const std::string value = std::to_string(dirs_rate);
    Alterations of_brokers;
    for (const std::int32_t id : brokers)
      of_brokers.push_back(
          {broker_resource(id), {{AlterConfigOp::OpType::SET, std::string(kafka::kAlterLogDirsRate), value}}});
    co_await admin_.incremental_alter_configs(std::move(of_brokers));
    print("The replica-alter-dir throttle limit was set to " + value + " B/s");
  }
  co_return Done{};
}

// ---- --cancel

Async<Done> BrokerReassignment::cancel() {
  const std::vector<ProposedPartition> targets = options_.proposed();
  const Moves moves = co_await under_way();
  std::map<TopicAndPartition, std::optional<std::vector<kafka::BrokerId>>> wanted;
  std::vector<TopicAndPartition> names;
  for (const ProposedPartition& target : targets) {
    const auto it = moves.find(target.partition);
    // Kafka's tool leaves those alone that only add replicas.
    if (it != moves.end() && (it->second.adding.empty() || !it->second.removing.empty()))
      wanted[target.partition] = std::nullopt;
  }
  for (const auto& [p, replicas] : wanted) names.push_back(p);
  const std::string plural = names.size() == 1 ? "" : "s";
  if (names.empty()) {
    print("None of the specified partition reassignments are active.");
  } else {
    const std::map<TopicAndPartition, std::string> errors = co_await alter(std::move(wanted));
    if (!errors.empty())
      throw TerseFailure{std::string("Error cancelling partition reassignment") + (errors.size() == 1 ? "" : "s") +
                         " for:" + error_lines(errors)};
    print("Successfully cancelled partition reassignment" + plural + " for: " + joined_text(names, ","));
  }
  context_.console.out("None of the specified partition moves are active.");
  if (!options_.has("preserve-throttles")) co_await clear_throttles(targets);
  co_return Done{};
}

}  // namespace tools
