#pragma once
/// Records travel as batches, and a batch is an interval of record ids: the cost of a run grows with batches, not
/// with records, while every single record stays accountable.

#include <cstdint>
#include <memory>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "model/types/compression_type.h"
#include "model/types/ids.h"
#include "model/types/internal_records.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

/// What a control batch says: it holds one record, which consumers never see. Kafka: ControlRecordType.
enum class ControlRecordType : std::int8_t { none = -1, ABORT = 0, COMMIT = 1 };

/// Kafka: DefaultRecordBatch (message format v2). Immutable once it leaves its producer; shared by all replicas,
/// which is why offset and leader epoch, assigned by the leader, live in the log's entry and not here.
/// Timestamps of the records between first and last are evenly spread (see docs/not-modelled.md).
struct RecordBatch : boost::intrusive_ref_counter<RecordBatch, boost::thread_unsafe_counter> {
  ClientId producer = kNoClient;  ///< who sent it; kNoClient for a broker's own records
  RecordId first_id{0};           ///< ids [first_id, first_id + count) of this producer in this partition
  std::int32_t count = 0;         ///< records in the batch
  sim::Bytes size;                ///< on the wire and on disk, header included
  sim::SimTime first_timestamp;   ///< CreateTime of the first record
  sim::SimTime max_timestamp;     ///< CreateTime of the last record
  std::unique_ptr<const InternalRecords> content{};  ///< what the records say, in Kafka's own topics

  // Idempotent and transactional producers (KIP-98).
  ProducerId producer_id = kNoProducerId;
  ProducerEpoch producer_epoch = kNoProducerEpoch;
  Sequence base_sequence = kNoSequence;
  bool transactional = false;
  ControlRecordType control = ControlRecordType::none;
  std::int32_t coordinator_epoch = -1;  ///< of a control batch: the epoch of the coordinator that ended the transaction

  CompressionType compression = CompressionType::none;
  sim::Bytes uncompressed_size{0};  ///< of the records before compression; 0 = `size`

  [[nodiscard]] bool has_producer_id() const { return producer_id != kNoProducerId; }
  [[nodiscard]] bool is_control() const { return control != ControlRecordType::none; }
  /// After 2147483647 comes 0. Kafka: DefaultRecordBatch.incrementSequence.
  [[nodiscard]] Sequence last_sequence() const {
    if (base_sequence == kNoSequence) return kNoSequence;
    const std::int64_t last = std::int64_t{base_sequence.value()} + count - 1;
    return Sequence(static_cast<std::int32_t>(last > 2147483647 ? last - 2147483648LL : last));
  }
};

using BatchPtr = boost::intrusive_ptr<const RecordBatch>;

/// Stands for "no timestamp" (Kafka: RecordBatch.NO_TIMESTAMP).
inline constexpr sim::SimTime kNoTimestamp = sim::SimTime::min();

/// CreateTime of record `index` of the batch, by even spread.
inline sim::SimTime timestamp_of(const RecordBatch& batch, std::int32_t index) {
  if (batch.count <= 1 || index == 0) return batch.first_timestamp;
  const std::int64_t span = (batch.max_timestamp - batch.first_timestamp).count();
  const std::int64_t gaps = batch.count - 1;
  return batch.first_timestamp + sim::Duration(span / gaps * index + span % gaps * index / gaps);
}

}  // namespace kafka
