/// KafkaApis: what consumers and transactional producers ask of a group's coordinator.

#include <utility>

#include "model/broker/kafka_apis.h"
#include "model/types/java_hash.h"
#include "sim/core/check.h"

namespace kafka {

/// Source: KafkaApis.handleOffsetCommitRequest, handleTxnOffsetCommitRequest. Partitions that this broker has never
/// heard of are left out; the answer, which is one for all here, says so.
template <class Commit, class Response>
void KafkaApis::commit_known(sim::ConnectionId connection, const RequestPtr& request,
                             void (GroupCoordinator::*ask)(const Commit&, std::function<void(Response)>)) {
  Commit commit = std::get<Commit>(request->body);
  const bool unknown =
      std::erase_if(commit.offsets, [this](const PartitionOffset& o) { return metadata_.find(o.tp) == nullptr; }) > 0;
  const auto respond = [this, connection, request, unknown](Response response) {
    if (unknown && response.error == ErrorCode::NONE) response.error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
    answer(connection, request, response);
  };
  if (commit.offsets.empty()) return respond({});
  (coordinator_.*ask)(commit, respond);
}

void KafkaApis::on_group_request(sim::ConnectionId connection, const RequestPtr& request) {
  const RequestBody& body = request->body;
  switch (api_of(body)) {
    case ApiKey::FIND_COORDINATOR:
      return answer(connection, request, find_coordinator(std::get<FindCoordinatorRequest>(body)));
    case ApiKey::JOIN_GROUP:
      return coordinator_.handle_join_group(std::get<JoinGroupRequest>(body),
                                            answering<JoinGroupResponse>(connection, request));
    case ApiKey::SYNC_GROUP:
      return coordinator_.handle_sync_group(std::get<SyncGroupRequest>(body),
                                            answering<SyncGroupResponse>(connection, request));
    case ApiKey::HEARTBEAT:
      return answer(connection, request, coordinator_.handle_heartbeat(std::get<HeartbeatRequest>(body)));
    case ApiKey::LEAVE_GROUP:
      return answer(connection, request, coordinator_.handle_leave_group(std::get<LeaveGroupRequest>(body)));
    case ApiKey::OFFSET_COMMIT:
      return commit_known(connection, request, &GroupCoordinator::handle_commit_offsets);
    case ApiKey::OFFSET_FETCH:
      return answer(connection, request, coordinator_.handle_fetch_offsets(std::get<OffsetFetchRequest>(body)));
    case ApiKey::TXN_OFFSET_COMMIT:
      return commit_known(connection, request, &GroupCoordinator::handle_txn_commit_offsets);
    default:
      SIM_CHECK(false, "no request of a group");
  }
}

// ---- FindCoordinator. Source: KafkaApis.getCoordinator.

TopicPartition KafkaApis::coordinator_partition_of(const FindCoordinatorRequest& request) const {
  if (request.type == CoordinatorType::GROUP) return groups_.entry(request.group).offsets_partition;
  return {context_.topics.find(kTransactionStateTopicName),
          coordinator_partition(request.transactional_id, context_.config.transaction_state_log_num_partitions)};
}

/// The first one that asks has the topic created, and asks again.
FindCoordinatorResponse KafkaApis::find_coordinator(const FindCoordinatorRequest& request) {
  const TopicPartition tp = coordinator_partition_of(request);
  if (!metadata_.contains(tp.topic) && creation_)
    creation_->create_topic(
        std::string(request.type == CoordinatorType::GROUP ? kGroupMetadataTopicName : kTransactionStateTopicName));
  const PartitionState* state = metadata_.find(tp);
  if (!state || !metadata_.is_alive(state->leader))
    return {.error = ErrorCode::COORDINATOR_NOT_AVAILABLE, .coordinator = kNoBroker};
  return {.error = ErrorCode::NONE, .coordinator = state->leader};
}

}  // namespace kafka
