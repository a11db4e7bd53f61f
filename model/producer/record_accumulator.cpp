// RecordAccumulator: records become batches.

#include "model/producer/record_accumulator.h"

#include <algorithm>

namespace kafka {

RecordAccumulator::RecordAccumulator(const Surroundings& surroundings, RetryBackoff backoff)
    : surroundings_(surroundings), backoff_(backoff), compressor_(surroundings.compression) {}

RecordAccumulator::Slot& RecordAccumulator::slot(TopicPartition tp) {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto partition = static_cast<std::size_t>(tp.partition.value());
  if (topic >= slots_.size()) slots_.resize(topic + 1);
  auto& partitions = slots_[topic];
  if (partition >= partitions.size()) partitions.resize(partition + 1);
  return partitions[partition];
}

const RecordAccumulator::Slot* RecordAccumulator::find(TopicPartition tp) const {
  const auto topic = static_cast<std::size_t>(tp.topic.value());
  const auto partition = static_cast<std::size_t>(tp.partition.value());
  if (topic >= slots_.size() || partition >= slots_[topic].size()) return nullptr;
  return &slots_[topic][partition];
}

RecordAccumulator::Append RecordAccumulator::append(TopicPartition tp, sim::SimTime now, const ProducerRecord& record,
                                                    bool may_open, Appended& appended) {
  Slot& s = slot(tp);
  if (!s.batches.empty()) {
    ProducerBatch& last = *s.batches.back();
    const std::int64_t bytes = last.size_of_next(now, record.key.size, record.value_size);
    if (last.has_room_for(bytes)) {
      add(s, last, now, bytes, record.compressible, appended);
      return Append::appended;
    }
    last.closed = true;
  }
  if (!may_open) return Append::would_open;
  ProducerBatchPtr batch = open(s, tp, now, record);
  if (!batch) return Append::out_of_memory;
  s.batches.push_back(batch);
  ++queued_;
  add(s, *batch, now, batch->size_of_next(now, record.key.size, record.value_size), record.compressible, appended);
  appended.bytes += kRecordBatchOverhead;
  return Append::new_batch;
}

void RecordAccumulator::add(Slot& s, ProducerBatch& batch, sim::SimTime now, std::int64_t bytes, bool compressible,
                            Appended& appended) {
  const std::int64_t before = batch.estimated_size();
  batch.append(now, bytes, compressible);
  appended.bytes = batch.estimated_size() - before;
  appended.last = *s.next_id;
  appended.batch_full = s.batches.size() > 1 || batch.full();
  ++*s.next_id;
  ++unfinished_;
}

/// Null: buffer.memory does not suffice.
ProducerBatchPtr RecordAccumulator::open(Slot& s, TopicPartition tp, sim::SimTime now, const ProducerRecord& record) {
  const ProducerConfig& config = surroundings_.config;
  const std::int64_t upper = estimated_size_upper_bound(record.key.size, record.value_size);
  const std::int64_t buffer = std::max(config.batch_size.count(), upper);
  if (used_ + buffer > config.buffer_memory.count()) return nullptr;
  used_ += buffer;
  if (!s.next_id) s.next_id = &surroundings_.numbers.next(tp);
  ProducerBatchPtr batch(new ProducerBatch);
  batch->tp = tp;
  batch->first_id = *s.next_id;
  batch->buffer = buffer;
  batch->created = batch->last_attempt = now;
  batch->codec = config.compression_type;
  batch->estimated_ratio = estimator_.estimation(tp.topic);
  expires(*batch);
  return batch;
}

std::int64_t RecordAccumulator::append_run(TopicPartition tp, sim::SimTime now, const ProducerRecord& record,
                                           std::int64_t records, std::int64_t max_bytes, Appended& appended) {
  appended = {};
  Slot& s = slot(tp);
  if (s.batches.empty() || s.batches.back()->closed) return 0;
  ProducerBatch& last = *s.batches.back();
  const std::int32_t payload = payload_size(record.key.size, record.value_size);
  const std::int64_t delta = last.timestamp_delta(now);
  const std::int64_t before = last.estimated_size();
  std::int64_t taken = 0;
  while (taken < records) {
    const std::int64_t bytes = record_size_of_payload(last.count, delta, payload);
    const std::int64_t after = last.estimated_size(bytes);
    if (!last.has_room_for(bytes) || after >= last.buffer || after - before > max_bytes) break;
    last.append(now, bytes, record.compressible);
    ++taken;
  }
  *s.next_id += taken;
  unfinished_ += taken;
  appended.bytes = last.estimated_size() - before;
  appended.last = *s.next_id - 1;
  return taken;
}

void RecordAccumulator::queued(std::vector<ProducerBatchPtr>& batches) const {
  for (const auto& topic : slots_)
    for (const Slot& s : topic) batches.insert(batches.end(), s.batches.begin(), s.batches.end());
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
