#pragma once
/// What led to what: for each event the earlier one that led to it, and the setting that decided.
///
/// The model does not say which event leads to which. It follows from Kafka's own order of things, which is fixed: a
/// broker that is silent loses its session, a session that ends takes its znodes with it, the controller watches these,
/// elects, and tells the brokers. So the last event of the kind that can lead to it, at the same broker, partition,
/// client, session or group, is taken for the cause. Where several could have, the latest one is named
/// (docs/not-modelled.md).

#include <cstdint>
#include <initializer_list>
#include <map>
#include <string>
#include <utility>

#include "gui/view/setting_texts.h"
#include "gui/view/stall_watch.h"
#include "model/observe/event_sink.h"

namespace view {

struct Reason {
  std::uint64_t number = 0;  ///< of the event that led to it; 0: none is known
  std::string because;
};

class Causes {
 public:
  /// `spec` and `names` outlive it. Faults numbered from `first_by_hand` on were made by hand.
  Causes(const scenario::ScenarioSpec& spec, const scenario::Names& names, std::int32_t first_by_hand)
      : settings_(spec, names), names_(names), first_by_hand_(first_by_hand) {}

  /// Why this event, which is number `number`, happened. Remembers it: it may be a cause itself. In order.
  Reason of(std::uint64_t number, sim::HostId host, const kafka::Event& event);

  /// Likewise for a high watermark that stands still (`stalls`) or moves again, as event `number`.
  Reason of_stall(std::uint64_t number, const StallWatch& stall, bool stalls);

 private:
  enum class Slot : std::uint8_t {
    // by host
    down,
    up,
    link,
    // by broker
    stopped,
    started,
    registered,
    gone,
    seen,
    handled,
    failed_itself,
    resigned,
    leads_group,
    // by session
    opened,
    expired,
    closed,
    // by partition
    state,
    proposed,
    elected,
    no_leader,
    shrunk,
    expanded,
    stall,
    reassigned,
    cut,
    // by (broker, partition)
    follower,
    // by topic
    created,
    // by client
    client_down,
    client_up,
    retried,
    blocked,
    coordinator_lost,
    coordinator_found,
    joining,
    joined,
    left,
    removed,
    added,
    fetch_failed,
    poison,
    lost,
    // by group
    trigger,
    rebalance,
    generation,
    assigned,
    loaded,
    // of all
    decision,
    ready,
    ensemble,
    vote,
    transaction,
    administrator,
  };
  struct Fault {
    std::uint64_t number = 0;
    std::string kind;
  };

  static std::int64_t key(kafka::TopicPartition tp) {
    return (std::int64_t{tp.topic.value()} << 24) | tp.partition.value();
  }
  static std::int64_t key(kafka::BrokerId broker, kafka::TopicPartition tp) {
    return (std::int64_t{broker.value()} << 44) ^ key(tp);
  }
  static std::int64_t key(kafka::ClientId client, kafka::TopicPartition tp) {
    return (std::int64_t{client.value()} << 40) ^ key(tp);
  }
  [[nodiscard]] std::uint64_t last(Slot slot, std::int64_t of = 0) const {
    const auto it = last_.find({slot, of});
    return it == last_.end() ? 0 : it->second;
  }
  void note(Slot slot, std::int64_t of = 0) { last_[{slot, of}] = number_; }
  void forget(Slot slot, std::int64_t of = 0) { last_.erase({slot, of}); }
  static std::uint64_t latest(std::initializer_list<std::uint64_t> numbers);

  /// The fault that hits the machine now; 0: none.
  [[nodiscard]] std::uint64_t fault(const std::string& name) const;
  [[nodiscard]] std::uint64_t fault(sim::HostId host) const { return fault(names_.host(host)); }
  [[nodiscard]] std::uint64_t healed(const std::string& name) const;
  /// What is wrong with the machine: its process is down, or a fault hits it.
  [[nodiscard]] std::uint64_t trouble(const std::string& name) const;
  [[nodiscard]] std::uint64_t trouble(kafka::BrokerId broker) const;
  [[nodiscard]] std::uint64_t trouble(kafka::ClientId client) const;
  [[nodiscard]] std::string_view fault_kind(std::uint64_t number) const;
  /// Why records do not come through: by the error.
  Reason refused(kafka::ClientId producer, kafka::TopicPartition tp, kafka::ErrorCode error);

