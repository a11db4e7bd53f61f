#include "model/consumer/consumer_coordinator.h"

#include <algorithm>
#include <utility>

namespace kafka {

ConsumerCoordinator::ConsumerCoordinator(sim::Scheduler& scheduler, sim::LifeId life, GroupId group,
                                         const ConsumerConfig& config, CoordinatorListener& listener)
    : config_(config),
      group_(group),
      listener_(listener),
      retry_(scheduler, life, [this] { listener_.on_coordinator_progress(); }) {}

bool ConsumerCoordinator::ensure_ready() {
  if (coordinator_ != kNoBroker) return reachable(coordinator_node(coordinator_));
  if (finding_ || retry_.armed()) return false;
  const BrokerId node = metadata_->any_broker();
  if (node == kNoBroker) {
    retry_later();
    return false;
  }
  if (!reachable(node)) return false;
  finding_ = true;
  client_->send(node, FindCoordinatorRequest{.group = group_});
  return false;
}

/// While a connection is being made the consumer's on_node_ready leads back here.
bool ConsumerCoordinator::reachable(BrokerId node) {
  if (client_->ready(node)) return true;
  if (!client_->connecting(node)) retry_later();
  return false;
}

void ConsumerCoordinator::fetch_committed(std::vector<TopicPartition> partitions) {
  fetching_ = true;
  client_->send(coordinator_node(coordinator_),
                OffsetFetchRequest{.group = group_, .partitions = std::move(partitions)});
}

bool ConsumerCoordinator::commit_async(std::vector<PartitionOffset> offsets) {
  if (!ensure_ready()) return false;
  client_->send(coordinator_node(coordinator_), OffsetCommitRequest{.group = group_, .offsets = std::move(offsets)});
  return true;
}

void ConsumerCoordinator::on_response(const Request& request) {
  if (const auto* found = std::get_if<FindCoordinatorResponse>(&*request.answer)) {
    finding_ = false;
    if (found->error != ErrorCode::NONE) return retry_later();
    coordinator_ = found->coordinator;
    return listener_.on_coordinator_progress();
  }
  if (const auto* fetched = std::get_if<OffsetFetchResponse>(&*request.answer)) {
    fetching_ = false;
    if (fetched->error == ErrorCode::NONE) return listener_.on_committed_offsets(fetched->offsets);
    if (fetched->error == ErrorCode::NOT_COORDINATOR) mark_unknown();
    return retry_later();
  }
  const ErrorCode error = std::get<OffsetCommitResponse>(*request.answer).error;
  if (error == ErrorCode::NOT_COORDINATOR || error == ErrorCode::COORDINATOR_NOT_AVAILABLE) mark_unknown();
  listener_.on_commit(std::get<OffsetCommitRequest>(request.body).offsets, error);
}

void ConsumerCoordinator::on_request_failed(const Request& request) {
  if (std::holds_alternative<FindCoordinatorRequest>(request.body)) {
    finding_ = false;
    return retry_later();
  }
  mark_unknown();
  if (std::holds_alternative<OffsetFetchRequest>(request.body)) {
    fetching_ = false;
    return retry_later();
  }
  listener_.on_commit(std::get<OffsetCommitRequest>(request.body).offsets, ErrorCode::NETWORK_EXCEPTION);
}

void ConsumerCoordinator::mark_unknown() { coordinator_ = kNoBroker; }

void ConsumerCoordinator::retry_later() {
  if (!retry_.armed()) retry_.arm(std::max(config_.retry_backoff_ms, kLeastBackoff));
}

}  // namespace kafka
