#include "model/consumer/leader_assignment.h"

#include <algorithm>

namespace kafka {

std::vector<TopicId> all_subscribed_topics(const JoinGroupResponse& response, const TopicTable& topics) {
  std::vector<TopicId> all;
  for (const JoinGroupResponse::Member& member : response.members)
    all.insert(all.end(), member.subscription.topics.begin(), member.subscription.topics.end());
  std::sort(all.begin(), all.end(), [&](TopicId a, TopicId b) { return topics.name(a) < topics.name(b); });
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

std::vector<SyncGroupRequest::MemberAssignment> assign_group(const Assignor& assignor,
                                                             const JoinGroupResponse& response,
                                                             const ClientMetadata& metadata, const TopicTable& topics) {
  std::vector<AssignorTopic> known;
  for (const TopicId id : all_subscribed_topics(response, topics)) {
    AssignorTopic topic{.topic = id, .partitions = 0, .partition_racks = {}, .name = topics.name(id)};
    for (const ClientMetadata::Partition& p : metadata.partitions(id)) {
      ++topic.partitions;
      std::vector<std::string>& racks = topic.partition_racks.emplace_back();
      for (const BrokerId replica : p.replicas)
        if (!metadata.rack(replica).empty()) racks.push_back(metadata.rack(replica));
    }
    known.push_back(std::move(topic));
  }
  std::vector<AssignorMember> members;
  for (const JoinGroupResponse::Member& m : response.members)
    members.push_back({.member_id = m.member_id,
                       .group_instance_id = m.group_instance_id,
                       .rack = m.subscription.rack,
                       .topics = m.subscription.topics,
                       .owned = m.subscription.owned,
                       .generation = m.subscription.generation.value()});
  const GroupAssignment assignment = assignor.assign(known, members);
  std::vector<SyncGroupRequest::MemberAssignment> out;
  for (std::size_t i = 0; i < members.size(); ++i)
    out.push_back({.member_id = members[i].member_id, .assignment = {.partitions = assignment[i]}});
  return out;
}

}  // namespace kafka
