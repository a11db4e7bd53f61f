#pragma once
/// The numbers of one partition at an idempotent producer. Kafka: TxnPartitionEntry.

#include <cstdint>
#include <vector>

#include "model/producer/producer_batch.h"

namespace kafka {

class TxnPartitionEntry {
 public:
  [[nodiscard]] const ProducerIdAndEpoch& producer() const { return producer_; }
  /// Of the next batch that is sent for the first time.
  [[nodiscard]] Sequence next_sequence() const { return next_; }
  /// Of the last record acknowledged; kNoSequence: none.
  [[nodiscard]] Sequence last_acked_sequence() const { return last_acked_; }
  /// kUnknownOffset: none.
  [[nodiscard]] Offset last_acked_offset() const { return last_acked_offset_; }

  [[nodiscard]] bool has_in_flight() const { return !in_flight_.empty(); }
  /// The lowest of those sent and not settled; nullptr if there is none.
  [[nodiscard]] const ProducerBatch* first_in_flight() const {
    return in_flight_.empty() ? nullptr : in_flight_.front().get();
  }
  void add_in_flight(const ProducerBatchPtr& batch);
  void remove_in_flight(const ProducerBatch& batch);

  void increment(std::int32_t records) { next_ = increment_sequence(next_, records); }
  void acknowledged(Sequence last);
  void acknowledged(Offset last);
  /// Under this id and epoch the partition begins at 0: what is in flight is numbered anew, in its order.
  void start_at_beginning(ProducerIdAndEpoch producer);
  /// A broker refused this batch for good: what follows moves up.
  void close_gap(const ProducerBatch& failed);

 private:
  ProducerIdAndEpoch producer_;
  Sequence next_{0};
  Sequence last_acked_ = kNoSequence;
  Offset last_acked_offset_ = kUnknownOffset;
  std::vector<ProducerBatchPtr> in_flight_;  // by producer id, epoch, sequence
};

}  // namespace kafka
