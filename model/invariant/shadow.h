#pragma once
/// What the checkers know of the cluster, from its events alone. A checker sees it as it was before the event.

#include <algorithm>
#include <map>
#include <vector>

#include "model/invariant/epoch_writes.h"
#include "model/observe/event_sink.h"
#include "model/types/broker_list.h"
#include "model/types/by_partition.h"

namespace kafka {

enum class ReplicaRole { none, leader, follower };

/// How far a leader knows a follower to be.
struct FollowerProgress {
  BrokerId follower;
  Offset offset;
  LeaderEpoch epoch;  ///< in which it said so
};

/// The end of a log that a machine lost: from its page cache, or with its disk.
struct HardwareLoss {
  Offset from;
  Offset to;    ///< records [to, from) are gone
  Offset open;  ///< those of [open, from) were not replaced since
  [[nodiscard]] bool touches(Offset base, Offset next) const { return to < next && base < from; }
  [[nodiscard]] bool still_open(Offset base, Offset next) const { return open < from && open < next && base < from; }
};

/// One replica on one broker.
struct ReplicaShadow {
  BrokerId broker;
  Offset start{0};
  Offset end{0};
  Offset high_watermark{0};
  EpochSpans log;
  bool diverged = false;    ///< its log broke P2: equality must be compared in full
  std::int64_t cursor = 0;  ///< of EpochWrites::find
  std::vector<HardwareLoss> hardware_losses;

  ReplicaRole role = ReplicaRole::none;
  LeaderEpoch epoch = kNoEpoch;  ///< of the role
  BrokerId leader = kNoBroker;   ///< whom it follows

  // as leader
  Offset epoch_start{0};
  Offset term_high_watermark{0};   ///< when the term began
  std::vector<BrokerId> isr;       ///< as this leader knows it to be stored
  std::vector<BrokerId> replicas;  ///< assigned, as this leader was told; empty: not known
  std::vector<BrokerId> proposed;
  bool change_pending = false;
  PartitionEpoch proposed_from{-1};  ///< the version the proposal is based on
  std::vector<FollowerProgress> progress;

  [[nodiscard]] bool leads() const { return role == ReplicaRole::leader; }
  /// Did it ever lose some of these offsets with its page cache or its disk?
  [[nodiscard]] bool lost_with_hardware(Offset base, Offset next) const {
    return std::any_of(hardware_losses.begin(), hardware_losses.end(),
                       [&](const HardwareLoss& loss) { return loss.touches(base, next); });
  }
  [[nodiscard]] const FollowerProgress* progress_of(BrokerId follower) const;
  /// Do both hold the same below `offset`, as far as both reach?
  [[nodiscard]] bool agrees_with(const ReplicaShadow& other, Offset offset) const;
};

/// A stored state of a partition.
struct StoredShadow {
  BrokerId leader = kNoBroker;
  LeaderEpoch leader_epoch = kNoEpoch;
  PartitionEpoch partition_epoch{-1};  ///< -1: nothing is stored
  std::vector<BrokerId> replicas;
  std::vector<BrokerId> isr;

  [[nodiscard]] bool exists() const { return partition_epoch >= PartitionEpoch(0); }
};

struct PartitionShadow {
  StoredShadow stored;
  StoredShadow before;  ///< the state that `stored` replaced
  std::vector<ReplicaShadow> replicas;
  PartitionWrites writes;
  std::map<LeaderEpoch, Offset> leader_high_watermarks;  ///< the largest a leader had, by epoch
  LeaderEpoch elected_epoch = kNoEpoch;                  ///< of the latest election that its controller told of
  LeaderEpoch unclean_epoch = kNoEpoch;                  ///< of the latest unclean election
  bool retained_progress = false;                        ///< a leader counted what a follower had in an earlier epoch
  bool deleted = false;                                  ///< with its topic, and not created again
  Offset cleaned_to{0};                                  ///< below, a cleaner may have removed what has a successor

  [[nodiscard]] ReplicaShadow* find(BrokerId broker);
  [[nodiscard]] const ReplicaShadow* find(BrokerId broker) const;
  ReplicaShadow& at(BrokerId broker);
  /// The leader that the stored state names, if it knows; else nullptr.
  [[nodiscard]] const ReplicaShadow* true_leader() const;
};

/// May a record of `epoch` follow at `base`, that is: is everything before it in this log also what the leader of that
/// epoch had before it? Cheap where the log already ends in that epoch.
bool follows_leader(const PartitionShadow& partition, const ReplicaShadow& replica, LeaderEpoch epoch, Offset base);

class Shadow {
 public:
  PartitionShadow& partition(TopicPartition tp) {
    if (tp == last_tp_ && last_) return *last_;
    last_tp_ = tp;
    return *(last_ = &partitions_.at(tp));
  }
  template <class Visit>
  void for_each(Visit visit) {
    partitions_.for_each(visit);
  }
  /// Takes the event into account.
  void apply(sim::SimTime now, sim::HostId host, const Event& event);

  [[nodiscard]] bool is_live(BrokerId broker) const;
  /// Whose machine is it? kNoBroker if it is none's.
  [[nodiscard]] BrokerId broker_at(sim::HostId host) const;
  /// The leader on this machine, else the one of the largest epoch, of those who lead.
  ReplicaShadow* leader_at(PartitionShadow& partition, sim::HostId host);

 private:
  void on(const BrokerStarted& e);
  void on(const BrokerStopped& e);
  void on(const TopicCreated& e);
  void on(const TopicDeleted& e);
  void on(const PartitionStateChanged& e);
  void on(const LeaderElected& e);
  void on(const IsrShrunk& e);
  void on(const IsrExpanded& e);
  void on(const IsrChangeProposed& e);
  void on(const IsrChangeFailed& e);
  void on(const RecordsAppended& e);
  void on(const HighWatermarkAdvanced& e);
  void on(const SegmentsDeleted& e);
  void on(const LogCleaned& e);
  void on(const BecameLeader& e);
  void on(const BecameFollower& e);
  void on(const ReplicaStopped& e);
  void on(const LogLoaded& e);
  void on(const LogTruncated& e);
  void on(const FollowerProgressed& e);
  template <class Other>
  void on(const Other&) {}
  void settle_isr(TopicPartition tp, const std::vector<BrokerId>& isr);
  void drop(TopicId topic, bool deleted);

  ByPartition<PartitionShadow> partitions_;
  TopicPartition last_tp_;
  PartitionShadow* last_ = nullptr;
  std::map<sim::HostId, BrokerId> brokers_;
  std::map<BrokerId, bool> live_;
  sim::SimTime now_;
  sim::HostId host_ = kNoHost;
};

}  // namespace kafka
