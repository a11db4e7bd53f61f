#include "model/producer/record_accumulator.h"

#include <algorithm>
#include <cmath>

namespace kafka {

sim::Duration RetryBackoff::next(std::int32_t attempts) {
  if (max_ <= initial_) return std::max(initial_, kLeastBackoff);
  // initial * 2^(n-1) * u with u in [0.8, 1.2), capped; the exponent stops growing where the cap is reached.
  double delay = static_cast<double>(initial_.count());
  for (std::int32_t i = 1; i < attempts && delay < static_cast<double>(max_.count()); ++i) delay *= 2;
  delay *= 0.8 + 0.4 * rng_.unit();
  return std::max(kLeastBackoff, std::min(max_, sim::Duration(std::llround(delay))));
}

RecordAccumulator::RecordAccumulator(const ProducerConfig& config, ClientId producer, RetryBackoff backoff,
                                     RecordNumbers& numbers)
    : config_(config), producer_(producer), backoff_(backoff), numbers_(numbers) {}

RecordAccumulator::Slot& RecordAccumulator::slot(TopicPartition tp) {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto partition = static_cast<std::size_t>(tp.partition.value());
  if (topic >= slots_.size()) slots_.resize(topic + 1);
  auto& partitions = slots_[topic];
  if (partition >= partitions.size()) partitions.resize(partition + 1);
  return partitions[partition];
}

RecordAccumulator::Append RecordAccumulator::append(TopicPartition tp, sim::SimTime now, std::int32_t key_size,
                                                    std::int32_t value_size, bool may_open, bool& batch_full,
                                                    std::int64_t& appended_bytes) {
  Slot& s = slot(tp);
  if (!s.batches.empty()) {
    ProducerBatch& last = *s.batches.back();
    const std::int64_t bytes = last.size_of_next(now, key_size, value_size);
    if (last.has_room_for(bytes)) {
      last.append(now, bytes);
      ++*s.next_id;
      ++unfinished_;
      appended_bytes = bytes;
      batch_full = s.batches.size() > 1 || last.full();
      return Append::appended;
    }
    if (!may_open) return Append::would_open;
    last.closed = true;
  } else if (!may_open) {
    return Append::would_open;
  }

  const std::int64_t upper = estimated_size_upper_bound(key_size, value_size);
  const std::int64_t buffer = std::max(config_.batch_size.count(), upper);
  if (used_ + buffer > config_.buffer_memory.count()) return Append::out_of_memory;
  used_ += buffer;
  ProducerBatchPtr batch(new ProducerBatch);
  batch->tp = tp;
  if (!s.next_id) s.next_id = &numbers_.next(tp);
  batch->first_id = *s.next_id;
  batch->buffer = buffer;
  batch->created = now;
  appended_bytes = batch->size_of_next(now, key_size, value_size);
  batch->append(now, appended_bytes);
  ++*s.next_id;
  ++unfinished_;
  batch_full = !s.batches.empty() || batch->full();
  s.batches.push_back(std::move(batch));
  ++queued_;
  next_expiry_ = std::min(next_expiry_, now + config_.delivery_timeout_ms);
  return Append::new_batch;
}

std::int64_t RecordAccumulator::append_run(TopicPartition tp, sim::SimTime now, std::int32_t key_size,
                                           std::int32_t value_size, std::int64_t records, std::int64_t max_bytes,
                                           std::int64_t& appended_bytes) {
  appended_bytes = 0;
  Slot& s = slot(tp);
  if (s.batches.empty() || s.batches.back()->closed) return 0;
  ProducerBatch& last = *s.batches.back();
  const std::int32_t payload = payload_size(key_size, value_size);
  const std::int64_t delta = last.timestamp_delta(now);
  std::int64_t taken = 0;
  while (taken < records) {
    const std::int64_t bytes = record_size_of_payload(last.count, delta, payload);
    if (last.written + bytes >= last.buffer || appended_bytes + bytes > max_bytes) break;
    last.append(now, bytes);
    appended_bytes += bytes;
    ++taken;
  }
  *s.next_id += taken;
  unfinished_ += taken;
  return taken;
}

bool RecordAccumulator::backing_off(const Slot& s, const ProducerBatch& head, sim::SimTime now) const {
  return head.attempts > 0 && now - head.last_attempt < s.backoff;
}

const RecordAccumulator::Ready& RecordAccumulator::ready(const ClientMetadata& metadata, sim::SimTime now,
                                                         bool exhausted) {
  ready_.nodes.clear();
  ready_.unknown_leaders = false;
  ready_.next_check = sim::SimTime::max();
  if (queued_ == 0) return ready_;
  for (std::size_t t = 0; t < slots_.size(); ++t) {
    for (std::size_t p = 0; p < slots_[t].size(); ++p) {
      const Slot& s = slots_[t][p];
      if (s.batches.empty()) continue;
      consider(s, s.batches.front()->tp, metadata, now, exhausted);
    }
  }
  std::sort(ready_.nodes.begin(), ready_.nodes.end());
  return ready_;
}

void RecordAccumulator::consider(const Slot& s, TopicPartition tp, const ClientMetadata& metadata, sim::SimTime now,
                                 bool exhausted) {
  const BrokerId leader = metadata.leader(tp);
  if (leader == kNoBroker) {
    ready_.unknown_leaders = true;
    return;
  }
  if (s.muted || std::find(ready_.nodes.begin(), ready_.nodes.end(), leader) != ready_.nodes.end()) return;
  const ProducerBatch& head = *s.batches.front();
  const bool backoff = backing_off(s, head, now);
  const bool full = s.batches.size() > 1 || head.full();
  const sim::SimTime since = head.attempts > 0 ? head.last_attempt : head.created;
  const sim::SimTime due = since + (backoff ? s.backoff : config_.linger_ms);
  if (!backoff && (full || now >= due || exhausted)) {
    ready_.nodes.push_back(leader);
  } else {
    ready_.next_check = std::min(ready_.next_check, due);
  }
}

void RecordAccumulator::drain(const ClientMetadata& metadata, BrokerId node, sim::SimTime now,
                              std::vector<ProducerBatchPtr>& batches) {
  // Round robin over the node's partitions, continuing where the last drain stopped, so that none starves.
  std::vector<TopicPartition> led;
  for (std::size_t t = 0; t < slots_.size(); ++t)
    for (std::size_t p = 0; p < slots_[t].size(); ++p) {
      const TopicPartition tp{TopicId(static_cast<std::int32_t>(t)), PartitionId(static_cast<std::int32_t>(p))};
      if (metadata.leader(tp) == node) led.push_back(tp);
    }
  if (led.empty()) return;
  auto index = std::find_if(drain_index_.begin(), drain_index_.end(), [&](const auto& e) { return e.first == node; });
  if (index == drain_index_.end()) index = drain_index_.insert(drain_index_.end(), {node, 0});
  std::size_t at = index->second % led.size();
  const std::size_t start = at;
  std::int64_t size = 0;
  do {
    Slot& s = slot(led[at]);
    index->second = at;
    at = (at + 1) % led.size();
    if (s.muted || s.batches.empty()) continue;
    const ProducerBatchPtr& head = s.batches.front();
    if (backing_off(s, *head, now)) continue;
    if (size + head->written > config_.max_request_size.count() && !batches.empty()) break;
    size += head->written;
    batches.push_back(head);
    s.batches.pop_front();
    --queued_;
  } while (at != start);
}

void RecordAccumulator::reenqueue(const ProducerBatchPtr& batch, sim::SimTime now) {
  Slot& s = slot(batch->tp);
  ++batch->attempts;
  batch->last_attempt = now;
  s.backoff = backoff_.next(batch->attempts);
  s.batches.push_front(batch);
  ++queued_;
  next_expiry_ = std::min(next_expiry_, batch->created + config_.delivery_timeout_ms);
}

void RecordAccumulator::split_and_reenqueue(const ProducerBatchPtr& batch, sim::SimTime now) {
  unfinished_ += batch->count;  // the batch itself is finished
  const std::int64_t each = (batch->written - kRecordBatchOverhead + batch->count - 1) / batch->count;
  const std::int64_t fit = std::max<std::int64_t>(1, (config_.batch_size.count() - kRecordBatchOverhead) / each);
  Slot& s = slot(batch->tp);
  for (std::int64_t end = batch->count; end > 0;) {
    const std::int64_t begin = (end - 1) / fit * fit;
    ProducerBatchPtr piece(new ProducerBatch);
    piece->tp = batch->tp;
    piece->first_id = batch->first_id + begin;
    piece->count = static_cast<std::int32_t>(end - begin);
    piece->written = kRecordBatchOverhead + each * piece->count;
    piece->created = batch->created;
    piece->first_timestamp = timestamp_of(*batch->frozen, static_cast<std::int32_t>(begin));
    piece->max_timestamp = timestamp_of(*batch->frozen, static_cast<std::int32_t>(end) - 1);
    piece->attempts = batch->attempts;
    piece->closed = true;
    if (piece->count == batch->count) {
      piece->attempts = std::max(1, batch->attempts);
      piece->last_attempt = now;
      s.backoff = backoff_.next(piece->attempts);
    }
    s.batches.push_front(std::move(piece));
    ++queued_;
    end = begin;
  }
  next_expiry_ = std::min(next_expiry_, batch->created + config_.delivery_timeout_ms);
}

void RecordAccumulator::expired(sim::SimTime now, std::vector<ProducerBatchPtr>& batches) {
  if (now < next_expiry_) return;
  next_expiry_ = sim::SimTime::max();
  for (auto& topic : slots_)
    for (Slot& s : topic) {
      while (!s.batches.empty() && now - s.batches.front()->created >= config_.delivery_timeout_ms) {
        batches.push_back(std::move(s.batches.front()));
        s.batches.pop_front();
        --queued_;
      }
      if (!s.batches.empty())
        next_expiry_ = std::min(next_expiry_, s.batches.front()->created + config_.delivery_timeout_ms);
    }
}

const RecordAccumulator::Slot* RecordAccumulator::find(TopicPartition tp) const {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto partition = static_cast<std::size_t>(tp.partition.value());
  if (topic >= slots_.size() || partition >= slots_[topic].size()) return nullptr;
  return &slots_[topic][partition];
}

std::int32_t RecordAccumulator::queue_size(TopicPartition tp) const {
  const Slot* s = find(tp);
  return s ? static_cast<std::int32_t>(s->batches.size()) : 0;
}

bool RecordAccumulator::all_batches_full(TopicPartition tp) const {
  const Slot* s = find(tp);
  return !s || s->batches.empty() || s->batches.back()->full();
}

std::int32_t RecordAccumulator::partitions_used(TopicId topic) const {
  const auto at = static_cast<std::size_t>(topic.value());
  if (at >= slots_.size()) return 0;
  std::int32_t used = 0;
  for (const Slot& s : slots_[at]) used += s.next_id ? 1 : 0;
  return used;
}

}  // namespace kafka
