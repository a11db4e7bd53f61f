#pragma once
/// One group at its coordinator: state, generation, members, offsets. It decides nothing by itself.
/// Kafka: GroupMetadata.

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/group/delayed_join.h"
#include "model/group/group_offsets.h"
#include "model/group/member_metadata.h"

namespace kafka {

/// What the leader gave each member, by member id.
using Assignments = std::map<std::string, Assignment>;

///   durable    what stored() says, as a record of __consumer_offsets; offsets
///   volatile   all of it
///   timers     join, sync; of its members: session; of those that were only given their id: see pending_members
class GroupMetadata {
 public:
  using Members = std::map<std::string, std::unique_ptr<MemberMetadata>>;

  /// Empty, in generation 0.
  GroupMetadata(GroupId id, sim::SimTime now) : id_(id), current_state_timestamp_(now) {}
  /// As it was stored: Stable, or Empty without members. Kafka: GroupMetadata.loadGroup.
  explicit GroupMetadata(const GroupMetadataValue& stored);

  // ---- state
  [[nodiscard]] GroupId id() const { return id_; }
  [[nodiscard]] GroupState state() const { return state_; }
  [[nodiscard]] bool is(GroupState state) const { return state_ == state; }
  [[nodiscard]] Generation generation() const { return generation_; }
  [[nodiscard]] const std::string& protocol_type() const { return protocol_type_; }  ///< "" = none
  [[nodiscard]] const std::string& protocol() const { return protocol_; }            ///< "" = none
  [[nodiscard]] const std::string& leader() const { return leader_; }                ///< "" = none
  /// Kafka: canRebalance.
  [[nodiscard]] bool can_rebalance() const { return may_follow(state_, GroupState::PreparingRebalance); }
  void transition_to(GroupState state, sim::SimTime now);
  /// Its own and its members'.
  void stop_timers();
  /// The join phase is over: CompletingRebalance, or Empty without members. Kafka: initNextGeneration.
  void init_next_generation(sim::SimTime now);

  // ---- members
  [[nodiscard]] const Members& members() const { return members_; }
  [[nodiscard]] bool has(const std::string& member_id) const { return members_.contains(member_id); }
  /// nullptr if there is none.
  [[nodiscard]] MemberMetadata* find(const std::string& member_id) const;
  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] bool empty() const { return members_.empty(); }
  [[nodiscard]] bool is_leader(const std::string& member_id) const { return !leader_.empty() && leader_ == member_id; }
  /// A group of consumers whose members read `topic`. Kafka: isSubscribedToTopic.
  [[nodiscard]] bool is_subscribed_to(TopicId topic) const { return subscribed_.contains(topic); }
  /// nullptr: nobody has this group.instance.id. Kafka: currentStaticMemberId.
  [[nodiscard]] const std::string* static_member_id(const std::string& instance_id) const;
  /// Of all members; 0 without members.
  [[nodiscard]] sim::Duration rebalance_timeout() const;
  [[nodiscard]] std::size_t awaiting_join() const;
  /// ... and nobody that was given an id is missing.
  [[nodiscard]] bool has_all_members_joined() const { return awaiting_join() == size() && pending_members.empty(); }
  /// The first one leads. `callback`: its join is parked; may be empty.
  MemberMetadata& add(std::unique_ptr<MemberMetadata> member, JoinCallback callback);
  /// A member or one that was only given its id; the leader's place goes to the lowest member id.
  void remove(const std::string& member_id);
  /// The member goes on under a new id; whoever waits under the old one is fenced.
  MemberMetadata& replace_static_member(const std::string& old_id, const std::string& new_id);
  void update_member(MemberMetadata& member, const JoinGroupRequest& request, JoinCallback callback);
  /// A leader that did not rejoin gives way to the lowest member id that did. False: nobody did, or nobody is there.
  bool maybe_elect_new_joined_leader();

  // ---- protocols
  /// Kafka: supportsProtocols.
  [[nodiscard]] bool supports_protocols(const std::string& type, const std::vector<JoinGroupProtocol>& protocols) const;
  /// The one with most votes among those all support; of equal ones the first by name.
  [[nodiscard]] const std::string& select_protocol() const;

  // ---- answers. False: no request of this member is parked.
  bool answer_join(MemberMetadata& member, JoinGroupResponse response);
  bool answer_sync(MemberMetadata& member, SyncGroupResponse response);
  /// Of the current generation; the leader is told all members if `members`.
  [[nodiscard]] JoinGroupResponse join_answer(const std::string& member_id, bool members) const;

  /// With these assignments, which name every member.
  [[nodiscard]] GroupMetadataValue stored(const Assignments& assignments) const;
  [[nodiscard]] GroupSummary summary() const;

  /// Whose time is up: by state of the group (KIP-211). Kafka: removeExpiredOffsets.
  std::vector<TopicPartition> remove_expired_offsets(sim::SimTime now, sim::Duration retention);

  GroupOffsets offsets;
  bool new_member_added = false;       ///< in the first join phase: it may last longer
  std::set<std::string> pending_sync;  ///< members whose SyncGroup has not come yet
  /// Those that were given an id and have not joined under it yet, with the time they have.
  std::map<std::string, std::unique_ptr<sim::Timer>> pending_members;
  std::unique_ptr<DelayedJoin> join;
  std::unique_ptr<sim::Timer> sync;  ///< Kafka: DelayedSync

 private:
  [[nodiscard]] std::set<std::string> candidate_protocols() const;
  [[nodiscard]] std::set<TopicId> subscribed_topics() const;

  GroupId id_;
  GroupState state_ = GroupState::Empty;
  Generation generation_{0};
  std::string protocol_type_;
  std::string protocol_;
  std::string leader_;
  sim::SimTime current_state_timestamp_;
  Members members_;
  std::map<std::string, std::string> static_members_;  // member id by group.instance.id
  std::set<TopicId> subscribed_;                       // of the current generation
};

}  // namespace kafka
