#include "model/consumer/sticky_assignment_2_3.h"

#include <algorithm>
#include <iterator>
#include <map>

#include "model/consumer/sticky_balancer.h"
#include "model/types/java_hash.h"

namespace kafka {

namespace {

/// What the members say they had.
struct History {
  bool fresh = true;                       ///< nobody had anything
  StickyLists current;                     ///< by consumer, of the latest generation; in Java's order
  std::vector<std::size_t> previous;       ///< by partition, of the generation before
  std::vector<std::size_t> with_previous;  ///< partitions that have one, in Java's order
};

/// Indices of partitions put into a HashMap, as it iterates.
std::vector<std::size_t> java_order(const StickyGroup& group, const std::vector<TopicPartition>& partitions) {
  std::vector<std::int32_t> hashes;
  for (const TopicPartition tp : partitions)
    hashes.push_back(topic_partition_hash(group.topic_name(tp.topic), tp.partition));
  return hash_map_order(hashes);
}

/// As java_order, but of topics.
std::vector<TopicId> in_java_order(const StickyGroup& group, const std::vector<TopicId>& topics) {
  std::vector<std::int32_t> hashes;
  for (const TopicId topic : topics) hashes.push_back(java_string_hash(group.topic_name(topic)));
  std::vector<TopicId> order;
  for (const std::size_t i : hash_map_order(hashes)) order.push_back(topics[i]);
  return order;
}

/// What the member had, as its user data lists it: by topic (Kafka: CollectionUtils.groupPartitionsByTopic). That map
/// is filled by computeIfAbsent, which puts a new key in front of those of its bucket.
std::vector<TopicPartition> user_data(const StickyGroup& group, const AssignorMember& member) {
  std::vector<TopicId> topics;
  for (const TopicPartition tp : member.owned)
    if (std::find(topics.begin(), topics.end(), tp.topic) == topics.end()) topics.push_back(tp.topic);
  std::reverse(topics.begin(), topics.end());
  std::vector<TopicPartition> listed;
  for (const TopicId topic : in_java_order(group, topics))
    std::copy_if(member.owned.begin(), member.owned.end(), std::back_inserter(listed),
                 [&](const TopicPartition& tp) { return tp.topic == topic; });
  return listed;
}

/// Kafka: prepopulateCurrentAssignments. Partitions that are no more have their places in its maps, too.
History read_history(const StickyGroup& group) {
  std::vector<TopicPartition> claimed;
  std::map<TopicPartition, std::map<std::int32_t, std::size_t>> by_generation;
  for (const std::size_t c : group.hash_order()) {
    for (const TopicPartition tp : user_data(group, group.member(c))) {
      const auto [claims, first] = by_generation.try_emplace(tp);
      if (first) claimed.push_back(tp);
      claims->second.try_emplace(group.member(c).generation, c);
    }
  }

  History history;
  history.fresh = claimed.empty();
  history.current.resize(group.consumers());
  history.previous.assign(group.partitions(), kNobody);
  std::vector<TopicPartition> with_previous;
  for (const std::size_t i : java_order(group, claimed)) {
    const auto& consumers = by_generation.at(claimed[i]);
    if (consumers.size() > 1) with_previous.push_back(claimed[i]);
    const std::size_t p = group.number(claimed[i]);
    if (p == kNobody) continue;
    history.current[consumers.rbegin()->second].push_back(p);
    if (consumers.size() > 1) history.previous[p] = std::next(consumers.rbegin())->second;
  }
  for (const std::size_t i : java_order(group, with_previous))
    if (const std::size_t p = group.number(with_previous[i]); p != kNobody) history.with_previous.push_back(p);
  return history;
}

/// Kafka: areSubscriptionsIdentical. Topics without metadata do not count.
bool subscriptions_identical(const StickyGroup& group) {
  for (std::size_t t = 0; t < group.topics(); ++t)
    if (group.subscribers(t) != group.consumers()) return false;
  return true;
}

/// All partitions, as a HashMap filled topic by topic iterates, the topics themselves in the order of another.
std::vector<std::size_t> all_in_java_order(const StickyGroup& group) {
  std::vector<TopicId> topics;
  for (const std::size_t c : group.hash_order())
    for (const TopicId topic : group.member(c).topics)
      if (group.number({topic, PartitionId(0)}) != kNobody &&
          std::find(topics.begin(), topics.end(), topic) == topics.end())
        topics.push_back(topic);
  std::vector<TopicPartition> inserted;
  for (const TopicId topic : in_java_order(group, topics))
    for (TopicPartition tp{topic, PartitionId(0)}; group.number(tp) != kNobody; ++tp.partition) inserted.push_back(tp);
  std::vector<std::size_t> order;
  for (const std::size_t i : java_order(group, inserted)) order.push_back(group.number(inserted[i]));
  return order;
}

/// One partition at a time of the consumer with the most left, those that were elsewhere before first; then the rest.
/// Kafka: sortPartitions for identical subscriptions.
std::vector<std::size_t> heaviest_first(const StickyGroup& group, const History& history) {
  StickyLists left = history.current;
  std::set<std::pair<std::size_t, std::size_t>> by_count;
  for (std::size_t c = 0; c < group.consumers(); ++c) by_count.insert({left[c].size(), c});
  std::vector<std::size_t> order;
  std::vector<bool> listed(group.partitions(), false);
  while (!by_count.empty()) {
    const std::size_t consumer = std::prev(by_count.end())->second;
    by_count.erase(std::prev(by_count.end()));
    std::vector<std::size_t>& mine = left[consumer];
    if (mine.empty()) continue;
    const auto moved = std::find_if(history.with_previous.begin(), history.with_previous.end(), [&](std::size_t p) {
      return std::find(mine.begin(), mine.end(), p) != mine.end();
    });
    const std::size_t partition = moved == history.with_previous.end() ? mine.front() : *moved;
    std::erase(mine, partition);
    order.push_back(partition);
    listed[partition] = true;
    by_count.insert({mine.size(), consumer});
  }
  for (const std::size_t p : all_in_java_order(group))
    if (!listed[p]) order.push_back(p);
  return order;
}

}  // namespace

StickyLists sticky_assignment_2_3(const StickyGroup& group) {
  const History history = read_history(group);
  std::vector<std::size_t> all = !history.fresh && subscriptions_identical(group) ? heaviest_first(group, history)
                                                                                  : group.partitions_by_subscribers();
  StickyLists kept(group.consumers());
  std::vector<bool> assigned(group.partitions(), false);
  for (std::size_t c = 0; c < group.consumers(); ++c) {
    for (const std::size_t p : history.current[c]) {
      if (!group.subscribes(c, group.topic_of(p))) continue;
      kept[c].push_back(p);
      assigned[p] = true;
    }
  }
  std::vector<std::size_t> unassigned;
  for (const std::size_t p : all)
    if (!assigned[p]) unassigned.push_back(p);

  const RackInfo no_racks(group, false);
  StickyBalancer balancer(group, no_racks, {.new_partitions_first = false, .tolerance = 0}, std::move(kept),
                          history.previous);
  return balancer.balance(std::move(all), std::move(unassigned));
}

}  // namespace kafka
