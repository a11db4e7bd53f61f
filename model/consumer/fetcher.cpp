#include "model/consumer/fetcher.h"

#include <algorithm>

#include "model/consumer/java_hash_order.h"
#include "model/protocol/in_order.h"

namespace kafka {

std::vector<TopicPartition> Fetcher::order_of_asking() const {
  std::vector<TopicPartition> fetchable;
  for (const SubscriptionState::Partition& p : subscriptions_.partitions())
    if (p.position != kUnknownOffset && !p.buffered) fetchable.push_back(p.tp);
  if (profile_ == Profile::v2_3) return fetchable;
  return fetch_order(topics_, fetchable);
}

/// Source: AbstractFetch.selectReadReplica.
BrokerId Fetcher::replica_to_read(SubscriptionState::Partition& p) {
  if (p.preferred_read_replica != kNoBroker) {
    const auto known = metadata_->brokers();
    const bool alive = std::find(known.begin(), known.end(), p.preferred_read_replica) != known.end();
    if (alive && scheduler_.now() < p.preferred_until) return p.preferred_read_replica;
    p.clear_preferred_read_replica();
    if (!alive) metadata_->request_update();
  }
  const BrokerId leader = metadata_->leader(p.tp);
  if (leader == kNoBroker) metadata_->request_update();
  return leader;
}

FetchRequest Fetcher::new_request() const {
  FetchRequest request;
  if (profile_ == Profile::v3_9) request.client_rack = config_.client_rack;
  request.max_wait = config_.fetch_max_wait_ms;
  request.min_bytes = config_.fetch_min_bytes;
  request.max_bytes = config_.fetch_max_bytes;
  return request;
}

void Fetcher::send_fetches() {
  std::vector<std::pair<BrokerId, FetchRequest>> requests;
  for (const TopicPartition tp : order_of_asking()) {
    SubscriptionState::Partition& p = *subscriptions_.find(tp);
    const BrokerId node = replica_to_read(p);
    if (node == kNoBroker) continue;
    if (std::find(pending_.begin(), pending_.end(), node) != pending_.end() || !client_->ready(node)) continue;
    auto it = std::find_if(requests.begin(), requests.end(), [&](const auto& r) { return r.first == node; });
    if (it == requests.end()) it = requests.insert(requests.end(), {node, new_request()});
    it->second.partitions.push_back({.tp = tp,
                                     .fetch_offset = p.position,
                                     .log_start_offset = kUnknownOffset,
                                     .current_leader_epoch = metadata_->leader_epoch(tp),
                                     .max_bytes = config_.max_partition_fetch_bytes,
                                     .known_high_watermark = p.known_high_watermark,
                                     .known_log_start = p.known_log_start});
    if (p.asked_position != p.position) ++it->second.changed;
    p.asked_position = p.position;
  }
  for (auto& [node, request] : requests) {
    pending_.push_back(node);
    for (const FetchRequest::Partition& p : request.partitions) subscriptions_.find(p.tp)->buffered = true;
    client_->send(node, std::move(request));
  }
}

void Fetcher::release(const FetchRequest& request) {
  for (const FetchRequest::Partition& p : request.partitions)
    if (SubscriptionState::Partition* known = subscriptions_.find(p.tp)) known->buffered = false;
}

void Fetcher::on_request_failed(const Request& request) {
  std::erase(pending_, request.node);
  const auto& asked = std::get<FetchRequest>(request.body);
  release(asked);
  for (const FetchRequest::Partition& p : asked.partitions)
    if (SubscriptionState::Partition* known = subscriptions_.find(p.tp)) known->clear_preferred_read_replica();
}

void Fetcher::on_connect_failed(BrokerId node) {
  for (SubscriptionState::Partition& p : subscriptions_.partitions())
    if (p.preferred_read_replica == node) p.clear_preferred_read_replica();
}

void Fetcher::on_response(const Request& request) {
  std::erase(pending_, request.node);
  const auto& asked = std::get<FetchRequest>(request.body);
  release(asked);
  InOrder questions(asked.partitions, [](const FetchRequest::Partition& p) { return p.tp; });
  for (const FetchResponse::Partition& answer : std::get<FetchResponse>(*request.answer).partitions)
    if (const FetchRequest::Partition* question = questions.find(answer.tp)) adopt(answer, question->fetch_offset);
}

void Fetcher::adopt(const FetchResponse::Partition& answer, Offset asked) {
  SubscriptionState::Partition* p = subscriptions_.find(answer.tp);
  if (!p || p->position != asked) return;  // the position moved meanwhile: the answer is of no use
  if (answer.error != ErrorCode::NONE) {
    subscriptions_.move_to_end(answer.tp);
    const bool had_preferred = p->clear_preferred_read_replica();
    // A follower may not have it yet, or no more: the leader decides. Source: FetchCollector.handleInitializeErrors.
    if (had_preferred && answer.error == ErrorCode::OFFSET_OUT_OF_RANGE) return;
    return listener_.on_fetch_error(answer.tp, asked, answer.error);
  }
  if (answer.preferred_read_replica != kNoBroker)
    return p->read_from(answer.preferred_read_replica, scheduler_.from_now(config_.metadata_max_age_ms));
  p->known_high_watermark = answer.high_watermark;
  p->known_log_start = answer.log_start_offset;
  if (answer.records.empty()) return;
  p->buffered = true;
  completed_.push_back({.tp = answer.tp, .position = asked, .batches = answer.records, .next = 0});
}

std::vector<FetchedRecords> Fetcher::collect(std::int32_t max_records) {
  std::vector<FetchedRecords> out;
  std::int32_t left = max_records;
  while (left > 0 && !completed_.empty()) {
    Completed& head = completed_.front();
    SubscriptionState::Partition* p = subscriptions_.find(head.tp);
    const bool useless = !p || p->position != head.position;  // the position was sought elsewhere
    const std::size_t before = out.size();
    if (!useless) drain(head, left, out);
    for (std::size_t i = before; i < out.size(); ++i) left -= out[i].count;
    const bool finished = useless || head.next == head.batches.size();
    if (!finished) break;
    const TopicPartition tp = head.tp;
    if (p) p->buffered = false;
    completed_.pop_front();
    subscriptions_.move_to_end(tp);
  }
  return out;
}

void Fetcher::drain(Completed& completed, std::int32_t max_records, std::vector<FetchedRecords>& out) {
  SubscriptionState::Partition& p = *subscriptions_.find(completed.tp);
  while (max_records > 0 && completed.next < completed.batches.size()) {
    const FetchedBatch& fetched = completed.batches[completed.next];
    const RecordBatch& batch = *fetched.batch;
    // A fetch answers with whole batches: records before the position are skipped.
    const auto skip = static_cast<std::int32_t>(std::max<std::int64_t>(0, p.position - fetched.base_offset));
    const std::int32_t take = std::min(batch.count - skip, max_records);
    if (take > 0) {
      out.push_back({.tp = completed.tp,
                     .base_offset = fetched.base_offset + skip,
                     .count = take,
                     .size = sim::Bytes(batch.size.count() * take / batch.count),
                     .producer = batch.producer,
                     .first_id = batch.first_id + skip,
                     .first_timestamp = timestamp_of(batch, skip),
                     .last_timestamp = timestamp_of(batch, skip + take - 1)});
      p.position = fetched.base_offset + skip + take;
      max_records -= take;
    }
    if (p.position >= fetched.next_offset()) ++completed.next;
  }
  completed.position = p.position;
}

}  // namespace kafka
