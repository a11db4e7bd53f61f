#include "model/consumer/subscription_state.h"

#include <algorithm>
#include <utility>

namespace kafka {

void SubscriptionState::subscribe(std::vector<TopicId> topics) {
  auto_assigned_ = true;
  subscription_ = std::move(topics);
}

void SubscriptionState::assign_from_user(const std::vector<TopicPartition>& ordered) {
  assign_from_subscribed(ordered);
  auto_assigned_ = false;
  subscription_.clear();
}

void SubscriptionState::assign_from_subscribed(const std::vector<TopicPartition>& ordered) {
  std::vector<Partition> next;
  for (const TopicPartition tp : ordered) {
    const Partition* known = find(tp);
    next.push_back(known ? *known : Partition{.tp = tp});
  }
  partitions_ = std::move(next);
}

bool SubscriptionState::subscribed(TopicId topic) const {
  return std::find(subscription_.begin(), subscription_.end(), topic) != subscription_.end();
}

std::vector<TopicPartition> SubscriptionState::assigned() const {
  std::vector<TopicPartition> all;
  for (const Partition& p : partitions_) all.push_back(p.tp);
  return all;
}

void SubscriptionState::move_to_end(TopicPartition tp) {
  const auto it = std::find_if(partitions_.begin(), partitions_.end(), [&](const Partition& p) { return p.tp == tp; });
  if (it != partitions_.end()) std::rotate(it, it + 1, partitions_.end());
}

SubscriptionState::Partition* SubscriptionState::find(TopicPartition tp) {
  for (Partition& p : partitions_)
    if (p.tp == tp) return &p;
  return nullptr;
}

const SubscriptionState::Partition* SubscriptionState::find(TopicPartition tp) const {
  for (const Partition& p : partitions_)
    if (p.tp == tp) return &p;
  return nullptr;
}

bool SubscriptionState::has_all_fetch_positions() const {
  return std::all_of(partitions_.begin(), partitions_.end(), [](const Partition& p) { return p.has_valid_position(); });
}

std::vector<TopicPartition> SubscriptionState::initializing() const {
  std::vector<TopicPartition> all;
  for (const Partition& p : partitions_)
    if (p.state == FetchState::INITIALIZING) all.push_back(p.tp);
  return all;
}

std::vector<PartitionOffset> SubscriptionState::all_consumed() const {
  std::vector<PartitionOffset> all;
  for (const Partition& p : partitions_)
    if (p.has_valid_position())
      all.push_back({.tp = p.tp, .offset = p.position.offset, .leader_epoch = p.position.offset_epoch});
  return all;
}

void SubscriptionState::mark_pending_revocation() {
  for (Partition& p : partitions_) p.pending_revocation = true;
}

}  // namespace kafka
