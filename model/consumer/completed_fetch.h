#pragma once
/// What a fetch brought of one partition, until poll() has returned all of it. Kafka: CompletedFetch, ConsumerRecord.

#include <cstdint>
#include <vector>

#include "model/protocol/messages.h"
#include "model/types/isolation_level.h"

namespace kafka {

/// A piece of one batch that poll() returns.
struct FetchedRecords {
  TopicPartition tp;
  Offset base_offset;
  std::int32_t count;
  sim::Bytes size;  ///< its share of the batch
  ClientId producer;
  RecordId first_id;
  sim::SimTime first_timestamp;
  sim::SimTime last_timestamp;
  LeaderEpoch leader_epoch = kNoEpoch;  ///< goes with the offset into a commit
};

///   volatile   the batches; which producers' transactions, begun so far, were aborted
class CompletedFetch {
 public:
  /// `fetch_offset`: what was asked for.
  CompletedFetch(const FetchResponse::Partition& answer, Offset fetch_offset);

  [[nodiscard]] TopicPartition tp() const { return answer_.tp; }
  [[nodiscard]] const FetchResponse::Partition& answer() const { return answer_; }
  /// Where it goes on.
  [[nodiscard]] Offset next_fetch_offset() const { return next_fetch_offset_; }
  /// Of the last batch looked at.
  [[nodiscard]] LeaderEpoch last_epoch() const { return last_epoch_; }
  /// Somebody looked for more and there was none.
  [[nodiscard]] bool consumed() const { return consumed_; }
  /// It gave records.
  [[nodiscard]] bool read() const { return read_; }
  void drain() { consumed_ = true; }

  /// Appends at most `max` records to `out`, and says how many. Control records are passed over, and with
  /// READ_COMMITTED the batches of aborted transactions too. Source: CompletedFetch.nextFetchedRecord.
  std::int32_t fetch_records(IsolationLevel isolation, std::int32_t max, std::vector<FetchedRecords>& out);

 private:
  void enter(const FetchedBatch& fetched, IsolationLevel isolation);
  [[nodiscard]] bool aborted(const RecordBatch& batch) const;

  FetchResponse::Partition answer_;
  Offset next_fetch_offset_;
  LeaderEpoch last_epoch_ = kNoEpoch;
  std::size_t next_ = 0;                     // batch to return from
  bool entered_ = false;                     // ... and it has been looked at
  bool skip_ = false;                        // ... and nothing of it is returned
  std::vector<AbortedTransaction> to_come_;  // aborted transactions by first offset, last first
  std::vector<ProducerId> aborted_producers_;
  bool consumed_ = false;
  bool read_ = false;
};

}  // namespace kafka
