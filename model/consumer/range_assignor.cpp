#include "model/consumer/range_assignor.h"

#include <algorithm>
#include <set>

namespace kafka {

namespace {

using Racks = std::set<std::string>;

/// What is still to be given of one topic (Kafka: RangeAssignor.TopicAssignmentState).
class TopicShare {
 public:
  TopicShare(const AssignorTopic& topic, std::span<const AssignorMember> members, std::span<const std::size_t> order,
             bool rack_aware)
      : topic_(&topic), members_(members), free_(static_cast<std::size_t>(topic.partitions), true) {
    for (const std::size_t member : order) {
      const auto& subscribed = members[member].topics;
      if (std::find(subscribed.begin(), subscribed.end(), topic.topic) != subscribed.end())
        consumers_.push_back(member);
    }
    taken_.assign(consumers_.size(), 0);
    if (consumers_.empty()) return;
    const auto n = static_cast<std::int32_t>(consumers_.size());
    quota_ = topic.partitions / n;
    extra_left_ = topic.partitions % n;
    by_rack_ = rack_aware && racks_matter();
  }

  [[nodiscard]] const std::vector<std::size_t>& consumers() const { return consumers_; }
  [[nodiscard]] std::int32_t partitions() const { return topic_->partitions; }
  [[nodiscard]] bool by_rack() const { return by_rack_; }

  [[nodiscard]] bool any_consumer_has_rack() const {
    return std::any_of(consumers_.begin(), consumers_.end(),
                       [&](std::size_t member) { return !members_[member].rack.empty(); });
  }

  /// How many more the consumer may get; `c` indexes consumers().
  [[nodiscard]] std::int32_t room(std::size_t c) const {
    return std::max(0, quota_ + (extra_left_ > 0 ? 1 : 0) - taken_[c]);
  }

  /// A consumer without a rack is at home everywhere.
  [[nodiscard]] bool racks_match(std::size_t c, std::int32_t partition) const {
    const std::string& rack = members_[consumers_[c]].rack;
    if (rack.empty()) return true;
    const auto& racks = topic_->partition_racks;
    const auto p = static_cast<std::size_t>(partition);
    return p < racks.size() && std::find(racks[p].begin(), racks[p].end(), rack) != racks[p].end();
  }

  void give(std::size_t c, std::int32_t partition, GroupAssignment& assignment) {
    assignment[consumers_[c]].push_back({topic_->topic, PartitionId(partition)});
    free_[static_cast<std::size_t>(partition)] = false;
    if (++taken_[c] > quota_) --extra_left_;
  }

  /// Deals the free partitions in order: each consumer up to its room, of those it may take.
  void deal(bool only_matching_racks, GroupAssignment& assignment) {
    for (std::size_t c = 0; c < consumers_.size(); ++c) {
      // The room is fixed before the first is given: taking the extra partition must not cost another one.
      std::int32_t left = room(c);
      for (std::int32_t p = 0; p < topic_->partitions && left > 0; ++p) {
        if (!free_[static_cast<std::size_t>(p)] || (only_matching_racks && !racks_match(c, p))) continue;
        give(c, p, assignment);
        --left;
      }
    }
  }

 private:
  /// Kafka: AbstractPartitionAssignor.useRackAwareAssignment: not if every rack has every partition.
  [[nodiscard]] bool racks_matter() const {
    Racks of_consumers;
    for (const std::size_t member : consumers_)
      if (!members_[member].rack.empty()) of_consumers.insert(members_[member].rack);
    Racks of_all;
    for (const auto& racks : topic_->partition_racks) of_all.insert(racks.begin(), racks.end());
    const bool shared = std::any_of(of_consumers.begin(), of_consumers.end(),
                                    [&](const std::string& rack) { return of_all.contains(rack); });
    if (!shared) return false;
    return !std::all_of(topic_->partition_racks.begin(), topic_->partition_racks.end(),
                        [&](const auto& racks) { return Racks(racks.begin(), racks.end()) == of_all; });
  }

  const AssignorTopic* topic_;
  std::span<const AssignorMember> members_;
  std::vector<std::size_t> consumers_;  // member indices, in order
  std::vector<std::int32_t> taken_;     // by consumer
  std::vector<bool> free_;              // by partition
  std::int32_t quota_ = 0;
  std::int32_t extra_left_ = 0;  // consumers that may still get one more than the quota
  bool by_rack_ = false;
};

using Shares = std::vector<TopicShare*>;

/// Topics that may be joined by key: partition p of all of them to one consumer whose rack suits all of them.
void deal_copartitioned_by_rack(const Shares& shares, GroupAssignment& assignment) {
  const TopicShare& first = *shares.front();
  for (std::int32_t p = 0; p < first.partitions(); ++p) {
    for (std::size_t c = 0; c < first.consumers().size(); ++c) {
      const bool suits = std::all_of(shares.begin(), shares.end(), [&](const TopicShare* share) {
        return share->room(c) > 0 && share->racks_match(c, p);
      });
      if (!suits) continue;
      for (TopicShare* share : shares) share->give(c, p, assignment);
      break;
    }
  }
}

/// Groups topics with the same consumers and as many partitions.
std::vector<Shares> copartitioned(std::vector<TopicShare>& shares) {
  std::vector<Shares> groups;
  for (TopicShare& share : shares) {
    const auto same = std::find_if(groups.begin(), groups.end(), [&](const Shares& group) {
      return group.front()->partitions() == share.partitions() && group.front()->consumers() == share.consumers();
    });
    if (same == groups.end()) {
      groups.push_back({&share});
    } else {
      same->push_back(&share);
    }
  }
  return groups;
}

void deal_by_rack(std::vector<TopicShare>& shares, GroupAssignment& assignment) {
  for (const Shares& group : copartitioned(shares)) {
    if (group.size() > 1) {
      if (group.front()->any_consumer_has_rack()) deal_copartitioned_by_rack(group, assignment);
    } else if (group.front()->by_rack()) {
      group.front()->deal(true, assignment);
    }
  }
}

}  // namespace

GroupAssignment RangeAssignor::assign(std::span<const AssignorTopic> topics,
                                      std::span<const AssignorMember> members) const {
  GroupAssignment assignment(members.size());
  const std::vector<std::size_t> order = member_order(members, rules_.static_members_first);
  std::vector<TopicShare> shares;
  shares.reserve(topics.size());
  for (const AssignorTopic& topic : topics) shares.emplace_back(topic, members, order, rules_.rack_aware);

  if (std::any_of(shares.begin(), shares.end(), [](const TopicShare& share) { return share.by_rack(); }))
    deal_by_rack(shares, assignment);
  for (TopicShare& share : shares) share.deal(false, assignment);

  sort_lists(topics, assignment);
  return assignment;
}

}  // namespace kafka
