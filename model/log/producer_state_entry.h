#pragma once
/// What a log remembers of one producer id. Kafka: ProducerStateEntry, BatchMetadata.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "model/types/ids.h"
#include "model/types/record_batch.h"

namespace kafka {

/// Where a batch of a producer lies: enough to know it when it comes again.
struct BatchMetadata {
  Offset last_offset;
  Sequence last_sequence;
  std::int32_t offset_delta = 0;  ///< between first and last

  [[nodiscard]] Offset first_offset() const { return last_offset - offset_delta; }
  /// Kafka: DefaultRecordBatch.decrementSequence: before 0 comes 2147483647.
  [[nodiscard]] Sequence first_sequence() const {
    const std::int64_t first = std::int64_t{last_sequence.value()} - offset_delta;
    return Sequence(static_cast<std::int32_t>(first < 0 ? first + 2147483648LL : first));
  }
};

/// Epochs, the last batches of the current producer epoch, and the transaction under way.
class ProducerStateEntry {
 public:
  static constexpr std::size_t kBatchesToRetain = 5;  // Kafka: NUM_BATCHES_TO_RETAIN

  explicit ProducerStateEntry(ProducerId id) : producer_id_(id) {}

  [[nodiscard]] ProducerId producer_id() const { return producer_id_; }
  [[nodiscard]] ProducerEpoch producer_epoch() const { return producer_epoch_; }
  [[nodiscard]] std::int32_t coordinator_epoch() const { return coordinator_epoch_; }
  [[nodiscard]] sim::SimTime last_timestamp() const { return last_timestamp_; }  ///< kNoTimestamp: expires at once
  [[nodiscard]] Offset current_txn_first_offset() const { return current_txn_first_offset_; }
  [[nodiscard]] bool in_transaction() const { return current_txn_first_offset_ != kUnknownOffset; }

  /// No batch of the current epoch is known, only a marker perhaps.
  [[nodiscard]] bool empty() const { return count_ == 0; }
  [[nodiscard]] Sequence last_sequence() const { return empty() ? kNoSequence : batches_[count_ - 1].last_sequence; }
  [[nodiscard]] Offset last_data_offset() const { return empty() ? kUnknownOffset : batches_[count_ - 1].last_offset; }
  /// The retained batch of the same epoch and sequence numbers, or nullptr.
  [[nodiscard]] const BatchMetadata* find_duplicate(const RecordBatch& batch) const {
    if (batch.producer_epoch != producer_epoch_) return nullptr;
    const auto* end = batches_.data() + count_;
    const auto* found = std::find_if(batches_.data(), end, [&](const BatchMetadata& known) {
      return known.last_sequence == batch.last_sequence() && known.first_sequence() == batch.base_sequence;
    });
    return found == end ? nullptr : found;
  }

  /// A batch of data was appended at `base_offset`.
  void add_batch(const RecordBatch& batch, Offset base_offset) {
    begin_epoch(batch.producer_epoch);
    if (count_ == kBatchesToRetain) {
      std::copy(batches_.begin() + 1, batches_.end(), batches_.begin());
      --count_;
    }
    batches_[count_++] = {.last_offset = base_offset + (batch.count - 1),
                          .last_sequence = batch.last_sequence(),
                          .offset_delta = batch.count - 1};
    last_timestamp_ = batch.max_timestamp;
  }
  void begin_transaction(Offset first_offset) { current_txn_first_offset_ = first_offset; }
  /// A marker was appended. `keeps_alive`: its time counts for the expiry (2.5, KAFKA-9144); before, an entry that has
  /// no batches left expires at the next look.
  void end_transaction(const RecordBatch& marker, bool keeps_alive) {
    if (begin_epoch(marker.producer_epoch)) last_timestamp_ = kNoTimestamp;
    if (keeps_alive) last_timestamp_ = marker.max_timestamp;
    coordinator_epoch_ = marker.coordinator_epoch;
    current_txn_first_offset_ = kUnknownOffset;
  }

  /// As a snapshot file keeps it: with its last batch only.
  [[nodiscard]] ProducerStateEntry snapshot() const {
    ProducerStateEntry kept = *this;
    if (count_ > 1) {
      kept.batches_[0] = batches_[count_ - 1];
      kept.count_ = 1;
    }
    return kept;
  }

 private:
  /// Kafka: maybeUpdateProducerEpoch. True if it is a new one: the sequence begins anew.
  bool begin_epoch(ProducerEpoch epoch) {
    if (producer_epoch_ == epoch) return false;
    producer_epoch_ = epoch;
    count_ = 0;
    return true;
  }

  ProducerId producer_id_;
  Offset current_txn_first_offset_ = kUnknownOffset;
  sim::SimTime last_timestamp_ = kNoTimestamp;
  std::array<BatchMetadata, kBatchesToRetain> batches_{};  // the oldest first
  std::int32_t coordinator_epoch_ = -1;
  ProducerEpoch producer_epoch_ = kNoProducerEpoch;
  std::uint8_t count_ = 0;
};

}  // namespace kafka
