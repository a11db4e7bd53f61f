#pragma once
/// Writes down, from each fault on, what machines say to each other that is out of the ordinary: elections, control
/// requests, retries, broken connections, rebalances. What flows as ever is left out.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/report/scene.h"
#include "scenarios/engine/report/scene_cast.h"

namespace report {

/// A scene lasts until some time after its fault has ended, or for a while if it lasts. Of very many faults the first
/// have scenes.
class SceneRecorder final : public kafka::EventSink {
 public:
  static constexpr std::size_t kMostScenes = 12;
  static constexpr std::size_t kMostSteps = 70;

  /// `names` outlives it.
  SceneRecorder(const scenario::Names& names, scenario::Roles roles) : cast_(names, std::move(roles)) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// In the order in which they began; steps in order of time.
  [[nodiscard]] std::vector<Scene> scenes() const;

 private:
  using Stream = std::pair<kafka::ClientId, kafka::TopicPartition>;
  struct Open {
    Scene scene;
    std::set<std::string> victims;
    std::set<std::pair<std::int32_t, std::string>> lasting;  ///< faults, with their targets
    std::optional<sim::SimTime> close;
    std::vector<std::size_t> phases;  ///< of each step
    std::size_t phase = 0;
  };
  /// A step before it is known in which scenes it is.
  struct Said {
    SceneStep::Kind kind = SceneStep::Kind::note;
    std::string one;
    std::string many;
    bool bad = false;
    bool patient = false;  ///< one with others of its kind however far apart they are; so are errors
  };

  // ---- faults, ZooKeeper and the controller: scene_recorder.cpp
  void on(const kafka::FaultBegan& e);
  void on(const kafka::FaultEnded& e);
  void on(const kafka::SessionOpened& e) { owners_[e.session] = e.owner; }
  void on(const kafka::SessionExpired& e);
  void on(const kafka::WatchFired& e);
  void on(const kafka::BrokerRegistered& e);
  void on(const kafka::ControllerElected& e);
  void on(const kafka::ControllerResigned& e);
  void on(const kafka::ControllerReady& e);
  void on(const kafka::ControllerSawBrokers& e);
  void on(const kafka::LeaderElected& e);
  void on(const kafka::LeaderElectionFailed& e);
  void on(const kafka::ControlRequestSent& e);
  void on(const kafka::ControlRequestHandled& e);
  void on(const kafka::ZooKeeperLeaderServing& e);

  // ---- replicas: scene_replicas.cpp
  void on(const kafka::BrokerStarted& e);
  void on(const kafka::BrokerFailed& e);
  void on(const kafka::BecameLeader& e);
  void on(const kafka::IsrShrunk& e);
  void on(const kafka::IsrExpanded& e);
  void on(const kafka::LogTruncated& e);

  // ---- clients: scene_clients.cpp
  void on(const kafka::BatchSent& e);
  void on(const kafka::BatchRetried& e);
  void on(const kafka::RecordsAcknowledged& e);
  void on(const kafka::RecordsFailed& e);
  void on(const kafka::ConnectionLost& e);
  void on(const kafka::MetadataUpdated& e);
  void on(const kafka::FetchFailed& e);
  void on(const kafka::RecordsDelivered& e);
  void on(const kafka::CoordinatorFound& e);
  void on(const kafka::CoordinatorLost& e);
  void on(const kafka::RebalanceStarted& e);
  void on(const kafka::GroupMemberRemoved& e);
  void on(const kafka::GenerationStarted& e);
  void on(const kafka::MemberJoining& e);
  void on(const kafka::MemberJoined& e);
  void on(const kafka::MemberSyncing& e);
  void on(const kafka::PartitionsAssigned& e);
  void on(const kafka::JoinFailed& e);
  void on(const kafka::HeartbeatAnswered& e);
  void on(const kafka::MemberLeft& e);
  template <class Other>
  void on(const Other&) {}

  // ---- telling
  void close_old();
  void mark(Open& open, const std::string& text);
  /// What comes later is not told together with what came before.
  void turn();
  void tell(const SceneActor& from, const SceneActor& to, const Said& said);
  void note(const SceneActor& who, const Said& said) { tell(who, who, said); }
  void client_note(kafka::ClientId who, const Said& said);
  /// Between a client and a broker; from the broker if it is an answer.
  void talk(kafka::ClientId client, kafka::BrokerId broker, const Said& said);
  void coordinator_talk(kafka::ClientId member, const Said& said);
  void add(Open& open, const SceneActor& from, const SceneActor& to, const Said& said);
  [[nodiscard]] bool listening() const { return !open_.empty(); }
  [[nodiscard]] std::string server(sim::HostId host) const;

  SceneCast cast_;
  sim::SimTime now_;
  sim::HostId host_;
  std::vector<Open> open_;
  std::vector<Scene> done_;
  std::size_t begun_ = 0;

  std::map<kafka::SessionId, sim::HostId> owners_;
  kafka::BrokerId controller_ = kafka::kNoBroker;
  std::map<Stream, kafka::BrokerId> sent_to_;
  std::set<Stream> disturbed_;  ///< sent again, or elsewhere, and not answered since
  std::map<kafka::ClientId, kafka::BrokerId> coordinators_;
  std::set<kafka::ClientId> cut_off_;  ///< consumers that met an error since they read last
};

}  // namespace report
