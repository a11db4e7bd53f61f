#pragma once
/// Log lines by kind of event, in the words of Kafka's (2.3; where that says nothing, 3.9) and ZooKeeper's (3.4) own
/// sources. What the model does not know of a line - addresses, correlation ids - is left out. Included by
/// log_watch.cpp alone.

#include <limits>
#include <map>
#include <optional>

#include "gui/view/words.h"
#include "scenarios/engine/run/event_fields.h"

namespace view {

struct LogWords : Words {
  const std::map<std::int64_t, sim::Duration>& sessions;

  struct Line {
    char level;  ///< I, W, E
    std::string text;
  };
  using Said = std::optional<Line>;

  /// Most events are in no log.
  template <class E>
  std::nullopt_t line(const E&) const {
    return std::nullopt;
  }

  // ---- a broker's process
  Said line(const kafka::BrokerStarted& e) const {
    return Line{'I', fmt::format("[KafkaServer id={}] starting", e.broker.value())};
  }
  Said line(const kafka::BrokerStopped& e) const {
    if (e.how != "clean") return std::nullopt;
    return Line{'I', fmt::format("[KafkaServer id={}] shut down completed", e.broker.value())};
  }
  Said line(const kafka::BrokerFailed& e) const {
    if (e.why == "KafkaStorageException")
      return Line{'E', "Shutdown broker because all log dirs in /var/lib/kafka have failed (kafka.log.LogManager)"};
    return Line{'E', fmt::format("[KafkaServer id={}] Fatal error during KafkaServer startup. Prepare to shutdown ({})",
                                 e.broker.value(), e.why)};
  }
  Said line(const kafka::BrokerRegistered& e) const {
    return Line{'I', fmt::format("Registered broker {0} at path /brokers/ids/{0}, czxid (broker epoch): {1}",
                                 e.broker.value(), e.broker_epoch.value())};
  }
  Said line(const kafka::LogLoaded& e) const {
    if (!e.recovered) return std::nullopt;
    return Line{'I', fmt::format("{} Completed load of log, log start offset {} and log end offset {}", of_log(e.tp),
                                 e.log_start_offset.value(), e.log_end_offset.value())};
  }

  // ---- replication
  [[nodiscard]] std::string of_log(kafka::TopicPartition tp) const {
    return fmt::format("[Log partition={}, dir=/var/lib/kafka]", partition(tp));
  }
  [[nodiscard]] static std::string ids(const std::vector<kafka::BrokerId>& all) {
    std::vector<std::int32_t> numbers;
    for (const kafka::BrokerId id : all) numbers.push_back(id.value());
    return fmt::format("{}", fmt::join(numbers, ","));
  }
  [[nodiscard]] std::string of_partition(kafka::TopicPartition tp) const {
    const std::string where = here();
    return fmt::format("[Partition {} broker={}]", partition(tp), where.substr(where.rfind('-') + 1));
  }
  Said line(const kafka::IsrShrunk& e) const {
    std::vector<kafka::BrokerId> before = e.isr;
    before.insert(before.end(), e.removed.begin(), e.removed.end());
    return Line{'I', fmt::format("{} Shrinking ISR from {} to {}", of_partition(e.tp), ids(before), ids(e.isr))};
  }
  Said line(const kafka::IsrExpanded& e) const {
    std::vector<kafka::BrokerId> before = e.isr;
    std::erase(before, e.added);
    return Line{'I', fmt::format("{} Expanding ISR from {} to {}", of_partition(e.tp), ids(before), ids(e.isr))};
  }
  Said line(const kafka::IsrChangeFailed& e) const {
    return Line{'I', of_partition(e.tp) + " Cached zkVersion not equal to that in zookeeper, skip updating ISR"};
  }
  Said line(const kafka::BecameLeader& e) const {
    return Line{'I', fmt::format("{} {} starts at Leader Epoch {} from offset {}", of_partition(e.tp), partition(e.tp),
                                 e.leader_epoch.value(), e.log_end_offset.value())};
  }
  Said line(const kafka::BecameFollower& e) const {
    if (e.leader == kafka::kNoBroker) return std::nullopt;
    return Line{'I', fmt::format("[ReplicaFetcherManager on broker {}] Added fetcher to broker {} for partitions "
                                 "Map({} -> (offset={}, leaderEpoch={}))",
                                 e.broker.value(), e.leader.value(), partition(e.tp), e.log_end_offset.value(),
                                 e.leader_epoch.value())};
  }
  Said line(const kafka::LogTruncated& e) const {
    if (e.from == e.to) return std::nullopt;
    return Line{'I', fmt::format("{} Truncating to offset {}", of_log(e.tp), e.to.value())};
  }

