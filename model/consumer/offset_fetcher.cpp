#include "model/consumer/offset_fetcher.h"

#include <algorithm>

namespace kafka {

namespace {

/// The request to this node, new or begun.
template <class Asked>
auto& request_to(std::vector<std::pair<BrokerId, Asked>>& requests, BrokerId node) {
  for (auto& [to, asked] : requests)
    if (to == node) return asked;
  return requests.emplace_back(node, Asked{}).second;
}

}  // namespace

OffsetFetcher::OffsetFetcher(const sim::Scheduler& scheduler, const ConsumerConfig& config, GroupId group,
                             SubscriptionState& subscriptions, ConsumerNetworkClient& client, ClientMetadata& metadata,
                             bool validate_positions)
    : scheduler_(scheduler),
      config_(config),
      group_(group),
      subscriptions_(subscriptions),
      client_(client),
      metadata_(metadata),
      validate_positions_(validate_positions) {}

void OffsetFetcher::tell(TopicPartition tp, Offset position, PositionSource source) const {
  client_.emit([&] {
    return PositionSet{.group = group_, .member = client_.id(), .tp = tp, .position = position, .source = source};
  });
}

BrokerId OffsetFetcher::leader_to_ask(BrokerId leader) {
  if (leader == kNoBroker) {
    metadata_.request_update();
    return kNoBroker;
  }
  return client_.unavailable(leader) ? kNoBroker : leader;
}

void OffsetFetcher::retry_later(TopicPartition tp) {
  if (TopicPartitionState* p = subscriptions_.find(tp))
    p->next_retry = scheduler_.from_now(std::max(config_.retry_backoff_ms, kLeastBackoff));
  metadata_.request_update();
}

// ---- positions by the reset policy

/// Source: OffsetFetcher.resetPositionsAsync.
void OffsetFetcher::reset_positions_if_needed() {
  std::vector<std::pair<BrokerId, ListOffsetsRequest>> requests;
  for (TopicPartitionState& p : subscriptions_.partitions()) {
    if (p.state != FetchState::AWAIT_RESET || !p.may_ask(scheduler_.now())) continue;
    const LeaderIdAndEpoch current = current_leader(p.tp);
    const BrokerId leader = leader_to_ask(current.leader);
    if (leader == kNoBroker) continue;
    const bool earliest = p.reset_strategy == OffsetResetStrategy::earliest;
    request_to(requests, leader)
        .partitions.push_back({.tp = p.tp,
                               .spec = earliest ? OffsetSpec::earliest : OffsetSpec::latest,
                               .current_leader_epoch = current.epoch});
    p.next_retry = scheduler_.from_now(config_.request_timeout_ms);
  }
  for (auto& [leader, request] : requests) {
    request.isolation = config_.isolation_level;
    client_.send(leader, std::move(request), [this](const Request& answered) { on_list_offsets(answered); });
  }
}

void OffsetFetcher::on_list_offsets(const Request& request) {
  const auto& asked = std::get<ListOffsetsRequest>(request.body).partitions;
  if (!request.answer) {
    for (const auto& question : asked) retry_later(question.tp);
    return;
  }
  for (const ListOffsetsResponse::Partition& answer : std::get<ListOffsetsResponse>(*request.answer).partitions) {
    const auto question = std::find_if(asked.begin(), asked.end(), [&](const auto& q) { return q.tp == answer.tp; });
    TopicPartitionState* p = subscriptions_.find(answer.tp);
    if (question == asked.end() || !p || p->state != FetchState::AWAIT_RESET) continue;  // sought or lost meanwhile
    const bool earliest = question->spec == OffsetSpec::earliest;
    if (earliest != (p->reset_strategy == OffsetResetStrategy::earliest)) continue;  // another one is wanted now
    if (answer.error != ErrorCode::NONE) {
      retry_later(answer.tp);
      continue;
    }
    p->seek_validated({.offset = answer.offset, .leader = current_leader(answer.tp)});
    tell(answer.tp, answer.offset, earliest ? PositionSource::reset_earliest : PositionSource::reset_latest);
  }
}

// ---- positions after a change of leader

void OffsetFetcher::validate_positions_on_metadata_change() {
  if (metadata_version_ == metadata_.version()) return;
  metadata_version_ = metadata_.version();
  for (TopicPartitionState& p : subscriptions_.partitions()) p.on_leader(current_leader(p.tp), validate_positions_);
}

/// Source: OffsetFetcher.validatePositionsAsync.
std::string_view OffsetFetcher::validate_positions_if_needed() {
  if (!exception_.empty()) return std::exchange(exception_, std::string_view{});
  validate_positions_on_metadata_change();
  struct Asked {
    OffsetForLeaderEpochRequest request;
    std::vector<std::pair<TopicPartition, FetchPosition>> positions;
  };
  std::vector<std::pair<BrokerId, Asked>> requests;
  for (TopicPartitionState& p : subscriptions_.partitions()) {
    if (p.state != FetchState::AWAIT_VALIDATION || !p.may_ask(scheduler_.now())) continue;
    const BrokerId leader = leader_to_ask(p.position.leader.leader);
    if (leader == kNoBroker) continue;
    Asked& asked = request_to(requests, leader);
    asked.request.partitions.push_back(
        {.tp = p.tp, .current_leader_epoch = p.position.leader.epoch, .leader_epoch = p.position.offset_epoch});
    asked.positions.emplace_back(p.tp, p.position);
    p.next_retry = scheduler_.from_now(config_.request_timeout_ms);
  }
  for (auto& [leader, asked] : requests)
    client_.send(leader, std::move(asked.request),
                 [this, positions = std::move(asked.positions)](const Request& r) { on_end_offsets(r, positions); });
  return {};
}

/// Source: OffsetsForLeaderEpochUtils.handleResponse.
void OffsetFetcher::on_end_offsets(const Request& request,
                                   const std::vector<std::pair<TopicPartition, FetchPosition>>& asked) {
  const auto* response = request.answer ? &std::get<OffsetForLeaderEpochResponse>(*request.answer) : nullptr;
  for (const auto& [tp, position] : asked) {
    const OffsetForLeaderEpochResponse::Partition* answer = nullptr;
    if (response)
      for (const auto& a : response->partitions)
        if (a.tp == tp) answer = &a;
    if (!answer || answer->error != ErrorCode::NONE) {
      retry_later(tp);
      continue;
    }
    TopicPartitionState* p = subscriptions_.find(tp);
    if (p && p->state == FetchState::AWAIT_VALIDATION && p->position == position) complete_validation(*p, *answer);
  }
}

/// Source: SubscriptionState.maybeCompleteValidation.
void OffsetFetcher::complete_validation(TopicPartitionState& p, const OffsetForLeaderEpochResponse::Partition& answer) {
  const bool unknown = answer.end_offset == kUnknownOffset || answer.leader_epoch == kNoEpoch;
  if (!unknown && answer.end_offset >= p.position.offset) return p.seek_validated(p.position);
  truncated(p, answer);
}

void OffsetFetcher::truncated(TopicPartitionState& p, const OffsetForLeaderEpochResponse::Partition& answer) {
  if (subscriptions_.reset_policy() == OffsetResetStrategy::none) {
    exception_ = "LogTruncationException";
    return;
  }
  if (answer.end_offset == kUnknownOffset || answer.leader_epoch == kNoEpoch)
    return p.reset(subscriptions_.reset_policy());
  p.seek_validated({.offset = answer.end_offset, .offset_epoch = answer.leader_epoch, .leader = p.position.leader});
  tell(p.tp, answer.end_offset, PositionSource::truncation);
}

}  // namespace kafka
