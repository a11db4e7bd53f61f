#include "model/consumer/fetcher.h"

#include <algorithm>
#include <utility>

#include "model/consumer/java_hash_order.h"
#include "model/protocol/in_order.h"

namespace kafka {

Fetcher::Fetcher(const sim::Scheduler& scheduler, const ConsumerConfig& config, Profile profile, GroupId group,
                 const TopicTable& topics, SubscriptionState& subscriptions, ConsumerNetworkClient& client,
                 ClientMetadata& metadata, bool validate_positions)
    : scheduler_(scheduler),
      config_(config),
      profile_(profile),
      group_(group),
      topics_(topics),
      subscriptions_(subscriptions),
      client_(client),
      metadata_(metadata),
      validate_positions_(validate_positions) {}

// ---- asking

bool Fetcher::buffered(TopicPartition tp) const {
  return std::any_of(completed_.begin(), completed_.end(),
                     [&](const CompletedFetch& c) { return c.tp() == tp && !c.consumed(); });
}

std::vector<TopicPartition> Fetcher::order_of_asking() const {
  std::vector<TopicPartition> fetchable;
  for (const TopicPartitionState& p : subscriptions_.partitions())
    if (p.fetchable() && !buffered(p.tp)) fetchable.push_back(p.tp);
  if (profile_ == Profile::v2_3) return fetchable;
  return fetch_order(topics_, fetchable);
}

/// Source: AbstractFetch.selectReadReplica.
BrokerId Fetcher::replica_to_read(TopicPartitionState& p) {
  if (p.preferred_read_replica != kNoBroker) {
    const auto known = metadata_.brokers();
    const bool alive = std::find(known.begin(), known.end(), p.preferred_read_replica) != known.end();
    if (alive && scheduler_.now() < p.preferred_until) return p.preferred_read_replica;
    p.clear_preferred_read_replica();
    if (!alive) metadata_.request_update();
  }
  if (p.position.leader.leader == kNoBroker) metadata_.request_update();
  return p.position.leader.leader;
}

FetchRequest Fetcher::new_request() const {
  FetchRequest request;
  if (profile_ == Profile::v3_9) request.client_rack = config_.client_rack;
  request.max_wait = config_.fetch_max_wait_ms;
  request.min_bytes = config_.fetch_min_bytes;
  request.max_bytes = config_.fetch_max_bytes;
  request.isolation = config_.isolation_level;
  return request;
}

void Fetcher::send_fetches() {
  std::vector<std::pair<BrokerId, FetchRequest>> requests;
  for (const TopicPartition tp : order_of_asking()) {
    TopicPartitionState& p = *subscriptions_.find(tp);
    const BrokerId node = replica_to_read(p);
    if (node == kNoBroker || std::find(pending_.begin(), pending_.end(), node) != pending_.end()) continue;
    if (!client_.network().ready(node)) continue;
    auto it = std::find_if(requests.begin(), requests.end(), [&](const auto& r) { return r.first == node; });
    if (it == requests.end()) it = requests.insert(requests.end(), {node, new_request()});
    it->second.partitions.push_back({.tp = tp,
                                     .fetch_offset = p.position.offset,
                                     .log_start_offset = kUnknownOffset,
                                     .current_leader_epoch = p.position.leader.epoch,
                                     .max_bytes = config_.max_partition_fetch_bytes,
                                     .known_high_watermark = p.known_high_watermark,
                                     .known_log_start = p.known_log_start});
    if (p.asked_position != p.position.offset) ++it->second.changed;
    p.asked_position = p.position.offset;
  }
  for (auto& [node, request] : requests) {
    pending_.push_back(node);
    client_.send(node, std::move(request), [this](const Request& answered) { on_answer(answered); });
  }
}

// ---- answers

void Fetcher::on_answer(const Request& request) {
  std::erase(pending_, request.node);
  const auto& asked = std::get<FetchRequest>(request.body);
  if (!request.answer) {
    for (const FetchRequest::Partition& p : asked.partitions)
      if (TopicPartitionState* known = subscriptions_.find(p.tp)) known->clear_preferred_read_replica();
    return;
  }
  if (request.sent == scheduler_.now()) answered_at_once_ = scheduler_.now();
  InOrder questions(asked.partitions, [](const FetchRequest::Partition& p) { return p.tp; });
  for (const FetchResponse::Partition& answer : std::get<FetchResponse>(*request.answer).partitions)
    if (const FetchRequest::Partition* question = questions.find(answer.tp)) adopt(answer, question->fetch_offset);
}

void Fetcher::adopt(const FetchResponse::Partition& answer, Offset asked) {
  TopicPartitionState* p = subscriptions_.find(answer.tp);
  if (p && answer.error == ErrorCode::NONE) {
    p->known_high_watermark = answer.high_watermark;
    p->known_log_start = answer.log_start_offset;
  }
  const bool another_leader =
      answer.error == ErrorCode::NOT_LEADER_OR_FOLLOWER || answer.error == ErrorCode::FENCED_LEADER_EPOCH;
  if (another_leader && metadata_.update_leader(answer.tp, answer.current_leader) && p)
    p->on_leader(answer.current_leader, validate_positions_);
  const bool news =
      answer.error != ErrorCode::NONE || !answer.records.empty() || answer.preferred_read_replica != kNoBroker;
  if (news) completed_.emplace_back(answer, asked);
}

void Fetcher::on_connect_failed(BrokerId node) {
  for (TopicPartitionState& p : subscriptions_.partitions())
    if (p.preferred_read_replica == node) p.clear_preferred_read_replica();
}

// ---- handing over

Fetch Fetcher::collect() {
  Fetch fetch;
  std::int32_t left = config_.max_poll_records;
  while (left > 0 && !completed_.empty()) {
    CompletedFetch& head = completed_.front();
    if (!next_in_line_) {
      const bool has_error = head.answer().error != ErrorCode::NONE;
      if (has_error && fetch.position_advanced) break;  // an exception waits for the next poll()
      next_in_line_ = initialize(head, fetch);
      if (!next_in_line_) completed_.pop_front();
      if (!fetch.exception.empty()) break;
      if (!next_in_line_) continue;
    }
    const std::size_t before = fetch.records.size();
    drain(head, left, fetch);
    for (std::size_t i = before; i < fetch.records.size(); ++i) left -= fetch.records[i].count;
    if (!head.consumed()) continue;
    retire(head);
  }
  return fetch;
}

void Fetcher::retire(CompletedFetch& completed) {
  if (completed.read()) subscriptions_.move_to_end(completed.tp());
  completed_.pop_front();
  next_in_line_ = false;
}

/// True if its records may be returned. Source: FetchCollector.initialize.
bool Fetcher::initialize(const CompletedFetch& completed, Fetch& fetch) {
  const FetchResponse::Partition& answer = completed.answer();
  TopicPartitionState* p = subscriptions_.find(answer.tp);
  const bool valid = p && p->has_valid_position();
  if (valid && answer.error != ErrorCode::NONE) on_error(completed, *p, fetch);
  if (answer.error != ErrorCode::NONE) subscriptions_.move_to_end(answer.tp);
  if (!valid || answer.error != ErrorCode::NONE) return false;
  if (p->position.offset != completed.next_fetch_offset()) return false;
  if (answer.preferred_read_replica != kNoBroker)
    p->read_from(answer.preferred_read_replica, scheduler_.from_now(config_.metadata_max_age_ms));
  return !answer.records.empty();
}

/// Source: FetchCollector.handleInitializeErrors.
void Fetcher::on_error(const CompletedFetch& completed, TopicPartitionState& p, Fetch& fetch) {
  const ErrorCode error = completed.answer().error;
  const Offset position = completed.next_fetch_offset();
  if (error == ErrorCode::OFFSET_OUT_OF_RANGE) {
    // A follower may not have it yet, or no more: the leader decides. A stale answer decides nothing.
    if (p.clear_preferred_read_replica() || p.position.offset != position) return;
    const bool none = subscriptions_.reset_policy() == OffsetResetStrategy::none;
    if (none) fetch.exception = "OffsetOutOfRangeException";
    if (!none) p.reset(subscriptions_.reset_policy());
  } else if (is_invalid_metadata(error) || error == ErrorCode::OFFSET_NOT_AVAILABLE) {
    p.clear_preferred_read_replica();
    metadata_.request_update();
  }
  client_.emit([&] {
    return FetchFailed{.group = group_, .member = client_.id(), .tp = p.tp, .position = position, .error = error};
  });
}

void Fetcher::drain(CompletedFetch& completed, std::int32_t max, Fetch& fetch) {
  TopicPartitionState* p = subscriptions_.find(completed.tp());
  // Revoked meanwhile, or the position was sought elsewhere.
  if (!p || !p->fetchable() || p->position.offset != completed.next_fetch_offset()) return completed.drain();
  completed.fetch_records(config_.isolation_level, max, fetch.records);
  if (completed.next_fetch_offset() == p->position.offset) return;
  p->position.offset = completed.next_fetch_offset();
  p->position.offset_epoch = completed.last_epoch();
  fetch.position_advanced = true;
}

}  // namespace kafka
