#pragma once
/// Batches waiting to be sent, by partition, within a fixed amount of memory. Kafka: RecordAccumulator, BufferPool.

#include <cstdint>
#include <deque>
#include <vector>

#include "model/config/behaviour.h"
#include "model/config/producer_config.h"
#include "model/net/client_metadata.h"
#include "model/producer/compression_ratio_estimator.h"
#include "model/producer/compressor.h"
#include "model/producer/producer_batch.h"
#include "model/producer/producer_record.h"
#include "model/producer/record_numbers.h"
#include "model/producer/retry_backoff.h"

namespace kafka {

class TransactionManager;

///   volatile   everything
class RecordAccumulator {
 public:
  enum class Append {
    appended,       ///< into the last batch
    new_batch,      ///< a batch was opened for it
    would_open,     ///< it would need a new batch, and the caller asked not to open one
    out_of_memory,  ///< buffer.memory is exhausted
  };
  /// What came of an append.
  struct Appended {
    bool batch_full = false;  ///< there is something complete to send
    std::int64_t bytes = 0;   ///< as Kafka counts them: what the batch is expected to take more
    RecordId last{0};         ///< the record, the last one of a run
  };
  struct Ready {
    std::vector<BrokerId> nodes;                    ///< have something to send, ascending
    bool unknown_leaders = false;                   ///< data waits for a partition without a known leader
    sim::SimTime next_check = sim::SimTime::max();  ///< when a linger or a backoff ends
  };
  struct Surroundings {
    const ProducerConfig& config;
    const Behaviour& behaviour;
    const CompressionCosts& compression;
    RecordNumbers& numbers;
    TransactionManager* transactions;  ///< nullptr: no idempotence
  };

  RecordAccumulator(const Surroundings& surroundings, RetryBackoff backoff);

  /// Source: RecordAccumulator.append.
  Append append(TopicPartition tp, sim::SimTime now, const ProducerRecord& record, bool may_open, Appended& appended);
  /// Appends up to `records` more like the last one to the partition's open batch, as long as they stay within
  /// `max_bytes` and the batch does not become full. Returns how many; `appended` sums them up.
  std::int64_t append_run(TopicPartition tp, sim::SimTime now, const ProducerRecord& record, std::int64_t records,
                          std::int64_t max_bytes, Appended& appended);

  /// Which brokers can be sent to now. Source: RecordAccumulator.ready. `hurry`: nothing lingers, because someone waits
  /// for memory, for flush() or for the end of a transaction, or the producer is closed.
  [[nodiscard]] const Ready& ready(const ClientMetadata& metadata, sim::SimTime now, bool hurry);
  /// At most one batch for each partition led by `node`, up to max.request.size. Source: drainBatchesForOneNode.
  void drain(const ClientMetadata& metadata, BrokerId node, sim::SimTime now, std::vector<ProducerBatchPtr>& batches);
  /// When the first of the batches is compressed that drain() has left since the last ready().
  [[nodiscard]] sim::SimTime next_compressed() const { return next_compressed_; }

  /// Back into its queue, to be sent again after the backoff: to its head or, if it has a number, to its place.
  void reenqueue(const ProducerBatchPtr& batch, sim::SimTime now);
  /// A batch of several records was MESSAGE_TOO_LARGE: pieces of at most batch.size take its place, in order. This is
  /// not counted as a retry, and a batch that cannot get smaller is sent again at once (KAFKA-8350), here after
  /// kLeastBackoff. Returns the pieces. Source: splitAndReenqueue, ProducerBatch.split.
  std::vector<ProducerBatchPtr> split_and_reenqueue(const ProducerBatch& batch, sim::SimTime now);
  /// Batches older than delivery.timeout.ms, taken out.
  void expired(sim::SimTime now, std::vector<ProducerBatchPtr>& batches);
  [[nodiscard]] sim::SimTime next_expiry() const { return next_expiry_; }
  /// This batch, wherever it is, has to be looked at when its time is over.
  void expires(const ProducerBatch& batch) {
    next_expiry_ = std::min(next_expiry_, batch.created + surroundings_.config.delivery_timeout_ms);
  }
  /// Takes out everything queued, or what has no number yet. Source: abortBatches, abortUndrainedBatches.
  std::vector<ProducerBatchPtr> take_queued(bool only_undrained);
  /// Gives a finished batch's memory back.
  void release(const ProducerBatch& batch) {
    if (!batch.split) used_ -= batch.buffer;
    unfinished_ -= batch.count;
  }

  /// max.in.flight.requests.per.connection=1: one batch of a partition at a time.
  void mute(TopicPartition tp) { slot(tp).muted = true; }
  void unmute(TopicPartition tp) { slot(tp).muted = false; }

  [[nodiscard]] std::int64_t used_bytes() const { return used_; }
  [[nodiscard]] bool anything_queued() const { return queued_ > 0; }
  /// Records accepted whose batches are not finished: queued or in flight.
  [[nodiscard]] std::int64_t unfinished_records() const { return unfinished_; }
  void queued(std::vector<ProducerBatchPtr>& batches) const;
  /// Batches queued for a partition.
  [[nodiscard]] std::int32_t queue_size(TopicPartition tp) const;
  /// Nothing queued for the partition has room. Source: RecordAccumulator.allBatchesFull.
  [[nodiscard]] bool all_batches_full(TopicPartition tp) const;
  /// Partitions of a topic that ever had a batch.
  [[nodiscard]] std::int32_t partitions_used(TopicId topic) const;
  [[nodiscard]] float estimated_ratio(TopicId topic) const { return estimator_.estimation(topic); }
  void set_slowdown(double factor) { compressor_.set_slowdown(factor); }

 private:
  struct Slot {
    std::deque<ProducerBatchPtr> batches;
    RecordId* next_id = nullptr;  ///< nullptr: it never had a batch
    bool muted = false;
  };
  enum class Taken { no, yes, stop };

  Slot& slot(TopicPartition tp);
  [[nodiscard]] const Slot* find(TopicPartition tp) const;
  void add(Slot& s, ProducerBatch& batch, sim::SimTime now, std::int64_t bytes, bool compressible, Appended& appended);
  ProducerBatchPtr open(Slot& s, TopicPartition tp, sim::SimTime now, const ProducerRecord& record);
  [[nodiscard]] bool backing_off(ProducerBatch& head, LeaderEpoch leader_epoch, sim::SimTime now) const;
  void consider(const Slot& s, TopicPartition tp, const ClientMetadata& metadata, sim::SimTime now, bool hurry);
  Taken take_head(TopicPartition tp, LeaderEpoch leader_epoch, sim::SimTime now, std::int64_t& size,
                  std::vector<ProducerBatchPtr>& batches);
  std::vector<ProducerBatchPtr> pieces_of(const ProducerBatch& batch, sim::SimTime now) const;
  void put_back(const ProducerBatchPtr& batch);
  Surroundings surroundings_;
  RetryBackoff backoff_;
  CompressionRatioEstimator estimator_;
  Compressor compressor_;
  std::vector<std::vector<Slot>> slots_;  // by topic, by partition
  std::vector<std::pair<BrokerId, std::size_t>> drain_index_;
  std::vector<TopicPartition> led_;  // of the broker that is drained
  std::int64_t used_ = 0;
  std::int64_t queued_ = 0;
  std::int64_t unfinished_ = 0;
  sim::SimTime next_expiry_ = sim::SimTime::max();
  sim::SimTime next_compressed_ = sim::SimTime::max();
  Ready ready_;
};

}  // namespace kafka
