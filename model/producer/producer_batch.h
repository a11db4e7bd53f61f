#pragma once
/// Records of one partition on their way to becoming one RecordBatch. Kafka: ProducerBatch.

#include <cstdint>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "model/types/record_batch.h"
#include "model/types/record_size.h"
#include "model/types/topic_partition.h"

namespace kafka {

struct ProducerBatch : boost::intrusive_ref_counter<ProducerBatch, boost::thread_unsafe_counter> {
  TopicPartition tp;
  RecordId first_id{0};
  std::int32_t count = 0;
  std::int64_t written = kRecordBatchOverhead;  ///< bytes, header included
  std::int64_t buffer = 0;                      ///< bytes taken from the pool; also the limit of `written`
  sim::SimTime created;
  sim::SimTime first_timestamp;
  sim::SimTime max_timestamp;
  sim::SimTime last_attempt;
  std::int32_t attempts = 0;  ///< failed ones
  bool closed = false;        ///< takes no more records
  bool done = false;          ///< completed or failed: a late answer is ignored
  BatchPtr frozen;            ///< what goes on the wire, made at the first drain

  /// Source: MemoryRecordsBuilder.hasRoomFor, uncompressed.
  [[nodiscard]] bool has_room_for(std::int64_t record_bytes) const {
    return !closed && (count == 0 || buffer >= written + record_bytes);
  }
  /// Source: MemoryRecordsBuilder.isFull.
  [[nodiscard]] bool full() const { return closed || (count > 0 && written >= buffer); }

  /// Size the next record would take here. CreateTime counts in whole milliseconds.
  [[nodiscard]] std::int64_t size_of_next(sim::SimTime now, std::int32_t key_size, std::int32_t value_size) const {
    return record_size(count, timestamp_delta(now), key_size, value_size);
  }
  /// Of a record created now against the batch's first, in ms.
  [[nodiscard]] std::int64_t timestamp_delta(sim::SimTime now) const {
    return count == 0 ? 0 : millis(now) - millis(first_timestamp);
  }

  void append(sim::SimTime now, std::int64_t record_bytes) {
    if (count == 0) first_timestamp = now;
    max_timestamp = now;
    ++count;
    written += record_bytes;
  }

  /// Closes the batch for appends and gives the immutable form.
  const BatchPtr& freeze(ClientId producer) {
    closed = true;
    if (!frozen) {
      auto* batch = new RecordBatch;
      batch->producer = producer;
      batch->first_id = first_id;
      batch->count = count;
      batch->size = sim::Bytes(written);
      batch->first_timestamp = first_timestamp;
      batch->max_timestamp = max_timestamp;
      frozen = BatchPtr(batch);
    }
    return frozen;
  }

 private:
  static std::int64_t millis(sim::SimTime t) { return t.time_since_epoch().count() / 1'000'000; }
};

using ProducerBatchPtr = boost::intrusive_ptr<ProducerBatch>;

}  // namespace kafka
