#include "model/controller/admin_operations.h"

#include <algorithm>
#include <memory>
#include <set>
#include <string>
#include <utility>

namespace kafka {

namespace {

/// Scala's text of a collection.
template <class Ids>
std::string text_of(const std::string& kind, const Ids& ids) {
  std::string text = kind + "(";
  bool first = true;
  for (const BrokerId id : ids) {
    text += (first ? "" : ", ") + std::to_string(id.value());
    first = false;
  }
  return text + ")";
}

}  // namespace

// ---- elections

/// NONE: an election is to be held.
ErrorCode AdminOperations::unelectable(bool unclean, TopicPartition tp, std::string& message) const {
  const std::vector<BrokerId>& replicas = parts_.context.replicas(tp);
  const PartitionState* leadership = parts_.context.leadership(tp);
  if (replicas.empty() || !leadership) {
    message = "The partition does not exist.";
    return ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  }
  if (parts_.context.is_queued_for_deletion(tp.topic)) {
    message = "The topic is being deleted";
    return ErrorCode::INVALID_TOPIC_EXCEPTION;
  }
  const BrokerId leader = leadership->leader;
  const bool needed = unclean ? leader == kNoBroker || !parts_.context.is_live(leader) : leader != replicas.front();
  return needed ? ErrorCode::NONE : ErrorCode::ELECTION_NOT_NEEDED;
}

void AdminOperations::elect(bool unclean, const std::vector<TopicPartition>& partitions, Elected elected, Next done) {
  std::vector<ElectionOutcome> outcomes;
  std::vector<TopicPartition> electable;
  for (const TopicPartition tp : partitions) {
    ElectionOutcome& outcome = outcomes.emplace_back();
    outcome.tp = tp;
    outcome.result.error = unelectable(unclean, tp, outcome.result.message);
    if (outcome.result.ok()) electable.push_back(tp);
  }
  const auto conclude = [this, unclean, outcomes = std::move(outcomes), elected = std::move(elected),
                         done = std::move(done)](const std::vector<TopicPartition>& led) {
    std::vector<ElectionOutcome> all = outcomes;
    for (ElectionOutcome& outcome : all) {
      if (!outcome.result.ok()) continue;
      if (std::find(led.begin(), led.end(), outcome.tp) != led.end()) {
        outcome.leader = parts_.context.leadership(outcome.tp)->leader;
        continue;
      }
      outcome.result = {
          .error = unclean ? ErrorCode::ELIGIBLE_LEADERS_NOT_AVAILABLE : ErrorCode::PREFERRED_LEADER_NOT_AVAILABLE,
          .message = "Failed to elect leader for partition " + parts_.services.topics.name(outcome.tp) +
                     " under strategy " +
                     (unclean ? "OfflinePartitionLeaderElectionStrategy(true)"
                              : "PreferredReplicaPartitionLeaderElectionStrategy")};
    }
    elected(std::move(all));
    done();
  };
  if (electable.empty()) return conclude({});
  parts_.partitions.to_online(electable, unclean ? ElectionStrategy::offline_unclean : ElectionStrategy::preferred,
                              conclude);
}

// ---- reassignments

/// Source: KafkaController.validateReplicas.
AdminError AdminOperations::invalid(TopicPartition tp, const std::vector<BrokerId>& replicas) const {
  const auto refused = [](std::string message) {
    return AdminError{.error = ErrorCode::INVALID_REPLICA_ASSIGNMENT, .message = std::move(message)};
  };
  if (replicas.empty()) return refused("Empty replica list specified in partition reassignment.");
  if (std::set<BrokerId>(replicas.begin(), replicas.end()).size() != replicas.size())
    return refused("Duplicate replica ids in partition reassignment replica list: " + text_of("ArrayBuffer", replicas));
  if (std::any_of(replicas.begin(), replicas.end(), [](BrokerId id) { return id.value() < 0; }))
    return refused("Invalid broker id in replica list: " + text_of("ArrayBuffer", replicas));
  const ReplicaAssignment wanted = parts_.context.assignment(tp).reassign_to(replicas);
  std::set<BrokerId> live;
  for (const auto& [id, broker] : parts_.context.live_or_shutting_down())
    if (parts_.context.is_live(id)) live.insert(id);
  if (std::all_of(wanted.adding.begin(), wanted.adding.end(), [&](BrokerId id) { return live.contains(id); }))
    return {};
  return refused("Replica assignment has brokers that are not alive. Replica list: " +
                 text_of("ArrayBuffer", wanted.adding) + ", live broker list: " + text_of("Set", live));
}

void AdminOperations::alter(const AlterPartitionReassignmentsRequest& request, Altered altered, Next done) {
  auto response = std::make_shared<AlterPartitionReassignmentsResponse>();
  PartitionReassignment::Accepted accepted;
  for (const auto& wanted : request.partitions) {
    AdminError& error = response->errors.emplace_back();
    if (wanted.replicas) error = invalid(wanted.tp, *wanted.replicas);
    if (!error.ok()) continue;
    const ReplicaAssignment now = parts_.context.assignment(wanted.tp);
    if (!wanted.replicas && !now.being_reassigned()) {
      error.error = ErrorCode::NO_REASSIGNMENT_IN_PROGRESS;
    } else if (now.replicas.empty() || parts_.context.is_queued_for_deletion(wanted.tp.topic)) {
      error = {.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION, .message = "The partition does not exist."};
    } else {
      accepted.emplace_back(wanted.tp, now.reassign_to(wanted.replicas ? *wanted.replicas : now.origin()));
    }
  }
  reassignment_.start(std::move(accepted), [response, altered = std::move(altered), done = std::move(done)] {
    altered(std::move(*response));
    done();
  });
}

ListPartitionReassignmentsResponse AdminOperations::list(const ListPartitionReassignmentsRequest& request) const {
  ListPartitionReassignmentsResponse response;
  std::vector<TopicPartition> wanted(parts_.context.being_reassigned.begin(), parts_.context.being_reassigned.end());
  if (request.partitions) wanted = *request.partitions;
  for (const TopicPartition tp : wanted) {
    const ReplicaAssignment& assignment = parts_.context.assignment(tp);
    if (!assignment.being_reassigned()) continue;
    response.partitions.push_back(
        {.tp = tp, .replicas = assignment.replicas, .adding = assignment.adding, .removing = assignment.removing});
  }
  return response;
}

}  // namespace kafka
