#include "model/consumer/sticky_balancer.h"

#include <algorithm>
#include <bit>

#include "sim/core/check.h"

namespace kafka {

StickyBalancer::StickyBalancer(const StickyGroup& group, const RackInfo& racks, StickyRules rules, StickyLists kept,
                               std::vector<std::size_t> previous)
    : group_(group),
      racks_(racks),
      rules_(rules),
      lists_(std::move(kept)),
      owner_(group.partitions(), kNobody),
      previous_(std::move(previous)),
      most_(group.consumers(), 0),
      movements_(group) {
  SIM_CHECK(group.consumers() > 0);
  for (std::size_t c = 0; c < group.consumers(); ++c) {
    for (std::size_t t = 0; t < group.topics(); ++t)
      if (group.subscribes(c, t)) most_[c] += group.partition_count(t);
    for (const std::size_t p : lists_[c]) owner_[p] = c;
    by_load_.insert({load(c), c});
  }
}

StickyLists StickyBalancer::balance(std::vector<std::size_t> all, std::vector<std::size_t> unassigned) {
  const bool fresh = by_load_.rbegin()->first == 0;
  assign(unassigned);
  const auto stays = [&](std::size_t partition) { return !can_be_moved(partition); };
  std::erase_if(all, stays);
  std::erase_if(unassigned, stays);
  set_aside_fixed();

  const StickyLists before = lists_;
  if (rules_.new_partitions_first) reassign(unassigned);
  // What this moves counts, what the first pass moved does not.
  const bool moved = reassign(all);
  return !fresh && moved && score(lists_) >= score(before) ? before : lists_;
}

void StickyBalancer::assign(const std::vector<std::size_t>& partitions) {
  std::vector<std::size_t> rest;
  for (const std::size_t p : partitions)
    if (!racks_.matters() || !assign(p, true)) rest.push_back(p);
  for (const std::size_t p : rest) assign(p, false);
}

/// To the lightest subscriber.
bool StickyBalancer::assign(std::size_t partition, bool only_matching_racks) {
  const auto taker = std::find_if(by_load_.begin(), by_load_.end(), [&](const auto& entry) {
    return group_.subscribes(entry.second, topic_of(partition)) &&
           (!only_matching_racks || !racks_.mismatch(entry.second, partition));
  });
  if (taker == by_load_.end()) return false;
  const std::size_t consumer = taker->second;
  by_load_.erase(taker);
  lists_[consumer].push_back(partition);
  owner_[partition] = consumer;
  by_load_.insert({load(consumer), consumer});
  return true;
}

/// Not if it has all it can get and nobody else could have any of that.
bool StickyBalancer::takes_part(std::size_t consumer) const {
  return load(consumer) < most_[consumer] ||
         std::any_of(lists_[consumer].begin(), lists_[consumer].end(), [&](std::size_t p) { return can_be_moved(p); });
}

void StickyBalancer::set_aside_fixed() {
  for (std::size_t c = 0; c < group_.consumers(); ++c)
    if (!takes_part(c)) by_load_.erase({load(c), c});
}

bool StickyBalancer::balanced() const {
  if (by_load_.empty() || by_load_.begin()->first + 1 >= by_load_.rbegin()->first) return true;
  const std::vector<std::size_t> heaviest = heaviest_owners();
  for (const auto& [count, consumer] : by_load_) {
    if (count == most_[consumer]) continue;
    for (std::size_t t = 0; t < group_.topics(); ++t)
      if (group_.subscribes(consumer, t) && count + rules_.tolerance < heaviest[t]) return false;
  }
  return true;
}

/// By topic: the load of the heaviest of those that have a partition of it.
std::vector<std::size_t> StickyBalancer::heaviest_owners() const {
  std::vector<std::size_t> heaviest(group_.topics(), 0);
  for (const auto& [count, consumer] : by_load_)
    for (const std::size_t p : lists_[consumer]) heaviest[topic_of(p)] = count;
  return heaviest;
}

/// Round and round until nothing moves any more or all is balanced. True if anything moved.
bool StickyBalancer::reassign(const std::vector<std::size_t>& partitions) {
  // The swaps of move() can lead round in a circle. Kafka, 2.3 and 3.9 alike, then never comes back from here; we stop
  // as soon as a round ends where an earlier one did (Brent's algorithm).
  std::vector<std::size_t> owner_then = owner_;
  auto moved_then = movements_.moved();
  std::size_t round = 1;
  for (; reassign_once(partitions); ++round) {
    if (owner_ == owner_then && movements_.moved() == moved_then) return true;
    if (!std::has_single_bit(round)) continue;
    owner_then = owner_;
    moved_then = movements_.moved();
  }
  return round > 1;
}

bool StickyBalancer::reassign_once(const std::vector<std::size_t>& partitions) {
  bool modified = false;
  for (const std::size_t p : partitions) {
    if (balanced()) break;
    if (reassign(p)) modified = true;
  }
  return modified;
}

bool StickyBalancer::reassign(std::size_t partition) {
  const std::size_t owner = owner_[partition];
  const std::size_t previous = previous_[partition];
  // A consumer that has been set aside can only be asked for here if it had the partition before and is not subscribed
  // to it any more; Kafka runs into a NullPointerException then. If it still takes part, it gets the partition.
  if (previous != kNobody && !fixed(previous) && load(owner) > load(previous) + 1) {
    move(partition, previous);
    return true;
  }
  // Kafka looks for a light subscriber in the partition's racks first, but then takes the lightest in any.
  const std::size_t lightest = lightest_subscriber(topic_of(partition));
  if (lightest == kNobody || load(owner) <= load(lightest) + 1) return false;
  move(partition, lightest);
  return true;
}

std::size_t StickyBalancer::lightest_subscriber(std::size_t topic) const {
  const auto lightest = std::find_if(by_load_.begin(), by_load_.end(),
                                     [&](const auto& entry) { return group_.subscribes(entry.second, topic); });
  return lightest == by_load_.end() ? kNobody : lightest->second;
}

/// The partition, or another of its topic if that has come the other way.
void StickyBalancer::move(std::size_t partition, std::size_t to) {
  const std::size_t moved = movements_.actual(partition, owner_[partition], to);
  const std::size_t from = owner_[moved];
  by_load_.erase({load(from), from});
  by_load_.erase({load(to), to});
  movements_.move(moved, from, to);
  std::erase(lists_[from], moved);
  lists_[to].push_back(moved);
  owner_[moved] = to;
  by_load_.insert({load(to), to});
  by_load_.insert({load(from), from});
}

/// The sum of the differences of load over all pairs; 0 is best.
std::int64_t StickyBalancer::score(const StickyLists& lists) const {
  std::vector<std::size_t> loads;
  for (const auto& entry : by_load_) loads.push_back(lists[entry.second].size());
  std::sort(loads.begin(), loads.end());
  std::int64_t sum = 0;
  const auto n = static_cast<std::int64_t>(loads.size());
  for (std::int64_t i = 0; i < n; ++i)
    sum += static_cast<std::int64_t>(loads[static_cast<std::size_t>(i)]) * (2 * i - n + 1);
  return sum;
}

}  // namespace kafka
