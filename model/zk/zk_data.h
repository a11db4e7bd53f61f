#pragma once
/// Where Kafka keeps what in ZooKeeper, and how it is written there. Decoding is tolerant: what is missing or of
/// another kind reads as nothing. Kafka: kafka.zk.ZkData.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/protocol/partition_state.h"
#include "model/protocol/replica_assignment.h"
#include "model/zookeeper/zk_types.h"
#include "sim/core/time.h"

namespace kafka::zk_data {

inline constexpr const char* kControllerPath = "/controller";
inline constexpr const char* kControllerEpochPath = "/controller_epoch";
inline constexpr const char* kBrokerIdsPath = "/brokers/ids";
inline constexpr const char* kTopicsPath = "/brokers/topics";
inline constexpr const char* kIsrChangeNotificationPath = "/isr_change_notification";
inline constexpr const char* kDeleteTopicsPath = "/admin/delete_topics";
inline constexpr const char* kReassignPartitionsPath = "/admin/reassign_partitions";
inline constexpr const char* kPreferredElectionPath = "/admin/preferred_replica_election";
inline constexpr const char* kTopicConfigsPath = "/config/topics";
inline constexpr const char* kBrokerConfigsPath = "/config/brokers";
inline constexpr const char* kConfigChangesPath = "/config/changes";
/// All brokers', instead of a broker's id.
inline constexpr const char* kDefaultEntity = "<default>";
inline constexpr const char* kProducerIdBlockPath = "/latest_producer_id_block";
inline constexpr const char* kClusterIdPath = "/cluster/id";

std::string broker_path(BrokerId broker);
std::string topic_path(std::string_view topic);
std::string topic_partitions_path(std::string_view topic);
std::string partition_path(std::string_view topic, PartitionId partition);
std::string partition_state_path(std::string_view topic, PartitionId partition);
std::string topic_config_path(std::string_view topic);
/// Of "topics/orders", "brokers/1".
std::string entity_config_path(std::string_view entity);
std::string delete_topic_path(std::string_view topic);
/// Of sequential nodes: without the ten digits.
std::string isr_change_path();
std::string config_change_path();
/// The name of a node's parent: "/a" of "/a/b", "" of "/a".
std::string parent_of(std::string_view path);
/// Of the children of /brokers/ids; nullopt: not a number.
std::optional<BrokerId> broker_of_child(std::string_view name);

/// Nodes every broker makes sure of when it starts, parents included. Kafka: ZkData.PersistentZkPaths.
std::vector<std::string> persistent_paths();

/// A broker's registration. Its epoch is the node's czxid.
struct BrokerInfo {
  BrokerId id = kNoBroker;
  std::string host{};
  std::string rack{};  ///< "" = none
  std::int32_t port = 9092;
  bool tells_features = true;  ///< since 2.7: version 5
};
std::string encode_broker(const BrokerInfo& broker, sim::SimTime now);
std::optional<BrokerInfo> decode_broker(BrokerId id, std::string_view data);

/// `kraft_epoch`: since 3.4, version 2.
std::string encode_controller(BrokerId broker, sim::SimTime now, bool kraft_epoch = true);
std::optional<BrokerId> decode_controller(std::string_view data);

std::string encode_controller_epoch(ControllerEpoch epoch);
std::optional<ControllerEpoch> decode_controller_epoch(std::string_view data);

/// /cluster/id. Kafka: ClusterIdZNode.
std::string encode_cluster_id(std::string_view id);
std::optional<std::string> decode_cluster_id(std::string_view data);

using Assignment = std::map<PartitionId, ReplicaAssignment>;
std::string encode_topic(const Assignment& assignment);
std::optional<Assignment> decode_topic(std::string_view data);

/// Leader, leader epoch, ISR, controller epoch and recovery. `partition_epoch` is the node's version, and replicas are
/// in the topic's node: neither is written, replicas stay empty.
std::string encode_partition_state(const PartitionState& state);
std::optional<PartitionState> decode_partition_state(std::string_view data, const zk::Stat& stat);

/// A partition by its topic's name, as ZooKeeper knows it.
struct PartitionName {
  std::string topic;
  PartitionId partition;
  friend auto operator<=>(const PartitionName&, const PartitionName&) = default;
};
/// /isr_change_notification/isr_change_<seq>
std::string encode_isr_change(const std::vector<PartitionName>& partitions);
std::vector<PartitionName> decode_isr_change(std::string_view data);
/// /admin/preferred_replica_election
std::string encode_preferred_election(const std::vector<PartitionName>& partitions);
std::vector<PartitionName> decode_preferred_election(std::string_view data);
/// /admin/reassign_partitions
using Reassignments = std::map<PartitionName, std::vector<BrokerId>>;
std::string encode_reassignments(const Reassignments& reassignments);
Reassignments decode_reassignments(std::string_view data);

/// /config/<type>/<name>: overrides by Kafka's names.
using Overrides = std::map<std::string, std::string>;
std::string encode_config(const Overrides& overrides);
Overrides decode_config(std::string_view data);
/// /config/changes/config_change_<seq>: the entity, "topics/orders".
std::string encode_config_change(std::string_view entity_path);
std::optional<std::string> decode_config_change(std::string_view data);

/// /latest_producer_id_block: the producer ids that were given out last, and to whom. Kafka: ProducerIdsBlock.
struct ProducerIdBlock {
  BrokerId broker = kNoBroker;
  ProducerId first = kNoProducerId;
  ProducerId last = kNoProducerId;

  friend bool operator==(const ProducerIdBlock&, const ProducerIdBlock&) = default;
};
std::string encode_producer_id_block(const ProducerIdBlock& block);
std::optional<ProducerIdBlock> decode_producer_id_block(std::string_view data);

}  // namespace kafka::zk_data
