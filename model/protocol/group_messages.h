#pragma once
/// Requests and answers between consumers and their group's coordinator: the classic protocol.
/// Kafka: JoinGroup, SyncGroup, Heartbeat, LeaveGroup, OffsetCommit, OffsetFetch, FindCoordinator.

#include <cstdint>
#include <string>
#include <vector>

#include "model/types/consumer_protocol.h"
#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/internal_records.h"
#include "sim/core/time.h"

namespace kafka {

/// Whose coordinator is asked for. Kafka: FindCoordinatorRequest.CoordinatorType.
enum class CoordinatorType : std::int8_t { GROUP = 0, TRANSACTION = 1 };

struct FindCoordinatorRequest {
  GroupId group{};  ///< GROUP
  CoordinatorType type = CoordinatorType::GROUP;
  std::string transactional_id{};  ///< TRANSACTION
};
struct FindCoordinatorResponse {
  ErrorCode error = ErrorCode::NONE;
  BrokerId coordinator = kNoBroker;
};

struct JoinGroupRequest {
  GroupId group;
  sim::Duration session_timeout{0};
  sim::Duration rebalance_timeout{0};
  std::string member_id{};          ///< "" = new
  std::string group_instance_id{};  ///< "" = dynamic
  std::string client_id{};
  ClientId client = kNoClient;  ///< who asks, for whoever watches
  std::string protocol_type = "consumer";
  std::vector<JoinGroupProtocol> protocols{};  ///< by preference
  std::string reason{};                        ///< KIP-800
  bool requires_member_id = true;  ///< version 4 or later (2.2, KIP-394): a new dynamic member is told its id first
};
struct JoinGroupResponse {
  struct Member {
    std::string member_id{};
    std::string group_instance_id{};
    Subscription subscription;  ///< under `protocol`
  };
  ErrorCode error = ErrorCode::NONE;
  Generation generation = kNoGeneration;
  std::string protocol{};
  std::string leader{};  ///< member id
  std::string member_id{};
  bool skip_assignment = false;   ///< 3.2, KIP-814: a static leader that came back has nothing to assign
  std::vector<Member> members{};  ///< for the leader only
  [[nodiscard]] bool is_leader() const { return member_id == leader; }
};

struct SyncGroupRequest {
  struct MemberAssignment {
    std::string member_id{};
    Assignment assignment;
  };
  GroupId group;
  Generation generation;
  std::string member_id{};
  std::string group_instance_id{};
  std::string protocol{};
  std::vector<MemberAssignment> assignments{};  ///< from the leader
};
struct SyncGroupResponse {
  ErrorCode error = ErrorCode::NONE;
  std::string protocol{};
  Assignment assignment;
};

struct HeartbeatRequest {
  GroupId group;
  Generation generation;
  std::string member_id{};
  std::string group_instance_id{};
};
struct HeartbeatResponse {
  ErrorCode error = ErrorCode::NONE;
};

struct LeaveGroupRequest {
  GroupId group;
  std::string member_id{};
  std::string group_instance_id{};
  std::string reason{};  ///< KIP-800
};
struct LeaveGroupResponse {
  ErrorCode error = ErrorCode::NONE;
};

struct OffsetCommitRequest {
  GroupId group;
  Generation generation = kNoGeneration;  ///< kNoGeneration with member "": assign(), tools
  std::string member_id{};
  std::string group_instance_id{};
  std::vector<PartitionOffset> offsets{};
};
struct OffsetCommitResponse {
  ErrorCode error = ErrorCode::NONE;
};

struct OffsetFetchRequest {
  GroupId group;
  std::vector<TopicPartition> partitions{};
  bool require_stable = false;  ///< 2.5, KIP-447: UNSTABLE_OFFSET_COMMIT while a transaction's commit is pending
};
struct OffsetFetchResponse {
  ErrorCode error = ErrorCode::NONE;       ///< of the group, or UNSTABLE_OFFSET_COMMIT of any partition
  std::vector<PartitionOffset> offsets{};  ///< kUnknownOffset where nothing is stored
};

}  // namespace kafka
