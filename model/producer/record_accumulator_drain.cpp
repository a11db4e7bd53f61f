// RecordAccumulator: batches leave their queues.

#include <algorithm>

#include "model/producer/record_accumulator.h"
#include "model/producer/transaction_manager.h"

namespace kafka {

/// Before 3.7 a change of leader did not spare the wait (KIP-951).
bool RecordAccumulator::backing_off(ProducerBatch& head, LeaderEpoch leader_epoch, sim::SimTime now) const {
  if (now < head.not_before) return true;
  if (surroundings_.behaviour.new_leader_in_errors) {
    head.update_leader_epoch(leader_epoch);
    if (head.leader_changed_for_retry()) return false;
  }
  return head.attempts > 0 && now - head.last_attempt < head.backoff;
}

const RecordAccumulator::Ready& RecordAccumulator::ready(const ClientMetadata& metadata, sim::SimTime now, bool hurry) {
  ready_.nodes.clear();
  ready_.unknown_leaders = false;
  ready_.next_check = sim::SimTime::max();
  next_compressed_ = sim::SimTime::max();
  if (queued_ == 0) return ready_;
  for (const auto& topic : slots_)
    for (const Slot& s : topic)
      if (!s.batches.empty()) consider(s, s.batches.front()->tp, metadata, now, hurry);
  std::sort(ready_.nodes.begin(), ready_.nodes.end());
  return ready_;
}

void RecordAccumulator::consider(const Slot& s, TopicPartition tp, const ClientMetadata& metadata, sim::SimTime now,
                                 bool hurry) {
  const BrokerId leader = metadata.leader(tp);
  if (leader == kNoBroker) {
    ready_.unknown_leaders = true;
    return;
  }
  if (s.muted || std::find(ready_.nodes.begin(), ready_.nodes.end(), leader) != ready_.nodes.end()) return;
  ProducerBatch& head = *s.batches.front();
  const bool backoff = backing_off(head, metadata.leader_epoch(tp), now);
  const bool full = s.batches.size() > 1 || head.full();
  const sim::Duration wait = backoff ? head.backoff : surroundings_.config.linger_ms;
  const sim::SimTime due = std::max(head.last_attempt + wait, head.not_before);
  if (!backoff && (full || now >= due || hurry)) {
    ready_.nodes.push_back(leader);
  } else {
    ready_.next_check = std::min(ready_.next_check, due);
  }
}

void RecordAccumulator::drain(const ClientMetadata& metadata, BrokerId node, sim::SimTime now,
                              std::vector<ProducerBatchPtr>& batches) {
  // Round robin over the node's partitions, continuing where the last drain stopped, so that none starves.
  led_.clear();
  for (std::size_t t = 0; t < slots_.size(); ++t)
    for (std::size_t p = 0; p < slots_[t].size(); ++p) {
      const TopicPartition tp{TopicId(static_cast<std::int32_t>(t)), PartitionId(static_cast<std::int32_t>(p))};
      if (metadata.leader(tp) == node) led_.push_back(tp);
    }
  if (led_.empty()) return;
  auto index = std::find_if(drain_index_.begin(), drain_index_.end(), [&](const auto& e) { return e.first == node; });
  if (index == drain_index_.end()) index = drain_index_.insert(drain_index_.end(), {node, 0});
  std::size_t at = index->second % led_.size();
  const std::size_t start = at;
  std::int64_t size = 0;
  do {
    const TopicPartition tp = led_[at];
    index->second = at;
    at = (at + 1) % led_.size();
    if (take_head(tp, metadata.leader_epoch(tp), now, size, batches) == Taken::stop) break;
  } while (at != start);
}

/// `stop`: Kafka leaves the whole broker for this round, other partitions too.
RecordAccumulator::Taken RecordAccumulator::take_head(TopicPartition tp, LeaderEpoch leader_epoch, sim::SimTime now,
                                                      std::int64_t& size, std::vector<ProducerBatchPtr>& batches) {
  Slot& s = slot(tp);
  if (s.muted || s.batches.empty()) return Taken::no;
  const ProducerBatchPtr head = s.batches.front();
  if (backing_off(*head, leader_epoch, now)) return Taken::no;
  TransactionManager* transactions = surroundings_.transactions;
  if (size + head->estimated_size() > surroundings_.config.max_request_size.count() && !batches.empty())
    return Taken::stop;
  if (transactions && transactions->must_wait(*head)) return Taken::stop;
  if (!compressor_.compressed(*head, now)) {
    next_compressed_ = std::min(next_compressed_, head->compressed_at);
    return Taken::no;
  }
  s.batches.pop_front();
  --queued_;
  if (transactions && !head->has_sequence()) transactions->assign_sequence(head);
  head->sequence_reset = false;
  head->closed = true;
  if (head->codec != CompressionType::none)
    estimator_.update(tp.topic, head->compression_ratio(surroundings_.compression));
  size += head->wire_size(surroundings_.compression);
  batches.push_back(head);
  return Taken::yes;
}

// ---- and come back

void RecordAccumulator::reenqueue(const ProducerBatchPtr& batch, sim::SimTime now) {
  ++batch->attempts;
  batch->last_attempt = now;
  batch->backoff = backoff_.next(batch->attempts);
  put_back(batch);
}

/// Without numbers always to the head: what was sent later overtakes it. Source: insertInSequenceOrder.
void RecordAccumulator::put_back(const ProducerBatchPtr& batch) {
  auto& queue = slot(batch->tp).batches;
  auto place = queue.begin();
  if (surroundings_.transactions) {
    place = std::find_if(queue.begin(), queue.end(), [&](const ProducerBatchPtr& b) {
      return !b->has_sequence() || b->base_sequence >= batch->base_sequence;
    });
  }
  queue.insert(place, batch);
  ++queued_;
  expires(*batch);
}

std::vector<ProducerBatchPtr> RecordAccumulator::split_and_reenqueue(const ProducerBatch& batch, sim::SimTime now) {
  unfinished_ += batch.count;  // the batch itself is finished
  if (batch.codec != CompressionType::none)
    estimator_.set(batch.tp.topic, std::max(1.0F, batch.compression_ratio(surroundings_.compression)));
  std::vector<ProducerBatchPtr> pieces = pieces_of(batch, now);
  Sequence sequence = batch.base_sequence;
  for (const ProducerBatchPtr& piece : pieces) {
    if (!batch.has_sequence()) continue;
    piece->set_producer_state(batch.producer, sequence, batch.transactional);
    sequence += piece->count;
  }
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    if (surroundings_.transactions) surroundings_.transactions->add_in_flight(*piece);
    put_back(*piece);
  }
  return pieces;
}

