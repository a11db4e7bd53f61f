#pragma once
/// Batches waiting to be sent, by partition, within a fixed amount of memory. Kafka: RecordAccumulator, BufferPool.

#include <cstdint>
#include <deque>
#include <vector>

#include "model/config/producer_config.h"
#include "model/net/client_metadata.h"
#include "model/producer/producer_batch.h"
#include "model/producer/record_numbers.h"

namespace kafka {

/// Delay before retry number `attempts` (1 = first). Constant before 3.7, exponential with jitter since (KIP-580).
class RetryBackoff {
 public:
  RetryBackoff(sim::Duration initial, sim::Duration max, sim::Rng rng) : initial_(initial), max_(max), rng_(rng) {}
  sim::Duration next(std::int32_t attempts);

 private:
  sim::Duration initial_;
  sim::Duration max_;
  sim::Rng rng_;
};

///   volatile   everything
class RecordAccumulator {
 public:
  enum class Append {
    appended,       ///< into the last batch
    new_batch,      ///< a batch was opened for it
    would_open,     ///< it would need a new batch, and the caller asked not to open one
    out_of_memory,  ///< buffer.memory is exhausted
  };
  struct Ready {
    std::vector<BrokerId> nodes;                    ///< have something to send, ascending
    bool unknown_leaders = false;                   ///< data waits for a partition without a known leader
    sim::SimTime next_check = sim::SimTime::max();  ///< when a linger or a backoff ends
  };

  RecordAccumulator(const ProducerConfig& config, ClientId producer, RetryBackoff backoff, RecordNumbers& numbers);

  /// Source: RecordAccumulator.append. `batch_full`: there is something complete to send.
  Append append(TopicPartition tp, sim::SimTime now, std::int32_t key_size, std::int32_t value_size, bool may_open,
                bool& batch_full, std::int64_t& appended_bytes);

  /// Appends up to `records` more like the last one to the partition's open batch, as long as they stay within
  /// `max_bytes` and the batch does not become full. Returns how many; `appended_bytes` is their sum.
  std::int64_t append_run(TopicPartition tp, sim::SimTime now, std::int32_t key_size, std::int32_t value_size,
                          std::int64_t records, std::int64_t max_bytes, std::int64_t& appended_bytes);

  /// Which brokers can be sent to now. Source: RecordAccumulator.ready. `exhausted`: someone waits for memory.
  [[nodiscard]] const Ready& ready(const ClientMetadata& metadata, sim::SimTime now, bool exhausted);
  /// At most one batch for each partition led by `node`, up to max.request.size. Source: drainBatchesForOneNode.
  void drain(const ClientMetadata& metadata, BrokerId node, sim::SimTime now, std::vector<ProducerBatchPtr>& batches);
  /// Back to the head of its queue, to be sent again after the backoff.
  void reenqueue(const ProducerBatchPtr& batch, sim::SimTime now);
  /// A batch of several records was MESSAGE_TOO_LARGE: pieces of at most batch.size take its place, in order, and this
  /// is not counted as a retry. A batch that is within batch.size already cannot get smaller and waits for the backoff
  /// (Kafka sends it again at once, KAFKA-8350). Source: ProducerBatch.split.
  void split_and_reenqueue(const ProducerBatchPtr& batch, sim::SimTime now);
  /// Batches older than delivery.timeout.ms, taken out.
  void expired(sim::SimTime now, std::vector<ProducerBatchPtr>& batches);
  [[nodiscard]] sim::SimTime next_expiry() const { return next_expiry_; }
  /// Gives a finished batch's memory back.
  void release(const ProducerBatch& batch) {
    used_ -= batch.buffer;
    unfinished_ -= batch.count;
  }

  /// max.in.flight.requests.per.connection=1: one batch of a partition at a time.
  void mute(TopicPartition tp) { slot(tp).muted = true; }
  void unmute(TopicPartition tp) { slot(tp).muted = false; }

  [[nodiscard]] std::int64_t used_bytes() const { return used_; }
  [[nodiscard]] bool anything_queued() const { return queued_ > 0; }
  /// Records accepted whose batches are not finished: queued or in flight.
  [[nodiscard]] std::int64_t unfinished_records() const { return unfinished_; }
  /// Batches queued for a partition.
  [[nodiscard]] std::int32_t queue_size(TopicPartition tp) const;
  /// Nothing queued for the partition has room. Source: RecordAccumulator.allBatchesFull.
  [[nodiscard]] bool all_batches_full(TopicPartition tp) const;
  /// Partitions of a topic that ever had a batch.
  [[nodiscard]] std::int32_t partitions_used(TopicId topic) const;

 private:
  struct Slot {
    std::deque<ProducerBatchPtr> batches;
    RecordId* next_id = nullptr;  ///< nullptr: it never had a batch
    bool muted = false;
    sim::Duration backoff{0};  ///< of the head, drawn when it failed
  };
  Slot& slot(TopicPartition tp);
  [[nodiscard]] const Slot* find(TopicPartition tp) const;
  [[nodiscard]] bool backing_off(const Slot& s, const ProducerBatch& head, sim::SimTime now) const;
  void consider(const Slot& s, TopicPartition tp, const ClientMetadata& metadata, sim::SimTime now, bool exhausted);

  const ProducerConfig& config_;
  ClientId producer_;
  RetryBackoff backoff_;
  RecordNumbers& numbers_;
  std::vector<std::vector<Slot>> slots_;  // by topic, by partition
  std::vector<std::pair<BrokerId, std::size_t>> drain_index_;
  std::int64_t used_ = 0;
  std::int64_t queued_ = 0;
  std::int64_t unfinished_ = 0;
  sim::SimTime next_expiry_ = sim::SimTime::max();
  Ready ready_;
};

}  // namespace kafka
