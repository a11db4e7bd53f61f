#pragma once
/// Records of one partition on their way to becoming one RecordBatch. Kafka: ProducerBatch, MemoryRecordsBuilder.

#include <cstdint>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "model/config/compression_costs.h"
#include "model/producer/producer_id_and_epoch.h"
#include "model/types/record_batch.h"
#include "model/types/record_size.h"
#include "model/types/topic_partition.h"

namespace kafka {

struct ProducerBatch : boost::intrusive_ref_counter<ProducerBatch, boost::thread_unsafe_counter> {
  TopicPartition tp;
  RecordId first_id{0};
  std::int32_t count = 0;
  std::int64_t written = kRecordBatchOverhead;  ///< bytes before compression, header included
  std::int64_t incompressible = 0;              ///< of these
  std::int64_t buffer = 0;                      ///< the limit of `written`; taken from the pool unless `split`
  sim::SimTime created;
  sim::SimTime first_timestamp;
  sim::SimTime max_timestamp;

  // How it fares.
  sim::SimTime last_attempt;            ///< before the first: `created`
  std::int32_t attempts = 0;            ///< failed ones
  sim::Duration backoff{0};             ///< drawn when the last one failed
  sim::SimTime not_before;              ///< of the simulation: nothing repeats for ever at one instant
  bool closed = false;                  ///< takes no more records
  bool split = false;                   ///< a piece of a batch that was too large: its memory is not the pool's
  bool done = false;                    ///< completed or failed: a late answer is ignored
  LeaderEpoch leader_epoch = kNoEpoch;  ///< of the leader it is meant for
  std::int32_t attempts_when_leader_last_changed = 0;

  // Idempotent producers.
  ProducerIdAndEpoch producer;
  Sequence base_sequence = kNoSequence;
  bool transactional = false;
  bool sequence_reset = false;  ///< since it was last drained

  // Compression.
  CompressionType codec = CompressionType::none;
  float estimated_ratio = 1.0F;  ///< what the producer expected when it opened the batch
  sim::SimTime compressed_at = sim::SimTime::max();

  BatchPtr frozen;  ///< what goes on the wire

  /// Kafka: MemoryRecordsBuilder.estimatedBytesWritten, with so many bytes more.
  [[nodiscard]] std::int64_t estimated_size(std::int64_t more = 0) const;
  /// Kafka: MemoryRecordsBuilder.hasRoomFor: a new record is not expected to compress.
  [[nodiscard]] bool has_room_for(std::int64_t record_bytes) const {
    return !closed && (count == 0 || buffer >= estimated_size() + record_bytes);
  }
  /// Kafka: MemoryRecordsBuilder.isFull.
  [[nodiscard]] bool full() const { return closed || (count > 0 && estimated_size() >= buffer); }

  /// Size the next record would take here. CreateTime counts in whole milliseconds.
  [[nodiscard]] std::int64_t size_of_next(sim::SimTime now, std::int32_t key_size, std::int32_t value_size) const {
    return record_size(count, timestamp_delta(now), key_size, value_size);
  }
  /// Of a record created now against the batch's first, in ms.
  [[nodiscard]] std::int64_t timestamp_delta(sim::SimTime now) const {
    return count == 0 ? 0 : millis(now) - millis(first_timestamp);
  }
  void append(sim::SimTime now, std::int64_t record_bytes, bool compressible);

  [[nodiscard]] bool has_sequence() const { return base_sequence != kNoSequence; }
  [[nodiscard]] Sequence last_sequence() const;
  /// Has been sent, and came back.
  [[nodiscard]] bool in_retry() const { return attempts > 0; }
  void set_producer_state(ProducerIdAndEpoch id, Sequence base, bool in_transaction);
  /// It will be sent with another number. Kafka: resetProducerState, reopenAndRewriteProducerState.
  void reset_producer_state(ProducerIdAndEpoch id, Sequence base);

  /// Kafka: maybeUpdateLeaderEpoch.
  void update_leader_epoch(LeaderEpoch latest);
  /// This attempt goes to another leader than the last one: no need to wait (KIP-951).
  [[nodiscard]] bool leader_changed_for_retry() const {
    return attempts > 0 && attempts == attempts_when_leader_last_changed;
  }

  /// After compression.
  [[nodiscard]] std::int64_t wire_size(const CompressionCosts& costs) const;
  /// Of the records alone; 1 without a codec.
  [[nodiscard]] float compression_ratio(const CompressionCosts& costs) const;
  /// Closes the batch for appends and gives the immutable form.
  const BatchPtr& freeze(ClientId client, const CompressionCosts& costs);

 private:
  static std::int64_t millis(sim::SimTime t) { return t.time_since_epoch().count() / 1'000'000; }
};

using ProducerBatchPtr = boost::intrusive_ptr<ProducerBatch>;

/// Kafka: DefaultRecordBatch.incrementSequence: after 2147483647 comes 0.
constexpr Sequence increment_sequence(Sequence sequence, std::int32_t by) {
  const std::int64_t next = std::int64_t{sequence.value()} + by;
  return Sequence(static_cast<std::int32_t>(next > 2147483647 ? next - 2147483648LL : next));
}

}  // namespace kafka
