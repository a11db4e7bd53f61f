#pragma once
/// What can be seen of consumer groups: the coordinator's side and the members' side (see event.h).

#include <string>
#include <string_view>
#include <vector>

#include "model/types/error_code.h"
#include "model/types/ids.h"
#include "model/types/topic_partition.h"

namespace kafka {

// ---- at the coordinator

/// Empty, PreparingRebalance, CompletingRebalance, Stable, Dead; `from` is "" for a group that begins.
struct GroupStateChanged {
  BrokerId broker;
  GroupId group;
  std::string_view from;
  std::string_view to;
  Generation generation;
};
/// The group collects its members anew. Kafka: prepareRebalance.
struct RebalanceStarted {
  BrokerId broker;
  GroupId group;
  Generation generation;  ///< the one that ends
  std::string reason;     ///< as Kafka logs it, without ids: "Adding new member", "removing member on LeaveGroup" ...
  ClientId member;        ///< who caused it; kNoClient: nobody in particular
};
/// The coordinator has taken a member into its group.
struct GroupMemberAdded {
  BrokerId broker;
  GroupId group;
  ClientId member;
  std::string member_id;
  std::string group_instance_id;  ///< "" = dynamic
};
/// The coordinator has taken a member out of its group.
struct GroupMemberRemoved {
  BrokerId broker;
  GroupId group;
  ClientId member;
  std::string member_id;
  std::string_view reason;  ///< LeaveGroup, session timeout, did not rejoin, did not sync, replaced
};
/// The join phase is over.
struct GenerationStarted {
  BrokerId broker;
  GroupId group;
  Generation generation;
  std::string protocol;  ///< the assignor
  ClientId leader;       ///< kNoClient: the group is empty
  std::vector<ClientId> members;
};
/// The leader's assignment is stored: the sync phase is over.
struct GroupAssigned {
  BrokerId broker;
  GroupId group;
  Generation generation;
  std::vector<ClientId> members;         ///< in the coordinator's order
  std::vector<std::int32_t> partitions;  ///< how many each got
};
/// A new coordinator has read the group from __consumer_offsets.
struct GroupLoaded {
  BrokerId broker;
  GroupId group;
  std::string_view state;
  Generation generation;
  std::int32_t members;
};
/// A broker is no longer the group's coordinator and forgets it.
struct GroupUnloaded {
  BrokerId broker;
  GroupId group;
};
/// The coordinator has dropped committed offsets that nobody needed for too long.
struct OffsetsExpired {
  BrokerId broker;
  GroupId group;
  std::vector<TopicPartition> partitions;
};

// ---- at a member, or a transactional producer

/// A client knows its coordinator.
struct CoordinatorFound {
  ClientId client;
  BrokerId coordinator;
};
/// A client has to look for its coordinator again.
struct CoordinatorLost {
  ClientId client;
  BrokerId coordinator;
  std::string_view why;  ///< an error's name, disconnected, session timeout
};
/// A JoinGroup goes out: from here until its sync is answered the member takes part in a rebalance.
struct MemberJoining {
  GroupId group;
  ClientId member;
  Generation generation;  ///< the one it leaves; kNoGeneration: it had none
  std::string_view reason;
};
/// JoinGroup is answered.
struct MemberJoined {
  GroupId group;
  ClientId member;
  Generation generation;
  std::string member_id;
  bool leader;
};
/// A SyncGroup goes out; PartitionsAssigned tells when it is answered.
struct MemberSyncing {
  GroupId group;
  ClientId member;
  Generation generation;
};
/// JoinGroup or SyncGroup was refused, or not answered.
struct JoinFailed {
  GroupId group;
  ClientId member;
  ErrorCode error;
};
/// SyncGroup is answered, and onPartitionsRevoked, if there is any, is behind: what the member owns now.
struct PartitionsAssigned {
  GroupId group;
  ClientId member;
  Generation generation;
  std::vector<TopicPartition> partitions;  ///< all that it owns
  std::vector<TopicPartition> added{};       ///< those that it did not own before
};
/// onPartitionsRevoked: given up in good order.
struct PartitionsRevoked {
  GroupId group;
  ClientId member;
  Generation generation;
  std::vector<TopicPartition> partitions;
};
/// onPartitionsLost: somebody else may own them already.
struct PartitionsLost {
  GroupId group;
  ClientId member;
  Generation generation;
  std::vector<TopicPartition> partitions;
};
/// A member has the answer to its heartbeat.
struct HeartbeatAnswered {
  GroupId group;
  ClientId member;
  Generation generation;
  ErrorCode error;
};
/// A LeaveGroup goes out.
struct MemberLeft {
  GroupId group;
  ClientId member;
  std::string_view reason;  ///< the consumer is being closed, consumer poll timeout has expired
};

// ---- at an application

/// A record that the application cannot process.
struct PoisonRecordMet {
  GroupId group;
  ClientId member;
  TopicPartition tp;
  Offset offset;
  std::string_view action;  ///< crash, skip
};
/// A consume-transform-produce application handed results over: record i of the input became record i of the output.
struct RecordsTransformed {
  GroupId group;
  ClientId member;
  TopicPartition from;
  Offset base_offset;
  std::int32_t count;
  ClientId source;     ///< the input's producer
  RecordId source_id;  ///< ... and its first record
  ClientId producer;   ///< the application's own
  TopicPartition to;
  RecordId first_id;  ///< of the output
};

}  // namespace kafka
