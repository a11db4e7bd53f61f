#pragma once
/// Tells the checkers a run that never happened, event by event: one partition t-0 on brokers 101, 102, 103 (broker N
/// on host N, session N), min.insync.replicas 2, a producer for each kind of acks (client 0: all, 1: 1, 2: 0).

#include <set>
#include <string>
#include <vector>

#include "model/invariant/invariants.h"

namespace kafka::testing {

inline InvariantSettings story_settings(const TopicTable& topics, ReplicationProtocol protocol) {
  InvariantSettings s;
  s.behaviour.protocol = protocol;
  s.acks = {Acks::all, Acks::leader, Acks::none};
  s.client_names = {"app-all", "app-1", "app-0"};
  s.default_min_isr = 2;
  s.topics = &topics;
  return s;
}

class Story {
 public:
  explicit Story(ReplicationProtocol protocol = ReplicationProtocol::v39)
      : Story(protocol, [](InvariantSettings&) {}) {}
  template <class Change>
  Story(ReplicationProtocol protocol, Change change) : invariants(changed(protocol, change)) {
    for (const int b : {101, 102, 103}) {
      emit(BrokerStarted{BrokerId(b)}, b);
      emit(SessionOpened{SessionId(b), sim::HostId(b), std::chrono::seconds(18)});
    }
  }

  TopicTable topics = with_t();
  Invariants invariants;
  sim::SimTime now;
  TopicPartition tp{TopicId(0), PartitionId(0)};

  template <class E>
  void emit(E event, int host = -1) {
    invariants.on_event(now, sim::HostId(host), Event{std::move(event)});
  }
  void at(double seconds) { now = sim::SimTime(sim::Duration(static_cast<std::int64_t>(seconds * 1e9))); }

  /// Leader 101 in epoch 0, everybody in sync, followers follow.
  void healthy() {
    state(101, 0, 0, {101, 102, 103});
    leads(101, 0, 0, 0, {101, 102, 103});
    follows(102, 101, 0, 0, 0);
    follows(103, 101, 0, 0, 0);
  }
  void state(int leader, int epoch, int version, const std::vector<int>& isr) {
    emit(PartitionStateChanged{tp, BrokerId(leader), LeaderEpoch(epoch), PartitionEpoch(version), ids({101, 102, 103}),
                               ids(isr)});
  }
  void elected(int before, int leader, int epoch, bool unclean = false, int controller = 101) {
    emit(LeaderElected{tp, BrokerId(controller), BrokerId(before), BrokerId(leader), LeaderEpoch(epoch), "offline",
                       unclean});
  }
  void leads(int broker, int epoch, std::int64_t end, std::int64_t hw, const std::vector<int>& isr) {
    emit(BecameLeader{BrokerId(broker), tp, LeaderEpoch(epoch), Offset(end), Offset(hw), ids(isr)}, broker);
  }
  void follows(int broker, int leader, int epoch, std::int64_t end, std::int64_t hw) {
    emit(BecameFollower{BrokerId(broker), tp, BrokerId(leader), LeaderEpoch(epoch), Offset(end), Offset(hw)}, broker);
  }
  /// Records [id, id + count) of client `producer`.
  void writes(int broker, int epoch, std::int64_t offset, int count, std::int64_t id, int producer = 0) {
    append(broker, epoch, offset, count, id, producer, true);
  }
  void copies(int broker, int epoch, std::int64_t offset, int count, std::int64_t id, int producer = 0) {
    append(broker, epoch, offset, count, id, producer, false);
  }
  void fetched(int leader, int follower, std::int64_t offset, int epoch = 0, int request_epoch = -2) {
    emit(FollowerProgressed{BrokerId(leader), BrokerId(follower), tp, Offset(offset), LeaderEpoch(epoch),
                            LeaderEpoch(request_epoch == -2 ? epoch : request_epoch)},
         leader);
  }
  void hw(int broker, std::int64_t offset, bool as_leader = true) {
    emit(HighWatermarkAdvanced{BrokerId(broker), tp, Offset(offset), as_leader}, broker);
  }
  void answered(int broker, std::int64_t base, std::int64_t next, std::int64_t hw_then, int in_sync = 3,
                int min_isr = 2, int epoch = 0, ErrorCode error = ErrorCode::NONE) {
    emit(AcksAllAnswered{BrokerId(broker), tp, error, Offset(base), Offset(next), Offset(hw_then), LeaderEpoch(epoch),
                         in_sync, min_isr},
         broker);
  }
  void acknowledged(int producer, std::int64_t id, int count, std::int64_t offset) {
    emit(RecordsAcknowledged{ClientId(producer), tp, RecordId(id), count, Offset(offset), sim::Bytes(100), now, now});
  }
  void delivered(std::int64_t offset, int count, std::int64_t id, int producer = 0) {
    emit(RecordsDelivered{GroupId(0), ClientId(50), tp, Offset(offset), count, sim::Bytes(100), ClientId(producer),
                          RecordId(id), now, now});
  }
  void truncated(int broker, std::int64_t from, std::int64_t to, std::int64_t hw_after,
                 TruncationReason reason = TruncationReason::diverging_epoch) {
    emit(LogTruncated{BrokerId(broker), tp, Offset(from), Offset(to), Offset(hw_after), reason}, broker);
  }
  void stopped(int broker, std::string_view how) { emit(BrokerStopped{BrokerId(broker), how}, broker); }
  void proposed(int leader, int epoch, int version, const std::vector<int>& isr) {
    emit(IsrChangeProposed{BrokerId(leader), tp, LeaderEpoch(epoch), PartitionEpoch(version), ids(isr)}, leader);
  }
  /// One batch of client 0 all the way: written, copied, committed, acknowledged with acks=all.
  void replicated(std::int64_t offset, int count, int epoch = 0, int leader = 101) {
    const std::int64_t next = offset + count;
    writes(leader, epoch, offset, count, offset);
    for (const int b : {101, 102, 103}) {
      if (b == leader) continue;
      copies(b, epoch, offset, count, offset);
      fetched(leader, b, next, epoch);
    }
    hw(leader, next);
    answered(leader, offset, next, next, 3, 2, epoch);
    acknowledged(0, offset, count, offset);
  }

  /// Names of what was broken, each once, in order: "P2 P5".
  std::string broken() const { return names(invariants.violations()); }
  std::string excused() const { return names(invariants.excused()); }
  static std::vector<BrokerId> ids(const std::vector<int>& numbers) { return {numbers.begin(), numbers.end()}; }

 private:
  static TopicTable with_t() {
    TopicTable table;
    table.intern("t");
    return table;
  }
  template <class Change>
  InvariantSettings changed(ReplicationProtocol protocol, Change change) {
    InvariantSettings s = story_settings(topics, protocol);
    change(s);
    return s;
  }
  static std::string names(const std::vector<Violation>& all) {
    std::set<std::string> seen;
    for (const Violation& v : all) seen.insert(std::string(v.name));
    std::string text;
    for (const std::string& name : seen) text += (text.empty() ? "" : " ") + name;
    return text;
  }
  void append(int broker, int epoch, std::int64_t offset, int count, std::int64_t id, int producer, bool as_leader) {
    emit(RecordsAppended{BrokerId(broker), tp, Offset(offset), count, sim::Bytes(100), LeaderEpoch(epoch), as_leader,
                         ClientId(producer), RecordId(id)},
         broker);
  }
};

}  // namespace kafka::testing
