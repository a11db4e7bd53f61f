#pragma once
/// What administrators' programs ask of a cluster, and the answers. Kept apart from the other requests: what these can
/// ask changes nothing for anybody else.
/// Kafka: KafkaAdminClient's requests.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/protocol/messages.h"
#include "model/types/consumer_protocol.h"

namespace kafka {

/// An error with Kafka's sentence where the broker says more than the error's own.
struct AdminError {
  ErrorCode error = ErrorCode::NONE;
  std::string message{};  ///< "" = that of the error

  [[nodiscard]] bool ok() const { return error == ErrorCode::NONE; }
};

// ---- Metadata, in full

struct TopicMetadataRequest {
  std::vector<std::string> topics{};
  bool all = false;
};
struct TopicMetadataResponse {
  struct Partition {
    PartitionId partition;
    ErrorCode error = ErrorCode::NONE;  ///< LEADER_NOT_AVAILABLE
    BrokerId leader = kNoBroker;
    LeaderEpoch leader_epoch = kNoEpoch;
    std::vector<BrokerId> replicas{};
    std::vector<BrokerId> isr{};
  };
  struct Topic {
    std::string name;
    ErrorCode error = ErrorCode::NONE;
    std::vector<Partition> partitions{};  ///< by number
  };
  struct Broker {
    BrokerId id;
    std::string rack{};
  };
  std::vector<Broker> brokers;  ///< alive, ascending
  BrokerId controller = kNoBroker;
  std::vector<Topic> topics;  ///< as asked; all: by name
};

// ---- groups

struct DescribeGroupsRequest {
  std::vector<GroupId> groups;
};
struct DescribeGroupsResponse {
  struct Member {
    std::string member_id;
    std::string group_instance_id;
    std::string client_id;
    ClientId client = kNoClient;  ///< the process, whose machine is Kafka's client host
    Assignment assignment;
  };
  struct Group {
    GroupId group;
    ErrorCode error = ErrorCode::NONE;
    std::string state;          ///< Kafka's name
    std::string protocol_type;  ///< "" = none
    std::string protocol;       ///< of a Stable group
    std::vector<Member> members;
  };
  std::vector<Group> groups;  ///< as asked
};
/// Every broker is asked for those it coordinates.
struct ListGroupsRequest {};
struct ListGroupsResponse {
  struct Group {
    GroupId group;
    std::string protocol_type;
    std::string state;
  };
  ErrorCode error = ErrorCode::NONE;
  std::vector<Group> groups;
};
struct DeleteGroupsRequest {
  std::vector<GroupId> groups;
};
struct DeleteGroupsResponse {
  std::vector<ErrorCode> errors;  ///< as asked
};
/// OffsetFetch of everything that is committed (KIP-88).
struct GroupOffsetsRequest {
  GroupId group;
};
struct GroupOffsetsResponse {
  ErrorCode error = ErrorCode::NONE;
  std::vector<PartitionOffset> offsets{};  ///< ascending
};
/// KIP-496.
struct OffsetDeleteRequest {
  GroupId group;
  std::vector<TopicPartition> partitions;
};
struct OffsetDeleteResponse {
  ErrorCode error = ErrorCode::NONE;
  std::vector<ErrorCode> errors{};  ///< as asked
};

// ---- logs

/// ListOffsets by time: the first record that is not older.
struct OffsetsForTimesRequest {
  std::vector<TopicPartition> partitions;
  std::int64_t timestamp_ms = 0;  ///< since 1970, as records carry it
};
struct OffsetsForTimesResponse {
  struct Partition {
    TopicPartition tp;
    ErrorCode error = ErrorCode::NONE;
    Offset offset = kUnknownOffset;  ///< kUnknownOffset: none is that new
  };
  std::vector<Partition> partitions;
};
struct DescribeLogDirsRequest {
  std::optional<std::vector<std::string>> topics;  ///< nothing: all
};
struct DescribeLogDirsResponse {
  struct Replica {
    TopicPartition tp;
    std::int64_t size = 0;
    std::int64_t offset_lag = 0;
  };
  std::vector<Replica> replicas{};  ///< by topic and partition
};

// ---- asked of the controller

/// KIP-460. No partitions: all of them.
struct ElectLeadersRequest {
  bool unclean = false;
  sim::Duration timeout{0};
  std::optional<std::vector<TopicPartition>> partitions;
};
struct ElectLeadersResponse {
  struct Partition {
    TopicPartition tp;
    AdminError result;
  };
  ErrorCode error = ErrorCode::NONE;
  std::vector<Partition> partitions{};
};
/// KIP-455.
struct AlterPartitionReassignmentsRequest {
  struct Partition {
    TopicPartition tp;
    std::optional<std::vector<BrokerId>> replicas;  ///< nothing: cancel
  };
  std::vector<Partition> partitions;
};
struct AlterPartitionReassignmentsResponse {
  AdminError error{};
  std::vector<AdminError> errors{};  ///< as asked
};
struct ListPartitionReassignmentsRequest {
  std::optional<std::vector<TopicPartition>> partitions;  ///< nothing: all
};
struct ListPartitionReassignmentsResponse {
  struct Partition {
    TopicPartition tp;
    std::vector<BrokerId> replicas;
    std::vector<BrokerId> adding;
    std::vector<BrokerId> removing;
  };
  ErrorCode error = ErrorCode::NONE;
  std::vector<Partition> partitions{};
};

// ---- topics, asked of the controller

/// Answered when the topics have leaders, or after `timeout`.
struct CreateTopicsRequest {
  struct Topic {
    std::string name;
    std::optional<std::int32_t> partitions{};  ///< nothing: num.partitions
    std::optional<std::int32_t> replication_factor{};
    std::vector<std::vector<BrokerId>> assignment{};  ///< instead of the two; empty: Kafka's rule
    std::map<std::string, std::string> configs{};
  };
  std::vector<Topic> topics;
  sim::Duration timeout{0};
};
struct CreateTopicsResponse {
  std::vector<AdminError> errors;  ///< as asked
};
/// Answered when nobody knows the topics any more, or after `timeout`.
struct DeleteTopicsRequest {
  std::vector<std::string> topics;
  sim::Duration timeout{0};
};
struct DeleteTopicsResponse {
  std::vector<AdminError> errors;  ///< as asked
};
struct CreatePartitionsRequest {
  struct Topic {
    std::string name;
    std::int32_t total = 0;
    std::optional<std::vector<std::vector<BrokerId>>> assignment{};  ///< of the new ones; nothing: Kafka's rule
  };
  std::vector<Topic> topics;
  sim::Duration timeout{0};
};
struct CreatePartitionsResponse {
  std::vector<AdminError> errors;  ///< as asked
};
// ---- settings. Any broker says and changes those of topics and of all brokers, each broker its own

/// Whose settings they are.
struct ConfigResource {
  enum class Type { TOPIC, BROKER };
  Type type = Type::TOPIC;
  std::string name{};  ///< of a broker its id; "" = of all brokers

