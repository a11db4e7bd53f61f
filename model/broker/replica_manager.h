#pragma once
/// All replicas on one broker: roles, appends, reads, ISR checks. Kafka: ReplicaManager.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "model/broker/broker_context.h"
#include "model/broker/delayed_fetch.h"
#include "model/broker/delayed_produce.h"
#include "model/broker/fetched_partition.h"
#include "model/broker/log_manager.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/partition.h"
#include "model/broker/purgatory.h"
#include "model/broker/replica_fetcher_manager.h"
#include "sim/core/timer.h"

namespace kafka {

/// Told when a replica here changes its role, and when it is stopped. Kafka: KafkaApis' onLeadershipChange.
class LeadershipListener {
 public:
  virtual ~LeadershipListener() = default;
  virtual void on_became_leader(TopicPartition tp) = 0;
  /// It follows now, or is not here any more; it need not have led.
  virtual void on_leads_no_more(TopicPartition tp) = 0;
};

/// Of the partitions whose transactions were verified.
using VerificationGuards = std::map<TopicPartition, VerificationGuard>;
using FetchCallback = std::function<void(FetchResponse&&)>;

///   durable    high-watermark checkpoints; the logs belong to the LogManager
///   volatile   roles, ISRs, waiting operations
///   sends      IsrChange through the IsrChannel
///   receives   produce and fetch requests, LeaderAndIsr, StopReplica, records fetched from leaders
///   timers     isr_check_       replica.lag.time.max.ms / 2
///              hw_checkpoint_   replica.high.watermark.checkpoint.interval.ms, from the first LeaderAndIsr on
class ReplicaManager final : public PartitionContext, public FollowerReplicas, private AcksAllObserver {
 public:
  ReplicaManager(const BrokerContext& context, const MetadataCache& metadata, LogManager& logs,
                 IsrChannel& isr_channel);
  void connect(FollowerFetchers& fetchers) { fetchers_ = &fetchers; }
  void connect(LeadershipListener& listener) { leadership_listener_ = &listener; }

  void start();
  /// Checks and checkpoints nothing more by itself. Source: KafkaScheduler.shutdown in KafkaServer.shutdown.
  void stop_tasks();

  /// A replica of `tp` lives here from now on, with the log that is on the disk or a new one.
  Partition& create_partition(TopicPartition tp, const TopicConfig* config);
  /// nullptr if this broker has no replica.
  [[nodiscard]] Partition* find(TopicPartition tp);
  [[nodiscard]] const Partition* find(TopicPartition tp) const;
  /// What somebody is told who asks for a partition that has no replica here.
  [[nodiscard]] ErrorCode error_of_missing(TopicPartition tp) const;
  /// One partition of a LeaderAndIsr; create_partition() comes first. Only a larger leader epoch is accepted, else
  /// STALE_CONTROLLER_EPOCH. A leader that is not known to be alive is followed without fetching.
  ErrorCode become_leader_or_follower(TopicPartition tp, const PartitionState& state);
  /// One partition of a StopReplica: it is fetched no more; with `delete_partition` replica and log are gone.
  /// FENCED_LEADER_EPOCH for one that a later LeaderAndIsr overtook.
  ErrorCode stop_replica(TopicPartition tp, LeaderEpoch leader_epoch, bool delete_partition);
  /// After all partitions of a control request.
  void control_request_done();
  /// Source: ReplicaManager.checkpointHighWatermarks.
  void checkpoint_high_watermarks();

  /// Source: ReplicaManager.appendRecords. The callback runs at once, or when the records are replicated, or after
  /// `timeout`. `internal`: the caller is a coordinator: it may write to internal topics and markers to all, and its
  /// batches have no sequence numbers. A client's duplicate is answered as the batch was that is there.
  void append_records(std::int16_t acks, sim::Duration timeout, const std::vector<ProduceRequest::Partition>& entries,
                      bool internal, AppendCallback callback, const VerificationGuards& guards = {});

