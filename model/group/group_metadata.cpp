#include "model/group/group_metadata.h"

#include <algorithm>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

namespace {

/// Kafka: ConsumerProtocol.PROTOCOL_TYPE.
constexpr std::string_view kConsumer = "consumer";

}  // namespace

GroupMetadata::GroupMetadata(const GroupMetadataValue& stored)
    : id_(stored.group),
      state_(stored.members.empty() ? GroupState::Empty : GroupState::Stable),
      generation_(stored.generation),
      protocol_type_(stored.protocol_type),
      protocol_(stored.protocol),
      leader_(stored.leader),
      current_state_timestamp_(stored.current_state_timestamp) {
  for (const GroupMetadataValue::Member& member : stored.members)
    add(std::make_unique<MemberMetadata>(stored, member), {});
  subscribed_ = subscribed_topics();
}

// ---- state

void GroupMetadata::transition_to(GroupState state, sim::SimTime now) {
  SIM_CHECK(may_follow(state_, state), "a group's state has its predecessors");
  state_ = state;
  current_state_timestamp_ = now;
  if (state == GroupState::Dead) stop_timers();
}

void GroupMetadata::stop_timers() {
  join.reset();
  sync.reset();
  pending_members.clear();
  for (auto& [id, member] : members_) member->session.reset();
}

void GroupMetadata::init_next_generation(sim::SimTime now) {
  generation_ = Generation(generation_.value() + 1);
  protocol_ = empty() ? std::string() : select_protocol();
  subscribed_ = subscribed_topics();
  transition_to(empty() ? GroupState::Empty : GroupState::CompletingRebalance, now);
  pending_sync.clear();
}

/// Source: GroupMetadata.computeSubscribedTopics.
std::set<TopicId> GroupMetadata::subscribed_topics() const {
  std::set<TopicId> topics;
  if (protocol_type_ != kConsumer || protocol_.empty()) return topics;
  for (const auto& [id, member] : members_) {
    const Subscription& s = member->subscription(protocol_);
    topics.insert(s.topics.begin(), s.topics.end());
  }
  return topics;
}

// ---- protocols

std::set<std::string> GroupMetadata::candidate_protocols() const {
  std::set<std::string> candidates;
  if (empty()) return candidates;
  for (const JoinGroupProtocol& p : members_.begin()->second->protocols)
    if (std::all_of(members_.begin(), members_.end(), [&](const auto& m) { return m.second->supports(p.name); }))
      candidates.insert(p.name);
  return candidates;
}

bool GroupMetadata::supports_protocols(const std::string& type, const std::vector<JoinGroupProtocol>& protocols) const {
  if (is(GroupState::Empty)) return !type.empty() && !protocols.empty();
  if (protocol_type_ != type) return false;
  if (empty()) return !protocols.empty();
  const std::set<std::string> candidates = candidate_protocols();
  return std::any_of(protocols.begin(), protocols.end(),
                     [&](const JoinGroupProtocol& p) { return candidates.contains(p.name); });
}

const std::string& GroupMetadata::select_protocol() const {
  SIM_CHECK(!empty(), "nobody votes");
  const std::set<std::string> candidates = candidate_protocols();
  std::map<std::string_view, int> votes;
  for (const auto& [id, member] : members_) ++votes[member->vote(candidates)];
  const auto most =
      std::max_element(votes.begin(), votes.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
  for (const JoinGroupProtocol& p : members_.begin()->second->protocols)
    if (p.name == most->first) return p.name;
  SIM_CHECK(false, "every member supports what was chosen");
  __builtin_unreachable();
}

// ---- answers

bool GroupMetadata::answer_join(MemberMetadata& member, JoinGroupResponse response) {
  if (!member.awaiting_join) return false;
  std::exchange(member.awaiting_join, nullptr)(std::move(response));
  return true;
}

bool GroupMetadata::answer_sync(MemberMetadata& member, SyncGroupResponse response) {
  if (!member.awaiting_sync) return false;
  std::exchange(member.awaiting_sync, nullptr)(std::move(response));
  return true;
}

JoinGroupResponse GroupMetadata::join_answer(const std::string& member_id, bool members) const {
  JoinGroupResponse response{.error = ErrorCode::NONE,
                             .generation = generation_,
                             .protocol = protocol_,
                             .leader = leader_,
                             .member_id = member_id,
                             .skip_assignment = false,
                             .members = {}};
  if (!members || !is_leader(member_id)) return response;
  for (const auto& [id, member] : members_)
    response.members.push_back({.member_id = id,
                                .group_instance_id = member->group_instance_id,
                                .subscription = member->subscription(protocol_)});
  return response;
}

GroupMetadataValue GroupMetadata::stored(const Assignments& assignments) const {
  GroupMetadataValue value{.group = id_,
                           .generation = generation_,
                           .protocol_type = protocol_type_,
                           .protocol = protocol_,
                           .leader = leader_,
                           .current_state_timestamp = current_state_timestamp_,
                           .members = {}};
  for (const auto& [id, member] : members_) value.members.push_back(member->stored(protocol_, assignments.at(id)));
  return value;
}

GroupSummary GroupMetadata::summary() const {
  const bool stable = is(GroupState::Stable);
  GroupSummary summary{.error = ErrorCode::NONE,
                       .state = state_,
                       .generation = generation_,
                       .protocol_type = protocol_type_,
                       .protocol = stable ? protocol_ : std::string(),
                       .leader = leader_,
                       .members = {}};
  for (const auto& [id, member] : members_) summary.members.push_back(member->summary(summary.protocol));
  return summary;
}

std::vector<TopicPartition> GroupMetadata::remove_expired_offsets(sim::SimTime now, sim::Duration retention) {
  if (protocol_type_.empty()) return offsets.remove_expired(now, retention, std::nullopt, {});  // assign() only
  if (is(GroupState::Empty)) return offsets.remove_expired(now, retention, current_state_timestamp_, {});
  if (protocol_type_ == kConsumer && is(GroupState::Stable))
    return offsets.remove_expired(now, retention, std::nullopt, subscribed_);
  return {};
}

}  // namespace kafka