  friend auto operator<=>(const ConfigResource&, const ConfigResource&) = default;
};
/// Where a value comes from. Kafka: ConfigEntry.ConfigSource.
enum class ConfigSource {
  DYNAMIC_TOPIC_CONFIG,
  DYNAMIC_BROKER_CONFIG,
  DYNAMIC_DEFAULT_BROKER_CONFIG,
  STATIC_BROKER_CONFIG,
  DEFAULT_CONFIG
};
struct DescribeConfigsRequest {
  std::vector<ConfigResource> resources;
};
struct DescribeConfigsResponse {
  struct Synonym {
    ConfigSource source;
    std::string name;
    std::string value;
  };
  struct Entry {
    std::string name;
    std::string value;
    std::vector<Synonym> synonyms{};  ///< that could count, the one that does first

    [[nodiscard]] ConfigSource source() const {
      return synonyms.empty() ? ConfigSource::DEFAULT_CONFIG : synonyms.front().source;
    }
    /// Neither a topic nor a broker's properties set it, nor anybody since.
    [[nodiscard]] bool is_default() const { return source() == ConfigSource::DEFAULT_CONFIG; }
  };
  struct Resource {
    ConfigResource resource;
    AdminError error{};
    std::vector<Entry> entries{};  ///< by name
  };
  std::vector<Resource> resources;  ///< as asked
};
/// All the settings that it has from now on.
struct AlterConfigsRequest {
  struct Resource {
    ConfigResource resource;
    std::map<std::string, std::string> configs;
  };
  std::vector<Resource> resources;
};
struct AlterConfigsResponse {
  std::vector<AdminError> errors;  ///< as asked
};
/// KIP-339: some of them.
struct AlterConfigOp {
  enum class OpType { SET, DELETE, APPEND, SUBTRACT };
  OpType type = OpType::SET;
  std::string name;
  std::string value{};
};
struct IncrementalAlterConfigsRequest {
  struct Resource {
    ConfigResource resource;
    std::vector<AlterConfigOp> ops;
  };
  std::vector<Resource> resources;
};
struct IncrementalAlterConfigsResponse {
  std::vector<AdminError> errors;  ///< as asked
};

struct AdminQuestion {
  std::variant<TopicMetadataRequest, DescribeGroupsRequest, ListGroupsRequest, DeleteGroupsRequest, GroupOffsetsRequest,
               OffsetDeleteRequest, OffsetsForTimesRequest, DescribeLogDirsRequest, ElectLeadersRequest,
               AlterPartitionReassignmentsRequest, ListPartitionReassignmentsRequest, CreateTopicsRequest,
               DeleteTopicsRequest, CreatePartitionsRequest, DescribeConfigsRequest, AlterConfigsRequest,
               IncrementalAlterConfigsRequest>
      body;
};
struct AdminReply {
  std::variant<TopicMetadataResponse, DescribeGroupsResponse, ListGroupsResponse, DeleteGroupsResponse,
               GroupOffsetsResponse, OffsetDeleteResponse, OffsetsForTimesResponse, DescribeLogDirsResponse,
               ElectLeadersResponse, AlterPartitionReassignmentsResponse, ListPartitionReassignmentsResponse,
               CreateTopicsResponse, DeleteTopicsResponse, CreatePartitionsResponse, DescribeConfigsResponse,
               AlterConfigsResponse, IncrementalAlterConfigsResponse>
      body;
};

AdminRequest admin_request(AdminQuestion question);
AdminResponse admin_response(AdminReply reply);

}  // namespace kafka