/// A batch does not know its records one by one: each counts with the mean.
std::vector<ProducerBatchPtr> RecordAccumulator::pieces_of(const ProducerBatch& batch, sim::SimTime now) const {
  const std::int64_t each = (batch.written - kRecordBatchOverhead + batch.count - 1) / batch.count;
  const std::int64_t buffer =
      std::max(surroundings_.config.batch_size.count(), kRecordBatchOverhead + kMaxRecordOverhead + each);
  std::vector<ProducerBatchPtr> pieces;
  for (std::int32_t taken = 0; taken < batch.count;) {
    ProducerBatchPtr piece(new ProducerBatch);
    piece->tp = batch.tp;
    piece->first_id = batch.first_id + taken;
    piece->buffer = buffer;
    piece->split = true;
    piece->codec = batch.codec;
    piece->estimated_ratio = estimator_.estimation(batch.tp.topic);
    piece->created = piece->last_attempt = batch.created;
    while (taken + piece->count < batch.count && piece->has_room_for(each)) {
      ++piece->count;
      piece->written += each;
    }
    piece->incompressible = batch.incompressible * piece->count / batch.count;
    piece->first_timestamp = timestamp_of(*batch.frozen, taken);
    piece->max_timestamp = timestamp_of(*batch.frozen, taken + piece->count - 1);
    piece->closed = true;
    if (piece->count == batch.count) piece->not_before = now + kLeastBackoff;
    taken += piece->count;
    pieces.push_back(std::move(piece));
  }
  return pieces;
}

// ---- or are given up

void RecordAccumulator::expired(sim::SimTime now, std::vector<ProducerBatchPtr>& batches) {
  if (now < next_expiry_) return;
  next_expiry_ = sim::SimTime::max();
  for (auto& topic : slots_)
    for (Slot& s : topic) {
      while (!s.batches.empty() && now - s.batches.front()->created >= surroundings_.config.delivery_timeout_ms) {
        batches.push_back(std::move(s.batches.front()));
        s.batches.pop_front();
        --queued_;
      }
      if (!s.batches.empty()) expires(*s.batches.front());
    }
}

std::vector<ProducerBatchPtr> RecordAccumulator::take_queued(bool only_undrained) {
  std::vector<ProducerBatchPtr> taken;
  for (auto& topic : slots_)
    for (Slot& s : topic) {
      std::erase_if(s.batches, [&](const ProducerBatchPtr& batch) {
        if (only_undrained && batch->has_sequence()) return false;
        taken.push_back(batch);
        return true;
      });
    }
  queued_ -= static_cast<std::int64_t>(taken.size());
  return taken;
}

}  // namespace kafka
