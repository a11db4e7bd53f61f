#include "model/invariant/producer_sequences.h"

#include <limits>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kInSequence =
    "Sequence numbers of an idempotent producer follow each other along a log: no batch is in it twice";
constexpr std::int64_t kSequences = std::int64_t{std::numeric_limits<std::int32_t>::max()} + 1;

/// Kafka: DefaultRecordBatch.incrementSequence.
Sequence plus(Sequence sequence, std::int32_t count) {
  return Sequence(static_cast<std::int32_t>((std::int64_t{sequence.value()} + count) % kSequences));
}

}  // namespace

void ProducerSequences::check(const RecordsAppended& e) {
  // Coordinators number nothing: each of their batches begins at 0.
  if (!e.as_leader || e.producer == kNoClient || e.producer_id == kNoProducerId || e.base_sequence < Sequence(0))
    return;
  Known& known = partitions_.at(e.tp);
  forget_replaced(known, e);
  Batches& batches = known.producers[e.producer_id];
  if (const ReplicaShadow* log = partition(e.tp).find(e.broker))
    if (const Batch* before = last_in(batches, *log)) compare(*before, e);
  batches.push_back(
      {e.leader_epoch, e.base_offset, e.producer_epoch, e.base_sequence, plus(e.base_sequence, e.count - 1), now()});
  if (batches.size() > kMostBatches) batches.pop_front();
}

/// A leader that lost the end of its log with its page cache and leads on in the same epoch writes there anew.
void ProducerSequences::forget_replaced(Known& known, const RecordsAppended& e) {
  if (e.leader_epoch == known.epoch && e.base_offset < known.next)
    for (auto& [id, batches] : known.producers)
      std::erase_if(batches,
                    [&](const Batch& b) { return b.leader_epoch == e.leader_epoch && b.base >= e.base_offset; });
  known.epoch = e.leader_epoch;
  known.next = e.base_offset + e.count;
}

/// nullptr if it is not known.
const ProducerSequences::Batch* ProducerSequences::last_in(const Batches& batches, const ReplicaShadow& log) {
  const Batch* last = nullptr;
  for (auto b = batches.rbegin(); b != batches.rend(); ++b) {
    if (last && b->leader_epoch < last->leader_epoch) break;
    const bool there = b->base < log.end && log.log.epoch_at(b->base) == b->leader_epoch;
    if (there && (!last || b->base > last->base)) last = &*b;
  }
  return last;
}

void ProducerSequences::compare(const Batch& before, const RecordsAppended& e) {
  if (e.producer_epoch > before.producer_epoch) return;  // numbers begin anew
  if (now() - before.time >= settings().producer_id_expiration) return;
  if (e.producer_epoch == before.producer_epoch && e.base_sequence == plus(before.last, 1)) return;
  found({.name = "P22",
         .statement = kInSequence,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = e.base_offset.value(),
         .excuse = {}},
        [&] {
          return name_of(e.broker) + " appends sequence " + num(e.base_sequence) + " of producer id " +
                 num(e.producer_id) + ", epoch " + num(e.producer_epoch) + ", to " + name(e.tp) + " at offset " +
                 num(e.base_offset) + " after sequences " + num(before.first) + " to " + num(before.last) +
                 " of epoch " + num(before.producer_epoch) + " at offset " + num(before.base);
        });
}

}  // namespace kafka
