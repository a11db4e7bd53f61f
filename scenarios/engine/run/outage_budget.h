#pragma once
/// Follows every partition without a leader and every producer without an answer, from events alone.
///
/// An outage begins when the last broker that leads a partition stops, stands still, is cut off or steps down, and ends
/// when another leads it - or, if a producer waited, when it was answered. A leader that is cut off and is seen to
/// answer producers was not missed: that is no outage.

#include <deque>
#include <map>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/outage.h"

namespace scenario {

class OutageBudget final : public kafka::EventSink {
 public:
  explicit OutageBudget(sim::Duration stall_threshold = std::chrono::seconds(1)) : threshold_(stall_threshold) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// The run is over: what still lasts is closed as not finished.
  void finish(sim::SimTime now);

  /// In the order of their ends.
  [[nodiscard]] const std::vector<PartitionOutage>& outages() const { return outages_; }
  [[nodiscard]] const std::vector<ClientStall>& stalls() const { return stalls_; }
  /// Outages and stalls beyond the first kMost of each are counted only.
  [[nodiscard]] std::int64_t left_out() const { return left_out_; }
  static constexpr std::size_t kMost = 10'000;

 private:
  /// An outage as it goes on; also a member of the ISR that went: producers may wait for that.
  struct Lasting {
    OutageMarks marks;
    kafka::BrokerId lost;
    std::string_view cause;
    bool controller_died = false;
    bool cut_off = false;  ///< the leader may still be heard by some
    kafka::BrokerId leader = kafka::kNoBroker;
    bool closed = false;
  };
  /// What one producer sends to one partition.
  struct Stream {
    std::optional<sim::SimTime> last_ack;
    std::int64_t waiting = 0;  ///< records sent and not done
    sim::SimTime sent;         ///< the first since the partition got its leader
    std::int64_t sent_term = -1;
  };
  struct Partition {
    std::map<kafka::BrokerId, kafka::LeaderEpoch> leaders;  ///< who leads, live or not known to be gone
    std::vector<kafka::BrokerId> isr;
    std::optional<sim::SimTime> full_since;  ///< all replicas are in sync
    std::int64_t term = 0;                   ///< grows with every leader
    std::optional<Lasting> outage;
    std::deque<Lasting> recent;           ///< for stalls: outages that ended and followers that went
    std::vector<std::size_t> incomplete;  ///< in outages_: until all replicas are back
    std::map<kafka::ClientId, Stream> streams;
  };

  void on(const kafka::BrokerStarted& e);
  void on(const kafka::BrokerStopped& e);
  void on(const kafka::FaultBegan& e);
  void on(const kafka::FaultEnded& e);
  void on(const kafka::SessionOpened& e) { sessions_[e.session] = e.owner; }
  void on(const kafka::SessionExpired& e) { session_gone(e.session); }
  void on(const kafka::SessionClosed& e);
  void on(const kafka::WatchFired& e);
  void on(const kafka::ControllerElected& e);
  void on(const kafka::ControllerReady& e);
  void on(const kafka::ControllerSawBrokers& e);
  void on(const kafka::LeaderElected& e);
  void on(const kafka::PartitionStateChanged& e);
  void on(const kafka::ClientStopped& e);
  void on(const kafka::IsrShrunk& e);
  void on(const kafka::BecameLeader& e);
  void on(const kafka::BecameFollower& e) { steps_down(e.tp, e.broker, "moved"); }
  void on(const kafka::ReplicaStopped& e) { steps_down(e.tp, e.broker, "moved"); }
  void on(const kafka::TopicDeleted& e);
  void on(const kafka::BatchSent& e);
  void on(const kafka::RecordsAcknowledged& e);
  void on(const kafka::RecordsFailed& e);
  template <class Other>
  void on(const Other&) {}

  void steps_down(kafka::TopicPartition tp, kafka::BrokerId broker, std::string_view cause);
  void goes(kafka::BrokerId broker, std::string_view cause, bool cut_off);
  void comes_back(kafka::BrokerId broker, std::string_view cause);
  void session_gone(kafka::SessionId session);
  void begin(kafka::TopicPartition tp, Partition& in, kafka::BrokerId lost, std::string_view cause, bool cut_off);
  void close(kafka::TopicPartition tp, Partition& in, sim::SimTime end, bool finished);
  void stalled(kafka::ClientId producer, kafka::TopicPartition tp, const Partition& in, const Stream& of,
               sim::SimTime began);
  [[nodiscard]] static OutagePhase after(const OutageMarks& marks, bool finished);
  [[nodiscard]] std::vector<const Lasting*> reasons(const Partition& in, sim::SimTime began) const;
  /// visit(lasting) for what lasts, of this broker (kNoBroker: of all).
  template <class Visit>
  void for_each_lasting(kafka::BrokerId lost, Visit visit);

  sim::Duration threshold_;
  sim::SimTime now_;
  sim::HostId host_ = kafka::kNoHost;
  std::map<kafka::TopicPartition, Partition> partitions_;
  std::map<sim::HostId, kafka::BrokerId> brokers_;
  std::map<kafka::SessionId, sim::HostId> sessions_;
  kafka::BrokerId controller_ = kafka::kNoBroker;
  std::vector<PartitionOutage> outages_;
  std::vector<ClientStall> stalls_;
  std::int64_t left_out_ = 0;
};

}  // namespace scenario
