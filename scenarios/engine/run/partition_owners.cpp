#include "scenarios/engine/run/partition_owners.h"

#include <algorithm>

namespace scenario {

sim::Duration UnreadTime::within(sim::SimTime from, sim::SimTime until) const {
  const sim::SimTime last = std::min(end.value_or(until), until);
  return std::max(last - std::max(begin, from), sim::Duration{0});
}

bool PartitionOwners::anybody_serves(const Partition& p) {
  return std::any_of(p.owners.begin(), p.owners.end(), [](const Owner& o) { return o.serves; });
}

void PartitionOwners::assigned(sim::SimTime now, const kafka::PartitionsAssigned& e) {
  for (const kafka::TopicPartition tp : e.added) {
    Partition& p = partitions_[tp];
    const auto known =
        std::find_if(p.owners.begin(), p.owners.end(), [&](const Owner& o) { return o.member == e.member; });
    if (known != p.owners.end() || ownerships_.size() == kMost) continue;
    p.owners.push_back({e.member, e.generation, false, ownerships_.size()});
    ownerships_.push_back({tp, e.member, e.generation, now, std::nullopt});
  }
}

void PartitionOwners::position(sim::SimTime now, kafka::ClientId member, kafka::TopicPartition tp) {
  Partition& p = partitions_[tp];
  const auto owner = std::find_if(p.owners.begin(), p.owners.end(), [&](const Owner& o) { return o.member == member; });
  if (owner == p.owners.end()) return;
  owner->serves = true;
  p.served = true;
  if (!p.unread) return;
  UnreadTime& u = unread_[*p.unread];
  u.end = now;
  u.taken_by = member;
  u.generation = owner->generation;
  p.unread.reset();
}

void PartitionOwners::gave_up(sim::SimTime now, kafka::ClientId member,
                              const std::vector<kafka::TopicPartition>& partitions, std::string_view how) {
  for (const kafka::TopicPartition tp : partitions) {
    Partition& p = partitions_[tp];
    const auto owner =
        std::find_if(p.owners.begin(), p.owners.end(), [&](const Owner& o) { return o.member == member; });
    if (owner == p.owners.end()) continue;
    ownerships_[owner->ownership].end = now;
    p.owners.erase(owner);
    if (!p.served || p.unread || anybody_serves(p) || unread_.size() == kMost) continue;
    p.unread = unread_.size();
    unread_.push_back({.tp = tp, .begin = now, .end = {}, .given_up_by = member, .how = how});
  }
}

void PartitionOwners::left(sim::SimTime now, kafka::ClientId member, std::string_view how) {
  std::vector<kafka::TopicPartition> owned;
  for (const auto& [tp, p] : partitions_)
    if (std::any_of(p.owners.begin(), p.owners.end(), [&](const Owner& o) { return o.member == member; }))
      owned.push_back(tp);
  gave_up(now, member, owned, how);
}

sim::Duration PartitionOwners::total_unread(sim::SimTime from, sim::SimTime until) const {
  sim::Duration sum{0};
  for (const UnreadTime& u : unread_) sum += u.within(from, until);
  return sum;
}

sim::Duration PartitionOwners::longest_unread(sim::SimTime from, sim::SimTime until) const {
  sim::Duration longest{0};
  for (const UnreadTime& u : unread_) longest = std::max(longest, u.within(from, until));
  return longest;
}

}  // namespace scenario
