#include "model/producer/txn_partition_entry.h"

#include <algorithm>
#include <tuple>

namespace kafka {

namespace {

bool before(const ProducerBatchPtr& a, const ProducerBatchPtr& b) {
  return std::tie(a->producer, a->base_sequence) < std::tie(b->producer, b->base_sequence);
}

}  // namespace

void TxnPartitionEntry::add_in_flight(const ProducerBatchPtr& batch) {
  in_flight_.insert(std::upper_bound(in_flight_.begin(), in_flight_.end(), batch, before), batch);
}

void TxnPartitionEntry::remove_in_flight(const ProducerBatch& batch) {
  std::erase_if(in_flight_, [&](const ProducerBatchPtr& b) { return b.get() == &batch; });
}

void TxnPartitionEntry::acknowledged(Sequence last) { last_acked_ = std::max(last_acked_, last); }
void TxnPartitionEntry::acknowledged(Offset last) { last_acked_offset_ = std::max(last_acked_offset_, last); }

void TxnPartitionEntry::start_at_beginning(ProducerIdAndEpoch producer) {
  Sequence sequence{0};
  for (const ProducerBatchPtr& batch : in_flight_) {
    batch->reset_producer_state(producer, sequence);
    sequence += batch->count;
  }
  producer_ = producer;
  next_ = sequence;
  last_acked_ = kNoSequence;
}

/// Kafka throws if a number would become negative, and changes nothing.
void TxnPartitionEntry::close_gap(const ProducerBatch& failed) {
  if (next_ < Sequence(failed.count)) return;
  next_ = next_ - failed.count;
  for (const ProducerBatchPtr& batch : in_flight_) {
    if (batch->base_sequence < failed.base_sequence || batch->base_sequence < Sequence(failed.count)) continue;
    batch->reset_producer_state(batch->producer, batch->base_sequence - failed.count);
  }
}

}  // namespace kafka
