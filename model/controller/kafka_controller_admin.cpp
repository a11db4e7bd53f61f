/// KafkaController: what administrators' programs ask of it.

#include <utility>

#include "model/controller/kafka_controller.h"

namespace kafka {

namespace {

std::vector<ElectionOutcome> all_refused(const std::vector<TopicPartition>& partitions, ErrorCode error) {
  std::vector<ElectionOutcome> outcomes;
  for (const TopicPartition tp : partitions) outcomes.push_back({.tp = tp, .result = {.error = error}});
  return outcomes;
}

}  // namespace

void KafkaController::elect_leaders(bool unclean, const std::vector<TopicPartition>& partitions,
                                    AdminOperations::Elected answer) {
  const auto process = [this, unclean, partitions, answer = std::move(answer)](Next next) {
    const auto refuse = [partitions, answer](ErrorCode error) { answer(all_refused(partitions, error)); };
    if (!is_active()) {
      refuse(ErrorCode::NOT_CONTROLLER);
      return next();
    }
    if_lost_ = [refuse](ControllerZk::Lost) { refuse(ErrorCode::UNKNOWN_SERVER_ERROR); };
    admin_.elect(
        unclean, partitions,
        [this, answer](std::vector<ElectionOutcome> outcomes) {
          if_lost_ = nullptr;
          answer(std::move(outcomes));
        },
        std::move(next));
  };
  events_.put({.name = "ReplicaLeaderElection", .process = process});
}

void KafkaController::alter_partition_reassignments(const AlterPartitionReassignmentsRequest& request,
                                                    AdminOperations::Altered answer) {
  const auto process = [this, request, answer = std::move(answer)](Next next) {
    const auto refuse = [answer](ErrorCode error) { answer({.error = {.error = error}}); };
    if (!is_active()) {
      refuse(ErrorCode::NOT_CONTROLLER);
      return next();
    }
    if_lost_ = [refuse](ControllerZk::Lost) { refuse(ErrorCode::UNKNOWN_SERVER_ERROR); };
    admin_.alter(
        request,
        [this, answer](AlterPartitionReassignmentsResponse response) {
          if_lost_ = nullptr;
          answer(std::move(response));
        },
        std::move(next));
  };
  events_.put({.name = "ApiPartitionReassignment", .process = process});
}

void KafkaController::list_partition_reassignments(const ListPartitionReassignmentsRequest& request,
                                                   std::function<void(ListPartitionReassignmentsResponse)> answer) {
  events_.put({.name = "ListPartitionReassignments", .process = [this, request, answer = std::move(answer)](Next next) {
                 answer(is_active() ? admin_.list(request)
                                    : ListPartitionReassignmentsResponse{.error = ErrorCode::NOT_CONTROLLER});
                 next();
               }});
}

}  // namespace kafka
