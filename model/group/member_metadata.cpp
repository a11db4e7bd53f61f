#include "model/group/member_metadata.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka {

JoinGroupResponse join_error(const std::string& member_id, ErrorCode error) {
  JoinGroupResponse response;
  response.error = error;
  response.member_id = member_id;
  return response;
}

SyncGroupResponse sync_error(ErrorCode error) {
  SyncGroupResponse response;
  response.error = error;
  return response;
}

MemberMetadata::MemberMetadata(std::string id, const JoinGroupRequest& request)
    : member_id(std::move(id)),
      group_instance_id(request.group_instance_id),
      client_id(request.client_id),
      client(request.client),
      protocol_type(request.protocol_type),
      rebalance_timeout(request.rebalance_timeout),
      session_timeout(request.session_timeout),
      protocols(request.protocols) {}

MemberMetadata::MemberMetadata(const GroupMetadataValue& group, const GroupMetadataValue::Member& stored)
    : member_id(stored.member_id),
      group_instance_id(stored.group_instance_id),
      client_id(stored.client_id),
      client(stored.client),
      protocol_type(group.protocol_type),
      rebalance_timeout(stored.rebalance_timeout),
      session_timeout(stored.session_timeout),
      protocols{{group.protocol, stored.subscription}},
      assignment(stored.assignment) {}

const JoinGroupProtocol* MemberMetadata::find(std::string_view protocol) const {
  for (const JoinGroupProtocol& p : protocols)
    if (p.name == protocol) return &p;
  return nullptr;
}

const Subscription& MemberMetadata::subscription(std::string_view protocol) const {
  const JoinGroupProtocol* found = find(protocol);
  SIM_CHECK(found != nullptr, "a member supports its group's protocol");
  return found->subscription;
}

const std::string& MemberMetadata::vote(const std::set<std::string>& candidates) const {
  for (const JoinGroupProtocol& p : protocols)
    if (candidates.contains(p.name)) return p.name;
  SIM_CHECK(false, "a member supports its group's protocol");
  __builtin_unreachable();
}

GroupMetadataValue::Member MemberMetadata::stored(std::string_view protocol, const Assignment& assigned) const {
  return {.member_id = member_id,
          .group_instance_id = group_instance_id,
          .client_id = client_id,
          .client = client,
          .rebalance_timeout = rebalance_timeout,
          .session_timeout = session_timeout,
          .subscription = subscription(protocol),
          .assignment = assigned};
}

MemberSummary MemberMetadata::summary(std::string_view protocol) const {
  MemberSummary summary{.member_id = member_id,
                        .group_instance_id = group_instance_id,
                        .client_id = client_id,
                        .client = client,
                        .subscription = {},
                        .assignment = {}};
  if (protocol.empty()) return summary;
  summary.subscription = subscription(protocol);
  summary.assignment = assignment;
  return summary;
}

}  // namespace kafka
