#include "model/consumer/sticky_group.h"

#include <algorithm>
#include <set>

#include "model/types/java_hash.h"

namespace kafka {

StickyGroup::StickyGroup(std::span<const AssignorTopic> topics, std::span<const AssignorMember> members)
    : given_topics_(topics), members_(members), member_of_(member_order(members, false)) {
  std::set<TopicId> wanted;
  std::vector<std::int32_t> hashes;
  for (const AssignorMember& member : members) {
    wanted.insert(member.topics.begin(), member.topics.end());
    hashes.push_back(java_string_hash(member.member_id));
  }
  std::vector<std::size_t> consumer_of(members.size());
  for (std::size_t c = 0; c < member_of_.size(); ++c) consumer_of[member_of_[c]] = c;
  for (const std::size_t member : hash_map_order(hashes)) hash_order_.push_back(consumer_of[member]);

  for (const AssignorTopic* topic : topics_by_name(topics)) {
    if (topic->partitions <= 0 || !wanted.contains(topic->topic)) continue;
    topic_number_[topic->topic] = topics_.size();
    first_.push_back(topic_of_.size());
    topic_of_.insert(topic_of_.end(), static_cast<std::size_t>(topic->partitions), topics_.size());
    topics_.push_back(topic);
  }

  subscribed_.assign(consumers(), std::vector<bool>(topics_.size(), false));
  subscribers_.assign(topics_.size(), 0);
  for (std::size_t c = 0; c < consumers(); ++c) {
    for (const TopicId id : member(c).topics) {
      const auto known = topic_number_.find(id);
      if (known == topic_number_.end() || subscribed_[c][known->second]) continue;
      subscribed_[c][known->second] = true;
      ++subscribers_[known->second];
    }
  }
}

TopicPartition StickyGroup::name(std::size_t partition) const {
  const std::size_t topic = topic_of_[partition];
  return {topics_[topic]->topic, PartitionId(static_cast<std::int32_t>(partition - first_[topic]))};
}

std::size_t StickyGroup::number(TopicPartition tp) const {
  const auto known = topic_number_.find(tp.topic);
  if (known == topic_number_.end()) return kNobody;
  const std::int32_t partition = tp.partition.value();
  if (partition < 0 || partition >= topics_[known->second]->partitions) return kNobody;
  return first_[known->second] + static_cast<std::size_t>(partition);
}

std::string_view StickyGroup::topic_name(TopicId topic) const {
  const auto known = std::find_if(given_topics_.begin(), given_topics_.end(),
                                  [&](const AssignorTopic& given) { return given.topic == topic; });
  return known == given_topics_.end() ? std::string_view() : std::string_view(known->name);
}

std::vector<std::size_t> StickyGroup::partitions_by_subscribers() const {
  std::vector<std::size_t> order;
  for (std::size_t p = 0; p < partitions(); ++p) order.push_back(p);
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return subscribers_[topic_of_[a]] < subscribers_[topic_of_[b]];
  });
  return order;
}

GroupAssignment StickyGroup::assignment(const StickyLists& lists) const {
  GroupAssignment assignment(members_.size());
  for (std::size_t c = 0; c < consumers(); ++c)
    for (const std::size_t partition : lists[c]) assignment[member_of_[c]].push_back(name(partition));
  sort_lists(given_topics_, assignment);
  return assignment;
}

}  // namespace kafka
