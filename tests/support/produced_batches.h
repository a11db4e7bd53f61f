#pragma once
/// Batches of producers with an id, as their messages bring them to a broker.

#include <cstdint>

#include "model/types/record_batch.h"

namespace kafka::testing {

/// Batches of `bytes` bytes in one producer id and epoch, in sequence.
class IdempotentBatches {
 public:
  explicit IdempotentBatches(std::int64_t producer_id, int epoch = 0) : producer_id_(producer_id), epoch_(epoch) {}

  BatchPtr next(std::int32_t records = 1, std::int64_t bytes = 100) { return make(records, bytes, false); }
  BatchPtr next_of_transaction(std::int32_t records = 1, std::int64_t bytes = 100) {
    return make(records, bytes, true);
  }
  /// The numbers of these records are given to nobody: the next batch does not follow.
  void lose(std::int32_t records) { sequence_ += records; }

  [[nodiscard]] BatchPtr marker(ControlRecordType type, std::int32_t coordinator_epoch = 0) const {
    auto* made = new RecordBatch;
    made->count = 1;
    made->size = sim::Bytes(78);
    made->producer_id = ProducerId(producer_id_);
    made->producer_epoch = ProducerEpoch(static_cast<std::int16_t>(epoch_));
    made->transactional = true;
    made->control = type;
    made->coordinator_epoch = coordinator_epoch;
    return BatchPtr(made);
  }
  [[nodiscard]] BatchPtr commit() const { return marker(ControlRecordType::COMMIT); }
  [[nodiscard]] BatchPtr abort() const { return marker(ControlRecordType::ABORT); }

 private:
  BatchPtr make(std::int32_t records, std::int64_t bytes, bool transactional) {
    auto* made = new RecordBatch;
    made->producer = ClientId(0);
    made->first_id = RecordId(sequence_);
    made->count = records;
    made->size = sim::Bytes(bytes);
    made->producer_id = ProducerId(producer_id_);
    made->producer_epoch = ProducerEpoch(static_cast<std::int16_t>(epoch_));
    made->base_sequence = Sequence(sequence_);
    made->transactional = transactional;
    sequence_ += records;
    return BatchPtr(made);
  }

  std::int64_t producer_id_;
  int epoch_;
  std::int32_t sequence_ = 0;
};

}  // namespace kafka::testing