  // ---- the controller
  Said line(const kafka::ControllerElected& e) const {
    return Line{'I', fmt::format("[Controller id={0}] {0} successfully elected as the controller. Epoch incremented to "
                                 "{1} and epoch zk version is now {1}",
                                 e.broker.value(), e.controller_epoch.value())};
  }
  Said line(const kafka::ControllerResigned& e) const {
    return Line{'I', fmt::format("[Controller id={}] Resigned", e.broker.value())};
  }
  Said line(const kafka::ControllerSawBrokers& e) const {
    return Line{'I', fmt::format("[Controller id={}] Newly added brokers: {}, deleted brokers: {}, bounced brokers: {}",
                                 e.controller.value(), ids(e.started), ids(e.failed), ids(e.bounced))};
  }
  Said line(const kafka::LeaderElected& e) const {
    if (e.strategy == "new") return std::nullopt;
    return Line{e.unclean ? 'W' : 'I',
                fmt::format("[Controller id={}] Changed partition {} from {} to OnlinePartition with state "
                            "LeaderAndIsr(leader={}, leaderEpoch={})",
                            e.controller.value(), partition(e.tp),
                            e.strategy == "offline" ? "OfflinePartition" : "OnlinePartition", e.leader.value(),
                            e.leader_epoch.value())};
  }
  Said line(const kafka::LeaderElectionFailed& e) const {
    return Line{'E', fmt::format("[Controller id={0}] Controller {0} failed to change state for partition {1} from "
                                 "OfflinePartition to OnlinePartition (StateChangeFailedException)",
                                 e.controller.value(), partition(e.tp))};
  }

  // ---- ZooKeeper and its clients
  /// In milliseconds.
  [[nodiscard]] std::string timeout_of(kafka::SessionId id) const {
    const auto it = sessions.find(id.value());
    return it == sessions.end() ? "" : fmt::format("{:.0f}", 1e3 * seconds(it->second));
  }
  [[nodiscard]] static std::string hex(kafka::SessionId id) {
    return fmt::format("0x{:x}", static_cast<std::uint64_t>(id.value()));
  }
  Said line(const kafka::ZooKeeperServerStarted& e) const {
    return Line{'I', fmt::format("Starting quorum peer, myid = {}", e.server.value())};
  }
  Said line(const kafka::ZooKeeperServerStateChanged& e) const { return Line{'I', std::string(e.state)}; }
  Said line(const kafka::ZooKeeperLeaderServing& e) const {
    return Line{
        'I', fmt::format("Have quorum of supporters; starting up and setting last processed zxid, epoch {}", e.epoch)};
  }
  Said line(const kafka::SessionOpened& e) const {
    return Line{'I', fmt::format("Established session {} with negotiated timeout {} for client /{}", hex(e.session),
                                 timeout_of(e.session), names.host(e.owner))};
  }
  Said line(const kafka::SessionExpired& e) const {
    return Line{'I',
                fmt::format("Expiring session {}, timeout of {}ms exceeded", hex(e.session), timeout_of(e.session))};
  }
  Said line(const kafka::ZooKeeperClientStateChanged& e) const {
    if (e.state == "Disconnected")
      return Line{'W', fmt::format("Session {} for server, unexpected error, closing socket connection and "
                                   "attempting reconnect",
                                   hex(e.session))};
    if (e.state == "Expired")
      return Line{'W', fmt::format("Unable to reconnect to ZooKeeper service, session {} has expired, closing socket "
                                   "connection",
                                   hex(e.session))};
    return Line{'I', fmt::format("Session establishment complete on server, sessionid = {}, negotiated timeout = {}",
                                 hex(e.session), timeout_of(e.session))};
  }

  // ---- the coordinator of a group
  [[nodiscard]] static std::string coordinator(kafka::BrokerId id) {
    return fmt::format("[GroupCoordinator {}]:", id.value());
  }
  Said line(const kafka::RebalanceStarted& e) const {
    return Line{'I',
                fmt::format("{} Preparing to rebalance group {} in state PreparingRebalance with old generation {} "
                            "(reason: {})",
                            coordinator(e.broker), names.group(e.group), e.generation.value(), e.reason)};
  }
  Said line(const kafka::GenerationStarted& e) const {
    return Line{'I', fmt::format("{} Stabilized group {} generation {} with {} members", coordinator(e.broker),
                                 names.group(e.group), e.generation.value(), e.members.size())};
  }
  Said line(const kafka::GroupMemberRemoved& e) const {
    if (e.reason == "session timeout")
      return Line{'I', fmt::format("{} Member {} in group {} has failed, removing it from the group",
                                   coordinator(e.broker), e.member_id, names.group(e.group))};
    if (e.reason == "LeaveGroup")
      return Line{'I', fmt::format("{} Member {} has left group {} through explicit `LeaveGroup`",
                                   coordinator(e.broker), e.member_id, names.group(e.group))};
    if (e.reason == "did not rejoin")
      return Line{'I', fmt::format("{} Group {} removed dynamic members who haven't joined: Set({})",
                                   coordinator(e.broker), names.group(e.group), e.member_id)};
    return std::nullopt;  // at DEBUG
  }
  Said line(const kafka::GroupLoaded& e) const {
    return Line{'I', fmt::format("{} Loading group metadata for {} with generation {}", coordinator(e.broker),
                                 names.group(e.group), e.generation.value())};
  }

