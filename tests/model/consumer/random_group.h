#pragma once
/// Groups that change at random, and what must be true of any assignment of theirs.

#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/model/consumer/named_group.h"

namespace kafka {

inline bool subscribes(const AssignorMember& member, TopicId topic) {
  return std::find(member.topics.begin(), member.topics.end(), topic) != member.topics.end();
}

/// Who has it, by index.
inline std::vector<std::size_t> holders(const GroupAssignment& assignment, TopicPartition tp) {
  std::vector<std::size_t> holders;
  for (std::size_t m = 0; m < assignment.size(); ++m)
    holders.insert(holders.end(), static_cast<std::size_t>(std::count(assignment[m].begin(), assignment[m].end(), tp)),
                   m);
  return holders;
}

/// To subscribers only, and each partition anybody subscribes to exactly once.
inline void expect_complete(const NamedGroup& group, const GroupAssignment& assignment) {
  std::size_t assigned = 0;
  for (const AssignorTopic& topic : group.topics) {
    const bool wanted = std::any_of(group.members.begin(), group.members.end(),
                                    [&](const AssignorMember& member) { return subscribes(member, topic.topic); });
    for (std::int32_t p = 0; wanted && p < topic.partitions; ++p, ++assigned) {
      const std::vector<std::size_t> having = holders(assignment, {topic.topic, PartitionId(p)});
      ASSERT_EQ(having.size(), 1u) << topic.name << "-" << p;
      ASSERT_TRUE(subscribes(group.members[having.front()], topic.topic)) << topic.name << "-" << p;
    }
  }
  std::size_t listed = 0;
  for (const auto& list : assignment) listed += list.size();
  EXPECT_EQ(listed, assigned);
}

/// Nobody has two more than a member that could take one of them.
inline void expect_balanced(const NamedGroup& group, const GroupAssignment& assignment) {
  for (const auto& list : assignment) {
    for (const TopicPartition tp : list) {
      for (std::size_t to = 0; to < assignment.size(); ++to) {
        if (!subscribes(group.members[to], tp.topic)) continue;
        ASSERT_LE(list.size(), assignment[to].size() + 1) << group.table.name(tp) << " could go to member " << to;
      }
    }
  }
}

class RandomGroup {
 public:
  enum class Subscriptions { equal, unequal };

  RandomGroup(std::uint32_t seed, Subscriptions subscriptions) : luck_(seed), subscriptions_(subscriptions) {
    const std::size_t topics = 1 + draw(4);
    for (std::size_t t = 0; t < topics; ++t)
      group.topic("topic" + std::to_string(t), 1 + static_cast<std::int32_t>(draw(8)));
    for (std::size_t m = draw(6) + 1; m > 0; --m) join();
  }

  std::size_t draw(std::size_t below) { return luck_() % below; }

  void join() {
    group.member("consumer-" + std::to_string(next_++) + "-" + std::to_string(draw(1000)), {});
    subscribe(group.members.back());
  }
  void leave() { group.members.erase(group.members.begin() + static_cast<std::ptrdiff_t>(draw(group.members.size()))); }
  void grow() { group.topics[draw(group.topics.size())].partitions += 1 + static_cast<std::int32_t>(draw(3)); }
  /// What it has of topics it does not want any more it gives up.
  void resubscribe() {
    AssignorMember& member = group.members[draw(group.members.size())];
    subscribe(member);
    std::erase_if(member.owned, [&](const TopicPartition& tp) { return !subscribes(member, tp.topic); });
  }
  /// One of them; the group does not die out.
  void change() {
    switch (draw(4)) {
      case 0:
        return join();
      case 1:
        return group.members.size() > 1 ? leave() : join();
      case 2:
        return grow();
      default:
        return resubscribe();
    }
  }
  /// Members speak of partitions they had in different generations, also the same ones.
  void remember_anything() {
    for (AssignorMember& member : group.members) {
      member.generation = static_cast<std::int32_t>(draw(4)) - 1;
      for (const AssignorTopic& topic : group.topics)
        for (std::int32_t p = 0; p < topic.partitions; ++p)
          if (subscribes(member, topic.topic) && draw(3) == 0) member.owned.push_back({topic.topic, PartitionId(p)});
    }
  }
  void remember(const GroupAssignment& assignment, std::int32_t generation) {
    for (std::size_t m = 0; m < assignment.size(); ++m) {
      group.members[m].owned = assignment[m];
      group.members[m].generation = generation;
    }
  }

  NamedGroup group;

 private:
  void subscribe(AssignorMember& member) {
    member.topics.clear();
    const std::size_t sure = draw(group.topics.size());
    for (std::size_t t = 0; t < group.topics.size(); ++t)
      if (subscriptions_ == Subscriptions::equal || t == sure || draw(2) == 0)
        member.topics.push_back(group.topics[t].topic);
  }

  std::mt19937 luck_;
  Subscriptions subscriptions_;
  std::size_t next_ = 0;
};

}  // namespace kafka
