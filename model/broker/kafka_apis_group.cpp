/// KafkaApis: what consumers ask of their group's coordinator.

#include <utility>

#include "model/broker/kafka_apis.h"
#include "sim/core/check.h"

namespace kafka {

void KafkaApis::on_group_request(sim::ConnectionId connection, const RequestPtr& request) {
  switch (api_of(request->body)) {
    case ApiKey::FIND_COORDINATOR:
      return on_find_coordinator(connection, request);
    case ApiKey::OFFSET_COMMIT:
      return on_offset_commit(connection, request);
    case ApiKey::OFFSET_FETCH:
      return answer(connection, request, coordinator_.fetch(std::get<OffsetFetchRequest>(request->body)));
    default:
      SIM_CHECK(false, "no request of a group");
  }
}

void KafkaApis::on_find_coordinator(sim::ConnectionId connection, const RequestPtr& request) {
  const GroupId group = std::get<FindCoordinatorRequest>(request->body).group;
  const PartitionState* state = metadata_.find(groups_.entry(group).offsets_partition);
  FindCoordinatorResponse response{.error = ErrorCode::COORDINATOR_NOT_AVAILABLE, .coordinator = kNoBroker};
  if (state && metadata_.is_alive(state->leader)) response = {.error = ErrorCode::NONE, .coordinator = state->leader};
  answer(connection, request, response);
}

void KafkaApis::on_offset_commit(sim::ConnectionId connection, const RequestPtr& request) {
  coordinator_.commit(
      std::get<OffsetCommitRequest>(request->body), context_.scheduler.now(),
      [this, connection, request](OffsetCommitResponse response) { answer(connection, request, response); });
}

}  // namespace kafka
