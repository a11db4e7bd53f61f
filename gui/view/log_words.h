#pragma once
/// Log lines by kind of event, in the words of Kafka's and ZooKeeper's own sources. Included by log_watch.cpp alone.

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
  Said line(const E&) const {
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
    return Line{'E', fmt::format("[KafkaServer id={}] Fatal error: {}. Prepare to shutdown", e.broker.value(), e.why)};
  }
  Said line(const kafka::BrokerRegistered& e) const {
    return Line{'I', fmt::format("Registered broker {0} at path /brokers/ids/{0}, czxid (broker epoch): {1}",
                                 e.broker.value(), e.broker_epoch.value())};
  }
  Said line(const kafka::LogLoaded& e) const {
    if (!e.recovered) return std::nullopt;
    return Line{'I', fmt::format("[Log partition={}] Recovering unflushed segments; log end offset {}", partition(e.tp),
                                 e.log_end_offset.value())};
  }

  // ---- replication
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
    return Line{'I', fmt::format("[ReplicaFetcherManager on broker {}] Added fetcher to broker {} for partition {}",
                                 e.broker.value(), e.leader.value(), partition(e.tp))};
  }
  Said line(const kafka::LogTruncated& e) const {
    if (e.from == e.to) return std::nullopt;
    return Line{'I', fmt::format("[Log partition={}] Truncating to offset {}", partition(e.tp), e.to.value())};
  }

  // ---- the controller
  Said line(const kafka::ControllerElected& e) const {
    return Line{'I', fmt::format("[Controller id={0}] {0} successfully elected as the controller. Epoch incremented to "
                                 "{1}",
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
                fmt::format("[Controller id={}] Changed partition {} to OnlinePartition with leader={}, leaderEpoch={}",
                            e.controller.value(), partition(e.tp), e.leader.value(), e.leader_epoch.value())};
  }
  Said line(const kafka::LeaderElectionFailed& e) const {
    return Line{'E', fmt::format("[Controller id={}] failed to change state for partition {} from OfflinePartition to "
                                 "OnlinePartition (StateChangeFailedException)",
                                 e.controller.value(), partition(e.tp))};
  }

  // ---- ZooKeeper and its clients
  [[nodiscard]] std::string timeout_of(kafka::SessionId id) const {
    const auto it = sessions.find(id.value());
    return it == sessions.end() ? "" : fmt::format("{:.0f}ms", 1e3 * seconds(it->second));
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
    return Line{'I', fmt::format("Expiring session {}, timeout of {} exceeded", hex(e.session), timeout_of(e.session))};
  }
  Said line(const kafka::ZooKeeperClientStateChanged& e) const {
    if (e.state == "Disconnected")
      return Line{'W', fmt::format("Session {} for server lost, closing socket connection and attempting reconnect "
                                   "(org.apache.zookeeper.ClientCnxn)",
                                   hex(e.session))};
    if (e.state == "Expired")
      return Line{'W', fmt::format("Unable to reconnect to ZooKeeper service, session {} has expired", hex(e.session))};
    return Line{'I', fmt::format("Session establishment complete, sessionid = {}", hex(e.session))};
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
    return Line{'I', fmt::format("{} Removed member {} from group {} ({})", coordinator(e.broker), e.member_id,
                                 names.group(e.group), e.reason)};
  }
  Said line(const kafka::GroupLoaded& e) const {
    return Line{'I', fmt::format("[GroupMetadataManager brokerId={}] Loaded group {} in generation {}",
                                 e.broker.value(), names.group(e.group), e.generation.value())};
  }

  // ---- clients
  [[nodiscard]] std::string of_client(kafka::ClientId id) const { return fmt::format("[clientId={}]", client(id)); }
  Said line(const kafka::ConnectionLost& e) const {
    if (e.why == "refused" || e.why == "no answer")
      return Line{'W', fmt::format("{} Connection to node {} could not be established. Broker may not be available.",
                                   of_client(e.client), e.broker.value())};
    return Line{'I', fmt::format("{} Node {} disconnected ({}).", of_client(e.client), e.broker.value(), e.why)};
  }
  Said line(const kafka::BatchRetried& e) const {
    return Line{'W', fmt::format("{} Got error produce response on topic-partition {}, retrying. Error: {}",
                                 of_client(e.producer), partition(e.tp), kafka::name_of(e.error))};
  }
  Said line(const kafka::RecordsFailed& e) const {
    return Line{'E', fmt::format("{} Error when sending {} to {}: {}", of_client(e.producer), records(e.count),
                                 partition(e.tp), e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Said line(const kafka::SendFailed& e) const {
    return Line{'E',
                fmt::format("{} send() to {} failed: {}", of_client(e.producer), names.topic(e.topic), e.exception)};
  }
  Said line(const kafka::ProducerFailed& e) const {
    return Line{'E', fmt::format("{} {}", of_client(e.producer), e.exception)};
  }
  Said line(const kafka::CoordinatorLost& e) const {
    return Line{'I', fmt::format("{} Group coordinator broker-{} is unavailable or invalid due to cause: {}. "
                                 "Rediscovery will be attempted.",
                                 of_client(e.client), e.coordinator.value(), e.why)};
  }
  Said line(const kafka::CoordinatorFound& e) const {
    return Line{'I',
                fmt::format("{} Discovered group coordinator broker-{}", of_client(e.client), e.coordinator.value())};
  }
  Said line(const kafka::MemberJoining& e) const { return Line{'I', of_client(e.member) + " (Re-)joining group"}; }
  Said line(const kafka::PartitionsAssigned& e) const {
    return Line{'I',
                fmt::format("{} Setting newly assigned partitions: {}", of_client(e.member), partitions(e.partitions))};
  }
  Said line(const kafka::PartitionsLost& e) const {
    return Line{
        'W', fmt::format("{} Lost previously assigned partitions {}", of_client(e.member), partitions(e.partitions))};
  }
  Said line(const kafka::CommitFailed& e) const {
    return Line{'W', fmt::format("{} Offset commit failed: {}", of_client(e.member),
                                 e.exception.empty() ? kafka::name_of(e.error) : e.exception)};
  }
  Said line(const kafka::ConsumerFailed& e) const {
    return Line{'E', fmt::format("{} {}", of_client(e.member), e.exception)};
  }
};

}  // namespace view