  /// Source: ReplicaManager.fetchMessages.
  void fetch(const FetchRequest& request, FetchCallback callback);

  // FollowerReplicas. Source: ReplicaFetcherThread.processPartitionData, LogManager.truncateTo,
  // truncateFullyAndStartAt.
  ErrorCode append_from_leader(Partition& partition, const FetchResponse::Partition& data) override;
  void truncate(Partition& partition, Offset to, TruncationReason reason) override;
  void truncate_fully_and_start_at(Partition& partition, Offset at) override;

  /// Source: ReplicaManager.lastOffsetForLeaderEpoch.
  [[nodiscard]] OffsetForLeaderEpochResponse offsets_for_leader_epoch(const OffsetForLeaderEpochRequest& request) const;
  /// Latest is the high watermark for consumers, the last stable offset for read-committed ones, the log's end for
  /// followers.
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
  void on_last_stable_offset(TopicPartition tp, Offset last_stable_offset) override;
  void on_follower_progressed(const FollowerProgressed& progress) override;

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
    FetchResponse response;
    FetchCallback callback;
  };

  [[nodiscard]] Hosted* find_hosted(TopicPartition tp) const;
  DelayedProduce::Status append_one(std::int16_t acks, const ProduceRequest::Partition& entry, bool internal,
                                    const VerificationGuards& guards);
  ReadResult read_from_log(const FetchRequest& request, bool from_purgatory);
  ErrorCode read_partition(const FetchRequest& request, const FetchRequest::Partition& wanted, bool from_purgatory,
                           ReadResult& result);
  [[nodiscard]] BrokerId preferred_read_replica(const Partition& p, const FetchRequest& request, Offset offset) const;
  void note_uncached(ReadResult& result) const;
  void answer_fetch(ReadResult&& result, const FetchCallback& callback);
  void watch_fetch(const FetchRequest& request, FetchCallback callback);
  void after_leader_append(Hosted& hosted, const LogAppendInfo& info, const RecordBatch& batch);

  void finish_read();
  void check_all(std::size_t key);
  void check_isr();
  void become_leader(Hosted& hosted, const PartitionState& state);
  void become_follower(Hosted& hosted, const PartitionState& state);
  void remove_partition(TopicPartition tp);
  [[nodiscard]] bool disk_refuses();
  [[nodiscard]] ErrorCode list_offset(const ListOffsetsRequest::Partition& wanted, FetchIsolation isolation,
                                      Offset& offset) const;
  void emit_appended(const Partition& partition, const LogAppendInfo& info, const RecordBatch& batch, LeaderEpoch epoch,
                     bool as_leader);
  void emit_truncated(const Partition& partition, Offset from, TruncationReason reason);
  void emit_duplicate(const Partition& partition, const LogAppendInfo& info, const RecordBatch& batch);
  void on_acks_all(const DelayedProduce::Status& status) override;
  void emit_acks_all(const Partition& partition, const ProduceResponse::Partition& answer, Offset next_offset);

  BrokerContext context_;
  const MetadataCache& metadata_;
  LogManager& logs_;
  IsrChannel& isr_channel_;
  FollowerFetchers* fetchers_ = nullptr;
  LeadershipListener* leadership_listener_ = nullptr;
  bool storage_failed_ = false;
  bool rack_aware_reads_;                                         ///< replica.selector.class
  std::vector<std::vector<std::unique_ptr<Hosted>>> partitions_;  // by topic, by partition
  std::size_t hosted_count_ = 0;
  Purgatory produce_purgatory_;
  Purgatory fetch_purgatory_;
  std::vector<LogEntry> read_buffer_;
  std::deque<PendingRead> pending_reads_;  // answers that wait for the disk, in its order
  sim::Timer isr_check_;
  sim::Timer hw_checkpoint_;
};

}  // namespace kafka