  // ---- clients
  /// Either kind.
  [[nodiscard]] std::string of_client(kafka::ClientId id) const { return fmt::format("[clientId={}]", client(id)); }
  [[nodiscard]] std::string of_producer(kafka::ClientId id) const {
    return fmt::format("[Producer clientId={}]", client(id));
  }
  [[nodiscard]] std::string of_consumer(kafka::ClientId id, kafka::GroupId in) const {
    return fmt::format("[Consumer clientId={}, groupId={}]", client(id), names.group(in));
  }
  /// As clients write a broker that is a group's coordinator: they give that connection a number of its own.
  [[nodiscard]] static std::string node_of_coordinator(kafka::BrokerId id) {
    return fmt::format("broker-{}:9092 (id: {} rack: null)", id.value(),
                       std::numeric_limits<std::int32_t>::max() - id.value());
  }
  Said line(const kafka::ConnectionLost& e) const {
    if (e.why == "refused" || e.why == "no answer")
      return Line{'W', fmt::format("{0} Connection to node {1} (broker-{1}:9092) could not be established. Broker may "
                                   "not be available.",
                                   of_client(e.client), e.broker.value())};
    if (e.why == "request timed out")
      return Line{'I', fmt::format("{} Disconnecting from node {} due to request timeout.", of_client(e.client),
                                   e.broker.value())};
    return Line{'I', fmt::format("{} Node {} disconnected.", of_client(e.client), e.broker.value())};
  }
  Said line(const kafka::BatchRetried& e) const {
    return Line{'W', fmt::format("{} Got error produce response on topic-partition {}, retrying. Error: {}",
                                 of_producer(e.producer), partition(e.tp), kafka::name_of(e.error))};
  }
  Said line(const kafka::RecordsFailed& e) const {
    return Line{'E', fmt::format("{} Error when sending {} to {}: {}", of_producer(e.producer), records(e.count),
                                 partition(e.tp), e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Said line(const kafka::SendFailed& e) const {
    return Line{'E',
                fmt::format("{} send() to {} failed: {}", of_producer(e.producer), names.topic(e.topic), e.exception)};
  }
  Said line(const kafka::ProducerFailed& e) const {
    return Line{'E', fmt::format("{} {}", of_producer(e.producer), e.exception)};
  }
  Said line(const kafka::CoordinatorLost& e) const {
    return Line{'I', fmt::format("{} Group coordinator {} is unavailable or invalid due to cause: {}. Rediscovery will "
                                 "be attempted.",
                                 of_client(e.client), node_of_coordinator(e.coordinator), e.why)};
  }
  Said line(const kafka::CoordinatorFound& e) const {
    return Line{'I', fmt::format("{} Discovered group coordinator {}", of_client(e.client),
                                 node_of_coordinator(e.coordinator))};
  }
  Said line(const kafka::MemberJoining& e) const {
    return Line{'I', of_consumer(e.member, e.group) + " (Re-)joining group"};
  }
  Said line(const kafka::PartitionsAssigned& e) const {
    return Line{'I', fmt::format("{} Setting newly assigned partitions: {}", of_consumer(e.member, e.group),
                                 partitions(e.partitions))};
  }
  Said line(const kafka::PartitionsLost& e) const {
    return Line{'I', fmt::format("{} Lost previously assigned partitions {}", of_consumer(e.member, e.group),
                                 partitions(e.partitions))};
  }
  Said line(const kafka::CommitFailed& e) const {
    return Line{'W', fmt::format("{} Offset commit failed: {}", of_consumer(e.member, e.group),
                                 e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Said line(const kafka::ConsumerFailed& e) const {
    return Line{'E', fmt::format("{} {}", of_consumer(e.member, e.group), e.exception)};
  }
};

}  // namespace view
