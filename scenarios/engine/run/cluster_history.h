#pragma once
/// What became of the cluster during a run: leaders, in-sync replicas, outages, elections, ZooKeeper. Built on events
/// alone; keeps every change, which is little, because such things change seldom.

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/level_history.h"

namespace scenario {

/// What is counted.
enum class Incident : std::uint8_t {
  leader_election,
  unclean_election,
  isr_shrink,
  isr_expand,
  controller_election,
  session_expired,
  fault_without_target,
  failed_command,
};
inline constexpr std::size_t kIncidents = 8;

/// The stored state of a partition from a moment on.
struct StoredState {
  sim::SimTime time;
  kafka::BrokerId leader = kafka::kNoBroker;
  kafka::LeaderEpoch leader_epoch = kafka::kNoEpoch;
  std::vector<kafka::BrokerId> isr;
};

class ClusterHistory final : public kafka::EventSink {
 public:
  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Half open: [from, until).
  struct Window {
    sim::SimTime from;
    sim::SimTime until;
  };
  using Topic = std::optional<kafka::TopicId>;  ///< nothing: all of them, Kafka's own included

  /// Nothing if there was no such partition then.
  [[nodiscard]] std::optional<StoredState> state(kafka::TopicPartition tp, sim::SimTime at) const;
  [[nodiscard]] std::optional<std::int64_t> least_isr(kafka::TopicPartition tp, Window window) const;

  /// Stored ISR smaller than the replica list; stored leader none. By number of partitions.
  [[nodiscard]] const LevelHistory& under_replicated(Topic topic) const { return level(under_replicated_, topic); }
  [[nodiscard]] const LevelHistory& offline(Topic topic) const { return level(offline_, topic); }

  struct Outage {
    sim::Duration longest{0};
    sim::Duration total{0};
  };
  /// No running broker leads the partition, since it was led for the first time. Of several partitions: the longest of
  /// any, the sum of all.
  [[nodiscard]] Outage outage(Topic topic, std::optional<kafka::PartitionId> partition, Window window) const;

  [[nodiscard]] std::int64_t count(Incident incident, Topic topic, Window window) const;

  /// The broker elected last, unless it has resigned or stopped.
  [[nodiscard]] kafka::BrokerId controller(sim::SimTime at) const;
  [[nodiscard]] std::int64_t controller_epoch(sim::SimTime at) const { return controller_epoch_.at(at); }
  /// -1: none.
  [[nodiscard]] std::int64_t zookeeper_leader(sim::SimTime at) const { return zookeeper_leader_.at(at); }
  /// 1 while no server leads a quorum.
  [[nodiscard]] const LevelHistory& zookeeper_down() const { return zookeeper_down_; }

 private:
  struct PartitionHistory {
    std::vector<StoredState> states;
    LevelHistory isr_size{-1};          // -1: no such partition
    LevelHistory unserved;              // 0 or 1
    std::set<kafka::BrokerId> leading;  // those that believe to lead it
    bool led = false;                   // ever
    bool under_replicated = false;
    bool offline = false;
  };
  struct Seen {
    sim::SimTime time;
    kafka::TopicId topic;
  };
  using Levels = std::map<Topic, LevelHistory>;

  void on(sim::SimTime now, const kafka::PartitionStateChanged& e);
  void on(sim::SimTime now, const kafka::TopicDeleted& e);
  void on(sim::SimTime now, const kafka::BecameLeader& e);
  void on(sim::SimTime now, const kafka::BecameFollower& e) { no_longer_leads(now, e.broker, e.tp); }
  void on(sim::SimTime now, const kafka::ReplicaStopped& e) { no_longer_leads(now, e.broker, e.tp); }
  void on(sim::SimTime now, const kafka::BrokerStarted& e);
  void on(sim::SimTime now, const kafka::BrokerStopped& e);
  void on(sim::SimTime now, const kafka::LeaderElected& e);
  void on(sim::SimTime now, const kafka::IsrShrunk& e) { note(now, Incident::isr_shrink, e.tp.topic); }
  void on(sim::SimTime now, const kafka::IsrExpanded& e) { note(now, Incident::isr_expand, e.tp.topic); }
  void on(sim::SimTime now, const kafka::ControllerElected& e);
  void on(sim::SimTime now, const kafka::ControllerResigned& e) { controller_gone(now, e.broker); }
  void on(sim::SimTime now, const kafka::ZooKeeperLeaderServing& e);
  void on(sim::SimTime now, const kafka::ZooKeeperServerStateChanged& e);
  void on(sim::SimTime now, const kafka::ZooKeeperServerStopped& e) { server_gone(now, e.server); }
  void on(sim::SimTime now, const kafka::SessionExpired&) { note(now, Incident::session_expired); }
  void on(sim::SimTime now, const kafka::FaultFoundNoTarget&) { note(now, Incident::fault_without_target); }
  void on(sim::SimTime now, const kafka::AdminCommandDone& e);
  template <class Other>
  void on(sim::SimTime, const Other&) {}

  void note(sim::SimTime now, Incident incident, kafka::TopicId topic = kafka::TopicId(-1));
  void no_longer_leads(sim::SimTime now, kafka::BrokerId broker, kafka::TopicPartition tp);
  void update_served(sim::SimTime now, PartitionHistory& partition);
  void update_broker(sim::SimTime now, kafka::BrokerId broker);
  void mark(Levels& levels, sim::SimTime now, kafka::TopicId topic, bool& flag, bool value);
  void controller_gone(sim::SimTime now, kafka::BrokerId broker);
  void server_gone(sim::SimTime now, kafka::ServerId server);
  static const LevelHistory& level(const Levels& levels, Topic topic);

  std::map<kafka::TopicPartition, PartitionHistory> partitions_;
  std::set<kafka::BrokerId> paused_;
  Levels under_replicated_;
  Levels offline_;
  std::array<std::vector<Seen>, kIncidents> incidents_;
  LevelHistory controller_{-1};
  LevelHistory controller_epoch_;
  LevelHistory zookeeper_leader_{-1};
  LevelHistory zookeeper_down_{1};
};

}  // namespace scenario
