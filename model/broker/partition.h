#pragma once
/// One partition on one broker, as leader or follower. Kafka: Partition.

#include <cstdint>
#include <optional>
#include <vector>

#include "model/broker/isr.h"
#include "model/broker/partition_state.h"
#include "model/broker/remote_replica.h"
#include "model/config/behaviour.h"
#include "model/config/topic_config.h"
#include "model/log/log.h"
#include "model/observe/control_event.h"
#include "model/protocol/messages.h"

namespace kafka {

/// What a partition asks of its broker.
class PartitionContext {
 public:
  virtual ~PartitionContext() = default;
  [[nodiscard]] virtual sim::SimTime now() const = 0;
  /// Is this broker known to be alive (MetadataCache.hasAliveBroker)?
  [[nodiscard]] virtual bool is_alive(BrokerId id) const = 0;
  virtual void submit_isr_change(const IsrChange& change) = 0;
  virtual void on_isr_changed(TopicPartition tp, const std::vector<BrokerId>& before,
                              const std::vector<BrokerId>& after) = 0;
  virtual void on_high_watermark(TopicPartition tp, Offset high_watermark, bool as_leader) = 0;
  /// A leader's last stable offset moved, in a log that has seen transactions.
  virtual void on_last_stable_offset(TopicPartition, Offset) {}
  /// A leader knows a follower at another offset than before.
  virtual void on_follower_progressed(const FollowerProgressed&) {}
};

/// What a partition follows besides its topic's settings.
struct PartitionRules {
  Behaviour behaviour;
  sim::Duration replica_lag_time_max{0};
};

/// The answer to one partition of a fetch as long as nothing else changes.
struct PartitionRead {
  ErrorCode error = ErrorCode::NONE;
  FetchResponse::Partition answer;
  sim::Bytes size;  ///< of the records
  Offset leader_log_end = kUnknownOffset;
};

///   durable    none of its own: the log belongs to the broker's disk
///   volatile   role, ISR, what followers have fetched
///   sends      IsrChange (through its context)
///   receives   appends, follower fetches, LeaderAndIsr, answers to IsrChange
///   timers     none: the broker asks maybe_shrink_isr() every replica.lag.time.max.ms / 2
class Partition {
 public:
  /// `config` and `log` must outlive the partition.
  Partition(TopicPartition tp, BrokerId local, const TopicConfig* config, const PartitionRules& rules, Log& log,
            PartitionContext& context);

  /// LeaderAndIsr that names this broker leader. False if it is older than what is known; otherwise true, and then
  /// waiting operations must be re-checked.
  bool make_leader(const PartitionState& state);
  /// LeaderAndIsr that names another leader. False if it is older than what is known.
  bool make_follower(const PartitionState& state);

  /// What a produce would be answered: NOT_LEADER_OR_FOLLOWER, NOT_ENOUGH_REPLICAS (acks=all below min ISR), what
  /// Log::check_append says, or NONE.
  [[nodiscard]] ErrorCode check_append(const RecordBatch& batch, std::int16_t acks,
                                       AppendOrigin origin = AppendOrigin::CLIENT,
                                       VerificationGuard guard = kNotVerified) const;
  /// As leader: must the coordinator be asked whether this partition is part of the batch's transaction? Then the guard
  /// to append with, else kNotVerified. Source: Partition.maybeStartTransactionVerification.
  VerificationGuard maybe_start_verification(const RecordBatch& batch) {
    return log_->maybe_start_verification(batch, context_.now());
  }
  /// Requires check_append() == NONE. The caller then asks maybe_increment_high_watermark().
  /// Source: Partition.appendRecordsToLeader.
  LogAppendInfo append_as_leader(const BatchPtr& batch, std::int64_t disk_mark,
                                 AppendOrigin origin = AppendOrigin::CLIENT, VerificationGuard guard = kNotVerified);
  /// As leader: the smallest end among those that count (Source: Partition.maybeIncrementLeaderHW). True if it
  /// advanced.
  bool maybe_increment_high_watermark();
  /// Copy one of the leader's batches. Source: Partition.appendRecordsToFollowerOrFutureReplica.
  LogAppendInfo append_as_follower(const FetchedBatch& batch, std::int64_t disk_mark);
  /// After a fetch answer: HW := min(leader's, own end); log start follows the leader's. True if the HW moved.
  bool update_follower_bounds(Offset leader_high_watermark, Offset leader_log_start);

  /// A follower's fetch read at `fetch_offset`: progress, perhaps an ISR expansion, perhaps a new high watermark
  /// (returned). Source: Partition.updateFollowerFetchState.
  bool update_follower_fetch_state(BrokerId follower, Offset fetch_offset, Offset follower_log_start,
                                   Offset leader_log_end, LeaderEpoch request_epoch = kNoEpoch);
  /// The same after read(): an error acknowledges nothing, nor does a follower that diverges (but it did in 2.8.0:
  /// KAFKA-13141).
  bool count_fetch(BrokerId follower, const FetchRequest::Partition& wanted, const PartitionRead& read);
  /// Proposes to remove members that are not caught up. Source: Partition.maybeShrinkIsr.
  void maybe_shrink_isr();
  // Kafka: prepareIsrExpand, prepareIsrShrink with submitAlterPartition. Need isr().change_pending() to be false.
  void propose_expand(BrokerId joining);
  void propose_shrink(const std::vector<BrokerId>& leaving);

