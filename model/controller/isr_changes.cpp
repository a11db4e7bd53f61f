#include "model/controller/isr_changes.h"

#include <algorithm>
#include <set>
#include <utility>

namespace kafka {

namespace {

AlterPartitionResponse::Partition result_of(TopicPartition tp, const PartitionState& state) {
  return {.tp = tp,
          .error = ErrorCode::NONE,
          .leader = state.leader,
          .leader_epoch = state.leader_epoch,
          .partition_epoch = state.partition_epoch,
          .isr = state.isr,
          .recovery = state.recovery};
}

AlterPartitionResponse::Partition failure_of(TopicPartition tp, ErrorCode error) {
  AlterPartitionResponse::Partition result;
  result.tp = tp;
  result.error = error;
  return result;
}

AlterPartitionResponse response_of(const std::map<TopicPartition, AlterPartitionResponse::Partition>& results) {
  AlterPartitionResponse response;
  for (const auto& [tp, result] : results) response.partitions.push_back(result);
  return response;
}

/// Is it so already? Source: LeaderAndIsr.equalsAllowStalePartitionEpoch.
bool is_stored(BrokerId leader, const AlterPartitionRequest::Partition& wanted, const PartitionState& known) {
  return known.leader == leader && known.leader_epoch == wanted.leader_epoch && known.isr == wanted.new_isr &&
         known.recovery == wanted.recovery && wanted.partition_epoch <= known.partition_epoch;
}

PartitionState wanted_state(BrokerId leader, const AlterPartitionRequest::Partition& wanted, ControllerEpoch epoch) {
  PartitionState state;
  state.leader = leader;
  state.leader_epoch = wanted.leader_epoch;
  state.partition_epoch = wanted.partition_epoch;
  state.isr = wanted.new_isr;
  state.controller_epoch = epoch;
  state.recovery = wanted.recovery;
  return state;
}

}  // namespace

// ---- AlterPartition

ErrorCode IsrChanges::unknown(const AlterPartitionRequest& request, TopicPartition tp) const {
  const bool by_id = request.version > 1;
  return by_id && !parts_.context.topics.contains(tp.topic) ? ErrorCode::UNKNOWN_TOPIC_ID
                                                            : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
}

/// In Kafka's order. NOT_CONTROLLER: the leader knows more than this controller.
ErrorCode IsrChanges::check(const AlterPartitionRequest& request, const AlterPartitionRequest::Partition& wanted,
                            const PartitionState& known) const {
  using enum LeaderRecoveryState;
  if (wanted.partition_epoch > known.partition_epoch || wanted.leader_epoch > known.leader_epoch)
    return ErrorCode::NOT_CONTROLLER;
  if (wanted.leader_epoch < known.leader_epoch) return ErrorCode::FENCED_LEADER_EPOCH;
  if (is_stored(request.broker, wanted, known)) return ErrorCode::NONE;
  if (wanted.partition_epoch < known.partition_epoch) return ErrorCode::INVALID_UPDATE_VERSION;
  if (wanted.recovery == RECOVERING && wanted.new_isr.size() > 1) return ErrorCode::INVALID_REQUEST;
  if (known.recovery == RECOVERED && wanted.recovery == RECOVERING) return ErrorCode::INVALID_REQUEST;
  const bool live = std::all_of(wanted.new_isr.begin(), wanted.new_isr.end(),
                                [&](BrokerId id) { return parts_.context.is_live(id); });
  if (live || !parts_.services.behaviour.isr_needs_alive_broker) return ErrorCode::NONE;
  return request.version > 1 ? ErrorCode::INELIGIBLE_REPLICA : ErrorCode::OPERATION_NOT_ATTEMPTED;
}

void IsrChanges::alter(const AlterPartitionRequest& request, const Answer& answer, Next done) {
  const ControllerContext& context = parts_.context;
  if (!context.is_live_or_shutting_down(request.broker) ||
      request.broker_epoch != context.broker_epoch(request.broker)) {
    answer({.error = ErrorCode::STALE_BROKER_EPOCH, .partitions = {}});
    return done();
  }
  LeadershipStates accepted;
  Results results;
  for (const AlterPartitionRequest::Partition& wanted : request.partitions) {
    const PartitionState* known = context.leadership(wanted.tp);
    const ErrorCode error = known ? check(request, wanted, *known) : unknown(request, wanted.tp);
    if (error != ErrorCode::NONE) {
      results[wanted.tp] = failure_of(wanted.tp, error);
    } else if (is_stored(request.broker, wanted, *known)) {
      results[wanted.tp] = result_of(wanted.tp, *known);  // an answer was lost: nothing is written
    } else {
      accepted.emplace(wanted.tp, wanted_state(request.broker, wanted, context.epoch));
    }
  }
  write(request, accepted, results, answer, std::move(done));
}

void IsrChanges::write(const AlterPartitionRequest& request, const LeadershipStates& accepted, const Results& results,
                       const Answer& answer, Next done) {
  std::vector<TopicPartition> asked;
  for (const AlterPartitionRequest::Partition& wanted : request.partitions) asked.push_back(wanted.tp);
  parts_.zk.update_states(accepted, [=, this, done = std::move(done)](const UpdatedStates& updated) {
    Results all = results;
    std::vector<TopicPartition> written;
    for (const auto& [tp, state] : updated.written) {
      all[tp] = result_of(tp, state);
      written.push_back(tp);
    }
    for (const TopicPartition tp : updated.again) all[tp] = failure_of(tp, ErrorCode::INVALID_UPDATE_VERSION);
    // The node is gone: to Kafka's Errors.forException a KeeperException is unknown.
    for (const TopicPartition tp : updated.failed) all[tp] = failure_of(tp, ErrorCode::UNKNOWN_SERVER_ERROR);
    parts_.refresh_leaderships(written, [=, this] {
      parts_.send_update_metadata_to_all(asked);
      answer(response_of(all));
      std::vector<TopicPartition> succeeded;
      for (const auto& [tp, result] : all)
        if (result.error == ErrorCode::NONE) succeeded.push_back(tp);
      complete_reassignments(succeeded, done);
    });
  });
}

void IsrChanges::complete_reassignments(const std::vector<TopicPartition>& partitions, Next done) {
  for_each_in_turn(
      partitions, [this](TopicPartition tp, Next next) { reassignment_.maybe_complete(tp, std::move(next)); },
      std::move(done));
}

// ---- notifications, before AlterPartition

void IsrChanges::process_notifications(Next done) {
  reads_.children(zk_data::kIsrChangeNotificationPath,
                  [this, done = std::move(done)](const std::vector<std::string>& names) {
                    std::vector<zk::Request> reads;
                    for (const std::string& name : names)
                      reads.push_back(zk::GetData{std::string(zk_data::kIsrChangeNotificationPath) + "/" + name});
                    parts_.zk.read(std::move(reads), [this, names, done](const std::vector<zk::Response>& answers) {
                      std::set<TopicPartition> changed;
                      for (const zk::Response& answer : answers)
                        for (const zk_data::PartitionName& name : zk_data::decode_isr_change(answer.data))
                          changed.insert(reads_.partition(name));
                      const std::vector<TopicPartition> partitions(changed.begin(), changed.end());
                      if (partitions.empty()) return remove(names, done);
                      parts_.refresh_leaderships(partitions, [this, names, partitions, done] {
                        parts_.send_update_metadata_to_all(partitions);
                        complete_reassignments(partitions, [this, names, done] { remove(names, done); });
                      });
                    });
                  });
}

void IsrChanges::delete_notifications(Next done) {
  reads_.children(zk_data::kIsrChangeNotificationPath,
                  [this, done = std::move(done)](const std::vector<std::string>& names) { remove(names, done); });
}

void IsrChanges::remove(const std::vector<std::string>& notifications, Next done) {
  if (notifications.empty()) return done();
  std::vector<zk::Op> writes;
  for (const std::string& name : notifications)
    writes.push_back(zk::Delete{std::string(zk_data::kIsrChangeNotificationPath) + "/" + name});
  parts_.zk.write(std::move(writes), [done = std::move(done)](const auto&) { done(); });
}

}  // namespace kafka
