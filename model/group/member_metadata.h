#pragma once
/// One member of a group, as its coordinator knows it. Kafka: MemberMetadata.

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/group/group_summary.h"
#include "model/protocol/group_messages.h"
#include "sim/core/timer.h"

namespace kafka {

using JoinCallback = std::function<void(JoinGroupResponse)>;
using SyncCallback = std::function<void(SyncGroupResponse)>;

/// Kafka: JoinGroupResult and SyncGroupResult of an error.
JoinGroupResponse join_error(const std::string& member_id, ErrorCode error);
SyncGroupResponse sync_error(ErrorCode error);

///   volatile   all of it; what GroupMetadataValue::Member holds is stored with the group
///   timers     session: see GroupCoordinator::schedule_expiration
struct MemberMetadata {
  MemberMetadata(std::string id, const JoinGroupRequest& request);
  /// As it was stored: what it says under other assignors than the chosen one is forgotten.
  MemberMetadata(const GroupMetadataValue& group, const GroupMetadataValue::Member& stored);

  std::string member_id;
  std::string group_instance_id;  ///< "" = dynamic
  std::string client_id;
  ClientId client = kNoClient;
  std::string protocol_type;
  sim::Duration rebalance_timeout;
  sim::Duration session_timeout;
  std::vector<JoinGroupProtocol> protocols;  ///< by preference
  Assignment assignment;
  bool is_new = false;         ///< in its first join: gone if that takes longer than the new member join timeout
  JoinCallback awaiting_join;  ///< its JoinGroup is parked
  SyncCallback awaiting_sync;  ///< its SyncGroup is parked
  std::unique_ptr<sim::Timer> session;  ///< Kafka: DelayedHeartbeat

  [[nodiscard]] bool is_static() const { return !group_instance_id.empty(); }
  /// While its request is parked, no heartbeat is expected. Kafka: hasSatisfiedHeartbeat.
  [[nodiscard]] bool is_parked() const { return !is_new && (awaiting_join || awaiting_sync); }
  [[nodiscard]] bool supports(std::string_view protocol) const { return find(protocol) != nullptr; }
  /// What it says under `protocol`, which it supports. Kafka: metadata.
  [[nodiscard]] const Subscription& subscription(std::string_view protocol) const;
  /// Its first choice among `candidates`, one of which it supports.
  [[nodiscard]] const std::string& vote(const std::set<std::string>& candidates) const;
  [[nodiscard]] GroupMetadataValue::Member stored(std::string_view protocol, const Assignment& assigned) const;
  /// `protocol`: "" unless the group is Stable.
  [[nodiscard]] MemberSummary summary(std::string_view protocol) const;

 private:
  [[nodiscard]] const JoinGroupProtocol* find(std::string_view protocol) const;
};

}  // namespace kafka
