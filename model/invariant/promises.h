#pragma once
/// P5: what was acknowledged stays, unless the configuration promised no more. At each election and at the end.

#include <deque>
#include <vector>

#include "model/invariant/invariant.h"

namespace kafka {

/// Acknowledged records: offsets [base, next), written in `epoch`.
struct Promise {
  Offset base;
  Offset next;
  LeaderEpoch epoch = kNoEpoch;
  Acks acks = Acks::all;
  std::int32_t in_sync = 0;  ///< acks=all: at the answer
  std::int32_t min_isr = 0;
  BrokerId leader = kNoBroker;
  sim::SimTime first;  ///< acknowledged from ...
  sim::SimTime last;   ///< ... to

  [[nodiscard]] bool like(const Promise& o) const {
    return epoch == o.epoch && acks == o.acks && in_sync == o.in_sync && min_isr == o.min_isr;
  }
};

/// Keeps the promises of each partition, merged within seconds. acks=0 promises nothing, but what was sent is counted.
class Promises final : public Checker<Promises, AcksAllAnswered, RecordsAcknowledged, RecordsAppended, BecameLeader,
                                      SegmentsDeleted, LogCleaned, TopicDeleted> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "P5"; }
  void check(const AcksAllAnswered& e);
  void check(const RecordsAcknowledged& e);
  void check(const RecordsAppended& e);
  void check(const BecameLeader& e);
  void check(const SegmentsDeleted& e);
  void check(const LogCleaned& e);
  void check(const TopicDeleted& e) {
    kept_.forget(e.topic);
    sent_.forget(e.topic);
  }
  void at_end() override;

 private:
  /// acks=0: handed to the network and not yet in a log.
  struct Sent {
    ClientId producer;
    RecordId first;
    RecordId next;
    sim::SimTime time;
  };

  void keep(TopicPartition tp, const Promise& promise);
  void forget_below(TopicPartition tp, Offset offset);
  void check_against(TopicPartition tp, const ReplicaShadow& leader, LeaderEpoch term);
  void lost(TopicPartition tp, const Promise& promise, const ReplicaShadow& leader, LeaderEpoch term);
  void never_arrived(TopicPartition tp, const Sent& sent);
  [[nodiscard]] std::string allowed_by(const PartitionShadow& p, const Promise& promise, const ReplicaShadow& leader);
  [[nodiscard]] LeaderEpoch epoch_of(PartitionShadow& p, const RecordsAcknowledged& e);
  [[nodiscard]] std::vector<Cause> chain_of(TopicPartition tp, const Promise& promise, const ReplicaShadow& leader,
                                            LeaderEpoch term, std::vector<LostRun>& records);

  ByPartition<std::deque<Promise>> kept_;
  ByPartition<std::vector<Sent>> sent_;
  std::int64_t cursor_ = 0;
};

}  // namespace kafka