  // causes_cluster.cpp
  Reason on(const kafka::FaultBegan& e);
  Reason on(const kafka::FaultEnded& e);
  Reason on(const kafka::BrokerStarted& e);
  Reason on(const kafka::BrokerStopped& e);
  Reason on(const kafka::BrokerFailed& e);
  Reason on(const kafka::ZooKeeperServerStarted& e);
  Reason on(const kafka::ZooKeeperServerStopped& e);
  Reason on(const kafka::ZooKeeperServerStateChanged& e);
  Reason on(const kafka::ZooKeeperLeaderServing& e);
  Reason on(const kafka::SessionOpened& e);
  Reason on(const kafka::SessionExpired& e);
  Reason on(const kafka::SessionClosed& e);
  Reason on(const kafka::ZooKeeperClientStateChanged& e);
  Reason on(const kafka::BrokerRegistered& e);
  Reason on(const kafka::ControllerElected& e);
  Reason on(const kafka::ControllerResigned& e);
  Reason on(const kafka::ControllerReady& e);
  Reason on(const kafka::ControllerSawBrokers& e);
  Reason on(const kafka::LeaderElected& e);
  Reason on(const kafka::LeaderElectionFailed& e);
  Reason on(const kafka::PartitionStateChanged& e);
  Reason on(const kafka::ControlRequestSent& e);
  Reason on(const kafka::ControlRequestHandled& e);
  Reason on(const kafka::ControlledShutdownAnswered& e);
  Reason on(const kafka::TopicCreated& e);
  Reason on(const kafka::TopicDeletionStarted& e);
  Reason on(const kafka::TopicDeleted& e);
  Reason on(const kafka::PartitionsAdded& e);
  Reason on(const kafka::ReassignmentStarted& e);
  Reason on(const kafka::ReassignmentCompleted& e);
  Reason on(const kafka::AdminCommandDone& e);

  // causes_replicas.cpp
  Reason on(const kafka::BecameLeader& e);
  Reason on(const kafka::BecameFollower& e);
  Reason on(const kafka::ReplicaStopped& e);
  Reason on(const kafka::LogLoaded& e);
  Reason on(const kafka::LogTruncated& e);
  Reason on(const kafka::IsrChangeProposed& e);
  Reason on(const kafka::IsrChangeFailed& e);
  Reason on(const kafka::IsrShrunk& e);
  Reason on(const kafka::IsrExpanded& e);
  Reason on(const kafka::SegmentsDeleted& e);

  // causes_clients.cpp
  Reason on(const kafka::ClientStarted& e);
  Reason on(const kafka::ClientStopped& e);
  Reason on(const kafka::ConnectionLost& e);
  Reason on(const kafka::BatchRetried& e);
  Reason on(const kafka::RecordsFailed& e);
  Reason on(const kafka::RecordsAbandoned& e);
  Reason on(const kafka::SendBlocked& e);
  Reason on(const kafka::SendUnblocked& e);
  Reason on(const kafka::SendFailed& e);
  Reason on(const kafka::DuplicateAnswered& e);
  Reason on(const kafka::PositionSet& e);
  Reason on(const kafka::FetchFailed& e);
  Reason on(const kafka::PoisonRecordMet& e);
  Reason on(const kafka::ConsumerFailed& e);
  Reason on(const kafka::ProducerIdAssigned& e);
  Reason on(const kafka::TransactionBegan& e);
  Reason on(const kafka::TransactionStateChanged& e);
  Reason on(const kafka::TransactionEnded& e);
  Reason on(const kafka::ProducerFailed& e);

  // causes_groups.cpp
  Reason on(const kafka::CoordinatorFound& e);
  Reason on(const kafka::CoordinatorLost& e);
  Reason on(const kafka::GroupStateChanged& e);
  Reason on(const kafka::RebalanceStarted& e);
  Reason on(const kafka::GroupMemberAdded& e);
  Reason on(const kafka::GroupMemberRemoved& e);
  Reason on(const kafka::GenerationStarted& e);
  Reason on(const kafka::GroupAssigned& e);
  Reason on(const kafka::GroupLoaded& e);
  Reason on(const kafka::GroupUnloaded& e);
  Reason on(const kafka::OffsetsExpired& e);
  Reason on(const kafka::MemberJoining& e);
  Reason on(const kafka::MemberJoined& e);
  Reason on(const kafka::MemberSyncing& e);
  Reason on(const kafka::JoinFailed& e);
  Reason on(const kafka::PartitionsAssigned& e);
  Reason on(const kafka::PartitionsRevoked& e);
  Reason on(const kafka::PartitionsLost& e);
  Reason on(const kafka::MemberLeft& e);
  Reason on(const kafka::CommitFailed& e);

  /// Routine needs no reason, and the rest has none.
  template <class Other>
  Reason on(const Other&) {
    return {};
  }

  SettingTexts settings_;
  const scenario::Names& names_;
  std::int32_t first_by_hand_;
  std::uint64_t number_ = 0;
  sim::HostId host_ = kafka::kNoHost;
  std::map<std::pair<Slot, std::int64_t>, std::uint64_t> last_;
  std::multimap<std::string, Fault> faults_;           // that last, by each name they hit
  std::map<std::string, std::uint64_t> healed_;        // the last fault that ended
  std::map<std::string, std::uint64_t> down_;          // machines whose process does not run
  std::map<std::string, std::uint64_t> transactions_;  // by transactional.id
  std::map<kafka::TopicPartition, std::vector<kafka::BrokerId>> isr_;
  std::map<kafka::SessionId, sim::HostId> owners_;
  std::map<kafka::SessionId, sim::Duration> timeouts_;
  kafka::BrokerId controller_ = kafka::kNoBroker;
};

}  // namespace view
