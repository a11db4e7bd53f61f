#pragma once
/// One partition as a follower copies it: where it stands and what it makes of its leader's answers. Kafka:
/// PartitionFetchState with the decisions of AbstractFetcherThread.

#include "model/broker/partition.h"

namespace kafka {

/// What a fetcher does to the replicas of its broker.
class FollowerReplicas {
 public:
  virtual ~FollowerReplicas() = default;
  /// Copies the records, then takes over the bounds. KAFKA_STORAGE_ERROR if the disk refuses, or what the log says to a
  /// batch that it does not take.
  virtual ErrorCode append_from_leader(Partition& partition, const FetchResponse::Partition& data) = 0;
  virtual void truncate(Partition& partition, Offset to, TruncationReason reason) = 0;
  virtual void truncate_fully_and_start_at(Partition& partition, Offset at) = 0;
};

/// How far to cut, and whether the logs then agree. Kafka: OffsetTruncationState.
struct OffsetTruncation {
  Offset offset;
  bool completed = true;
};
/// `leader`: where an epoch ended in the leader's log (kNoEpoch: by a leader that does not say which); `own`: where the
/// same epoch ended in this log; `initial`: where fetching was to begin, the high watermark.
/// Source: AbstractFetcherThread.getOffsetTruncationState.
OffsetTruncation truncation_after(EpochEndOffset leader, EpochEndOffset own, Offset log_end, Offset initial);

/// What follows from OFFSET_OUT_OF_RANGE. Source: AbstractFetcherThread.fetchOffsetAndTruncate.
struct OutOfRangeReset {
  enum class Action { none, truncate, restart };
  Action action = Action::none;
  Offset fetch_from;
};
/// `leader_start` counts only where the leader's end is not below ours.
OutOfRangeReset reset_after_out_of_range(Offset log_end, Offset leader_end, Offset leader_start);

///   durable    the partition's log
///   volatile   phase, fetch offset
class FetchedPartition {
 public:
  enum class Phase : std::uint8_t {
    truncating,    ///< asks where its last epoch ended, before it may fetch
    fetching,      ///< asks for records
    asking_end,    ///< out of range: asks for the leader's end
    asking_start,  ///< ... and for its beginning
  };
  enum class Reaction {
    go_on,
    ignored,  ///< asked under conditions that no longer hold
    retry,    ///< not before replica.fetch.backoff.ms have passed
    failed,   ///< nothing more until the next LeaderAndIsr
  };

  /// As a new leader epoch finds it. Until 0.10 this cuts the log.
  FetchedPartition(Partition& partition, FollowerReplicas& replicas);

  [[nodiscard]] TopicPartition tp() const { return partition_->tp(); }
  [[nodiscard]] const Partition& partition() const { return *partition_; }
  [[nodiscard]] Phase phase() const { return phase_; }
  [[nodiscard]] Offset fetch_offset() const { return fetch_offset_; }
  /// Truncating, and nobody can be asked: cuts at the high watermark and goes on to fetch.
  void truncate_without_question();
  [[nodiscard]] bool has_epoch_question() const;

  // Questions, each for its phase.
  [[nodiscard]] OffsetForLeaderEpochRequest::Partition epoch_question() const;
  [[nodiscard]] FetchRequest::Partition fetch(sim::Bytes max_bytes) const;
  [[nodiscard]] ListOffsetsRequest::Partition bound_question() const;

  // Answers.
  Reaction on_epoch_end(const OffsetForLeaderEpochRequest::Partition& asked,
                        const OffsetForLeaderEpochResponse::Partition& answer);
  Reaction on_fetched(const FetchRequest::Partition& asked, const FetchResponse::Partition& answer);
  Reaction on_bound(const ListOffsetsRequest::Partition& asked, const ListOffsetsResponse::Partition& answer);

 private:
  Reaction take(const FetchResponse::Partition& data);
  Reaction react_to(ErrorCode error);
  OffsetTruncation truncate_to_leader(EpochEndOffset leader, TruncationReason reason);
  void apply(const OutOfRangeReset& reset);
  [[nodiscard]] LeaderEpoch stated_epoch() const;
  [[nodiscard]] bool current(LeaderEpoch stated) const { return stated == stated_epoch(); }
  [[nodiscard]] const Behaviour& behaviour() const { return partition_->behaviour(); }
  [[nodiscard]] Log& log() { return partition_->log(); }
  [[nodiscard]] const Log& log() const { return partition_->log(); }

  Partition* partition_;
  FollowerReplicas* replicas_;
  Offset fetch_offset_;
  Offset leader_end_ = kUnknownOffset;  ///< as answered to asking_end
  LeaderEpoch leader_epoch_;
  Phase phase_ = Phase::fetching;
};

}  // namespace kafka