  /// Is it this proposal that is under way, or was it overtaken by a LeaderAndIsr? Kafka compares the proposed state.
  [[nodiscard]] bool awaits(const IsrChange& change) const;
  /// The stored state now has the proposed ISR. True if the high watermark advanced.
  bool on_isr_accepted(PartitionEpoch partition_epoch);
  /// Source: Partition.handleAlterPartitionError.
  void on_isr_refused(ErrorCode error);

  /// Checks before a read (Source: Partition.checkCurrentLeaderEpoch, getLocalLog): NONE, or the error to answer with.
  /// Consumers have no `follower`.
  [[nodiscard]] ErrorCode check_fetch(BrokerId follower, LeaderEpoch current_leader_epoch) const;
  /// Reads for a fetch that passed check_fetch(): an error, or where the logs part, or up to `max_bytes` of records,
  /// which also go to `entries`, with the aborted transactions among them. Source: Partition.readRecords.
  [[nodiscard]] PartitionRead read(FetchIsolation isolation, const FetchRequest::Partition& wanted,
                                   sim::Bytes max_bytes, bool min_one, std::vector<LogEntry>& entries) const;
  /// Is a log whose last record below `fetch_offset` is of epoch `last_fetched` no part of this one? If so, or if this
  /// log does not know (undefined: -1), where that epoch ended here. Nothing for kNoEpoch.
  [[nodiscard]] std::optional<EpochEndOffset> diverges(LeaderEpoch last_fetched, Offset fetch_offset) const;
  /// Where an epoch ended in this replica's log, by the rule of its release.
  [[nodiscard]] EpochEndOffset end_offset_for(LeaderEpoch epoch) const;
  /// A follower asks where an epoch ended. Source: Partition.lastOffsetForLeaderEpoch.
  [[nodiscard]] OffsetForLeaderEpochResponse::Partition answer_epoch_question(
      const OffsetForLeaderEpochRequest::Partition& asked) const;

  /// The disk failed: whatever is asked of this replica is answered with KAFKA_STORAGE_ERROR.
  void mark_offline() { offline_ = true; }
  /// This replica is about to go: whoever waits for its records, a consumer of a follower too, is to look again.
  void set_removed() { removed_ = true; }
  /// KIP-320: is a request that names this epoch meant for this leader? kNoEpoch: not checked.
  [[nodiscard]] ErrorCode check_epoch(LeaderEpoch current_leader_epoch) const;
  /// NONE on a leader that can serve.
  [[nodiscard]] ErrorCode check_leader() const;

  [[nodiscard]] TopicPartition tp() const { return tp_; }
  [[nodiscard]] bool is_leader() const { return leader_ == local_; }
  [[nodiscard]] BrokerId leader() const { return leader_; }
  [[nodiscard]] LeaderEpoch leader_epoch() const { return leader_epoch_; }
  [[nodiscard]] Offset leader_epoch_start_offset() const { return epoch_start_; }
  [[nodiscard]] PartitionEpoch partition_epoch() const { return partition_epoch_; }
  [[nodiscard]] const Isr& isr() const { return isr_; }
  [[nodiscard]] const std::vector<BrokerId>& replicas() const { return replicas_; }
  [[nodiscard]] const RemoteReplica* remote(BrokerId id) const;
  [[nodiscard]] const TopicConfig& config() const { return *config_; }
  [[nodiscard]] const Behaviour& behaviour() const { return rules_.behaviour; }
  [[nodiscard]] Log& log() { return *log_; }
  [[nodiscard]] const Log& log() const { return *log_; }

  /// min(min.insync.replicas, replicas) from 3.7 on; the setting as it is before.
  [[nodiscard]] std::int32_t effective_min_isr() const;
  [[nodiscard]] bool under_min_isr() const;
  [[nodiscard]] bool at_min_isr() const;
  /// Replicas that a reassignment adds are not missed.
  [[nodiscard]] bool under_replicated() const;
  /// Members an acks=all produce is judged on at its completion.
  [[nodiscard]] bool enough_replicas_for_ack() const;

 private:
  void maybe_expand_isr(const RemoteReplica& replica);
  void submit();
  void adopt(const PartitionState& state);
  [[nodiscard]] bool eligible(BrokerId id) const;
  [[nodiscard]] bool mutated(Mutation bug) const { return rules_.behaviour.mutated(bug); }
  [[nodiscard]] RemoteReplica* find_remote(BrokerId id);

  TopicPartition tp_;
  BrokerId local_;
  const TopicConfig* config_;
  PartitionRules rules_;
  Log* log_;
  PartitionContext& context_;

  bool offline_ = false;
  bool removed_ = false;
  BrokerId leader_ = kNoBroker;
  LeaderEpoch leader_epoch_ = kNoEpoch;
  Offset epoch_start_ = kUnknownOffset;
  PartitionEpoch partition_epoch_{0};
  ControllerEpoch controller_epoch_{0};
  std::vector<BrokerId> replicas_;
  std::vector<BrokerId> adding_;  ///< among `replicas_`, by a reassignment
  Isr isr_;
  std::vector<RemoteReplica> remotes_;
};

}  // namespace kafka
