/// GroupMetadata: who is in it.

#include <algorithm>
#include <utility>

#include "model/group/group_metadata.h"
#include "sim/core/check.h"

namespace kafka {

MemberMetadata* GroupMetadata::find(const std::string& member_id) const {
  const auto known = members_.find(member_id);
  return known == members_.end() ? nullptr : known->second.get();
}

const std::string* GroupMetadata::static_member_id(const std::string& instance_id) const {
  const auto known = static_members_.find(instance_id);
  return known == static_members_.end() ? nullptr : &known->second;
}

sim::Duration GroupMetadata::rebalance_timeout() const {
  sim::Duration longest{0};
  for (const auto& [id, member] : members_) longest = std::max(longest, member->rebalance_timeout);
  return longest;
}

std::size_t GroupMetadata::awaiting_join() const {
  return static_cast<std::size_t>(std::count_if(
      members_.begin(), members_.end(), [](const auto& m) { return static_cast<bool>(m.second->awaiting_join); }));
}

MemberMetadata& GroupMetadata::add(std::unique_ptr<MemberMetadata> member, JoinCallback callback) {
  SIM_CHECK(!has(member->member_id), "member ids are unique");
  if (member->is_static()) {
    const bool is_new = static_members_.emplace(member->group_instance_id, member->member_id).second;
    SIM_CHECK(is_new, "a static member that comes back replaces itself");
  }
  if (empty()) protocol_type_ = member->protocol_type;
  if (leader_.empty()) leader_ = member->member_id;
  pending_members.erase(member->member_id);
  member->awaiting_join = std::move(callback);
  const std::string id = member->member_id;
  return *(members_[id] = std::move(member));
}

void GroupMetadata::remove(const std::string& member_id) {
  const std::string id = member_id;  // which may be the member's own
  if (const MemberMetadata* member = find(id)) {
    if (member->is_static()) static_members_.erase(member->group_instance_id);
    members_.erase(id);
  }
  if (is_leader(id)) leader_ = empty() ? std::string() : members_.begin()->first;
  pending_members.erase(id);
  pending_sync.erase(id);
}

MemberMetadata& GroupMetadata::replace_static_member(const std::string& old_id, const std::string& new_id) {
  auto node = members_.extract(old_id);
  SIM_CHECK(!node.empty() && node.mapped()->is_static(), "who is replaced is a static member");
  MemberMetadata& member = *node.mapped();
  answer_join(member, join_error(old_id, ErrorCode::FENCED_INSTANCE_ID));
  answer_sync(member, sync_error(ErrorCode::FENCED_INSTANCE_ID));
  if (is_leader(old_id)) leader_ = new_id;
  static_members_[member.group_instance_id] = new_id;
  member.member_id = new_id;
  node.key() = new_id;
  members_.insert(std::move(node));
  return member;
}

void GroupMetadata::update_member(MemberMetadata& member, const JoinGroupRequest& request, JoinCallback callback) {
  member.protocols = request.protocols;
  member.rebalance_timeout = request.rebalance_timeout;
  member.session_timeout = request.session_timeout;
  member.client = request.client;
  member.awaiting_join = std::move(callback);
}

bool GroupMetadata::maybe_elect_new_joined_leader() {
  const MemberMetadata* leader = find(leader_);
  if (!leader) return false;
  if (leader->awaiting_join) return true;
  for (const auto& [id, member] : members_) {
    if (!member->awaiting_join) continue;
    leader_ = id;
    return true;
  }
  return false;
}

}  // namespace kafka
