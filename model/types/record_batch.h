#pragma once
/// Records travel as batches, and a batch is an interval of record ids: the cost of a run grows with batches, not
/// with records, while every single record stays accountable.

#include <cstdint>
#include <memory>

#include <boost/smart_ptr/intrusive_ptr.hpp>
#include <boost/smart_ptr/intrusive_ref_counter.hpp>

#include "model/types/ids.h"
#include "model/types/offset_commits.h"
#include "sim/core/bytes.h"
#include "sim/core/time.h"

namespace kafka {

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
  std::unique_ptr<const OffsetCommits> commits{};  ///< what the records say, in __consumer_offsets
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
