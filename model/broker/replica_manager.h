#pragma once
/// All replicas on one broker: appends, reads, ISR checks, retention. Kafka: ReplicaManager (with LogManager's
/// retention task).

#include <deque>
#include <functional>
#include <memory>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/delayed_fetch.h"
#include "model/broker/delayed_produce.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/partition.h"
#include "model/broker/purgatory.h"
#include "sim/core/timer.h"

namespace kafka {

using FetchCallback = std::function<void(FetchResponse&&)>;

///   durable    the logs of its partitions
///   volatile   roles, ISRs, waiting operations
///   sends      IsrChange through the IsrChannel
///   receives   produce and fetch requests, LeaderAndIsr, records fetched from leaders
///   timers     isr_check_    replica.lag.time.max.ms / 2
///              retention_    log.initial.task.delay.ms, then log.retention.check.interval.ms
class ReplicaManager final : public PartitionContext {
 public:
  ReplicaManager(const BrokerContext& context, const MetadataCache& metadata, IsrChannel& isr_channel);

  void start();

  /// A replica of `tp` lives here from now on.
  Partition& create_partition(TopicPartition tp, const TopicConfig* config);
  /// nullptr if this broker has no replica.
  [[nodiscard]] Partition* find(TopicPartition tp);
  [[nodiscard]] const Partition* find(TopicPartition tp) const;
  void become_leader_or_follower(TopicPartition tp, const PartitionState& state);

  /// Source: ReplicaManager.appendRecords. The callback runs at once, or when the records are replicated, or after
  /// `timeout`. `internal`: the caller is a coordinator and may write to internal topics.
  void append_records(std::int16_t acks, sim::Duration timeout, const std::vector<ProduceRequest::Partition>& entries,
                      bool internal, AppendCallback callback);

  /// Source: ReplicaManager.fetchMessages.
  void fetch(const FetchRequest& request, FetchCallback callback);

  /// What a follower's fetch brought. Source: ReplicaFetcherThread.processPartitionData.
  void append_from_leader(Partition& partition, const FetchResponse::Partition& data);
  /// The leader says that our log is no part of its own. Source: AbstractFetcherThread.truncateOnFetchResponse.
  void truncate_to_divergence(Partition& partition, DivergingEpoch leader);

  /// ListOffsets: latest is the high watermark for consumers.
  [[nodiscard]] ListOffsetsResponse list_offsets(const ListOffsetsRequest& request) const;

  /// Answers of the IsrChannel.
  void on_isr_accepted(TopicPartition tp, PartitionEpoch partition_epoch);
  void on_isr_refused(TopicPartition tp, ErrorCode error);

  /// Calls f(Partition&) for every replica here, by topic and partition.
  template <class F>
  void for_each(F f) const {
    for (const auto& topic : partitions_)
      for (const auto& hosted : topic)
        if (hosted) f(hosted->partition);
  }

  [[nodiscard]] std::size_t delayed_produces() const { return produce_purgatory_.waiting(); }
  [[nodiscard]] std::size_t delayed_fetches() const { return fetch_purgatory_.waiting(); }

  // PartitionContext
  [[nodiscard]] sim::SimTime now() const override { return context_.scheduler.now(); }
  [[nodiscard]] bool is_alive(BrokerId id) const override { return metadata_.is_alive(id); }
  void submit_isr_change(const IsrChange& change) override { isr_channel_.submit(context_.id, change); }
  void on_isr_changed(TopicPartition tp, const std::vector<BrokerId>& before,
                      const std::vector<BrokerId>& after) override;
  void on_high_watermark(TopicPartition tp, Offset high_watermark, bool as_leader) override;

 private:
  struct Hosted {
    Partition partition;
    std::size_t key;  ///< in the purgatories
  };
  struct ReadResult {
    FetchResponse response;
    sim::Bytes bytes;
    bool decided = false;  ///< an error or a redirection: no wait would add anything
    sim::Bytes uncached;   ///< bytes that left the page cache
    std::int64_t uncached_mark = 0;
  };

  struct PendingRead {
    std::shared_ptr<FetchResponse> response;
    std::shared_ptr<FetchCallback> callback;
  };

  [[nodiscard]] Hosted* find_hosted(TopicPartition tp) const;
  DelayedProduce::Status append_one(std::int16_t acks, const ProduceRequest::Partition& entry, bool internal);
  ReadResult read_from_log(const FetchRequest& request, bool from_purgatory);
  ErrorCode read_partition(const FetchRequest& request, const FetchRequest::Partition& wanted, bool from_purgatory,
                           ReadResult& result);
  [[nodiscard]] BrokerId preferred_read_replica(const Partition& p, const FetchRequest& request, Offset offset) const;
  void read_records(const FetchRequest& request, const FetchRequest::Partition& wanted, const Log& log, Offset upper,
                    ReadResult& result, FetchResponse::Partition& answer);
  void answer_fetch(ReadResult&& result, const FetchCallback& callback);
  void watch_fetch(const FetchRequest& request, FetchCallback callback);
  void after_leader_append(Hosted& hosted, const LogAppendInfo& info, const RecordBatch& batch);
  void finish_read();
  void check_all(std::size_t key);
  void check_isr();
  void apply_retention();

  BrokerContext context_;
  const MetadataCache& metadata_;
  IsrChannel& isr_channel_;
  bool rack_aware_reads_;                                         ///< replica.selector.class
  std::vector<std::vector<std::unique_ptr<Hosted>>> partitions_;  // by topic, by partition
  std::size_t hosted_count_ = 0;
  Purgatory produce_purgatory_;
  Purgatory fetch_purgatory_;
  std::vector<LogEntry> read_buffer_;
  std::deque<PendingRead> pending_reads_;  // answers that wait for the disk, in its order
  sim::Timer isr_check_;
  sim::Timer retention_;
};

}  // namespace kafka
