#include "model/consumer/constrained_assignment.h"

#include <algorithm>
#include <iterator>

namespace kafka {

ConstrainedAssignment::ConstrainedAssignment(const StickyGroup& group, const RackInfo& racks,
                                             const StickyClaims& claims)
    : group_(group),
      racks_(racks),
      claims_(claims),
      quota_(group.partitions() / group.consumers()),
      most_((group.partitions() + group.consumers() - 1) / group.consumers()),
      extra_left_(group.partitions() % group.consumers()),
      lists_(group.consumers()) {}

StickyLists ConstrainedAssignment::build() {
  for (const std::size_t c : group_.hash_order()) keep_owned(c);
  std::vector<std::size_t> rest = unassigned();
  std::sort(below_quota_.begin(), below_quota_.end());
  std::sort(at_quota_.begin(), at_quota_.end());
  racks_.sort_by_rack_consumers(rest);
  deal_by_rack(rest);
  deal(rest);
  return lists_;
}

void ConstrainedAssignment::keep_owned(std::size_t consumer) {
  std::vector<std::size_t> owned;
  for (const std::size_t p : claims_.owned[consumer]) {
    if (racks_.mismatch(consumer, p)) {
      given_up_[p] = consumer;
    } else if (!claims_.contested.contains(p)) {
      owned.push_back(p);
    }
  }
  // By number, then by topic.
  std::sort(owned.begin(), owned.end(), [&](std::size_t a, std::size_t b) {
    const PartitionId number_a = group_.name(a).partition;
    const PartitionId number_b = group_.name(b).partition;
    return number_a == number_b ? a < b : number_a < number_b;
  });

  std::size_t kept = owned.size();
  if (owned.size() < quota_) {
    below_quota_.push_back(consumer);
  } else if (owned.size() >= most_ && extra_left_ > 0) {
    kept = most_;
    count_extra();
  } else {
    kept = quota_;
    if (extra_left_ > 0) at_quota_.push_back(consumer);
  }
  for (std::size_t i = kept; i < owned.size(); ++i) given_up_[owned[i]] = consumer;
  owned.resize(kept);
  lists_[consumer] = std::move(owned);
}

std::vector<std::size_t> ConstrainedAssignment::unassigned() const {
  std::vector<bool> assigned(group_.partitions(), false);
  for (const auto& list : lists_)
    for (const std::size_t p : list) assigned[p] = true;
  std::vector<std::size_t> rest;
  for (std::size_t p = 0; p < group_.partitions(); ++p)
    if (!assigned[p]) rest.push_back(p);
  return rest;
}

/// What finds nobody in its racks with room left stays in `partitions`.
void ConstrainedAssignment::deal_by_rack(std::vector<std::size_t>& partitions) {
  if (!racks_.matters()) return;
  std::vector<std::size_t> left;
  for (const std::size_t p : partitions) {
    std::size_t consumer = kNobody;
    if (const std::size_t below = racks_.next_rack_consumer(p, below_quota_, next_); below != kNobody) {
      consumer = take_below_quota(below);
    } else if (const std::size_t full = racks_.next_rack_consumer(p, at_quota_, 0); full != kNobody) {
      consumer = take_at_quota(full);
    }
    if (consumer == kNobody) {
      left.push_back(p);
    } else {
      give(p, consumer);
    }
  }
  partitions = std::move(left);
}

/// The consumer at this place of below_quota_, which is about to get one more.
std::size_t ConstrainedAssignment::take_below_quota(std::size_t at) {
  const std::size_t consumer = below_quota_[at];
  const std::size_t count = lists_[consumer].size() + 1;
  if (count >= quota_) {
    below_quota_.erase(std::next(below_quota_.begin(), static_cast<std::ptrdiff_t>(at)));
    if (count < most_ && extra_left_ > 0) at_quota_.push_back(consumer);
  } else {
    ++at;
  }
  next_ = below_quota_.empty() ? 0 : at % below_quota_.size();
  return consumer;
}

std::size_t ConstrainedAssignment::take_at_quota(std::size_t at) {
  const std::size_t consumer = at_quota_[at];
  at_quota_.erase(std::next(at_quota_.begin(), static_cast<std::ptrdiff_t>(at)));
  count_extra();
  return consumer;
}

/// Goes round those below the quota by member id; then each of the others gets one more, those that had the quota from
/// the start first.
void ConstrainedAssignment::deal(const std::vector<std::size_t>& partitions) {
  std::size_t turn = 0;
  for (const std::size_t p : partitions) {
    if (below_quota_.empty()) {
      // Kafka throws IllegalStateException here; the quotas leave no way to it.
      if (at_quota_.empty()) return;
      const std::size_t consumer = at_quota_.front();
      at_quota_.erase(at_quota_.begin());
      give(p, consumer);
      continue;
    }
    if (turn >= below_quota_.size()) turn = 0;
    const std::size_t consumer = below_quota_[turn];
    if (give(p, consumer) == quota_) {
      below_quota_.erase(std::next(below_quota_.begin(), static_cast<std::ptrdiff_t>(turn)));
      at_quota_.push_back(consumer);
    } else {
      ++turn;
    }
  }
}

/// The consumer's count after it.
std::size_t ConstrainedAssignment::give(std::size_t partition, std::size_t consumer) {
  lists_[consumer].push_back(partition);
  const auto had = given_up_.find(partition);
  if ((had != given_up_.end() && had->second != consumer) || claims_.contested.contains(partition))
    transferring_[partition] = consumer;
  return lists_[consumer].size();
}

void ConstrainedAssignment::count_extra() {
  if (--extra_left_ == 0) at_quota_.clear();
}

}  // namespace kafka
