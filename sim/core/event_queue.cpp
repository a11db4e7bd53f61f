#include "sim/core/event_queue.h"

#include <algorithm>

namespace sim {

using detail::IndexBucket;

namespace {

constexpr auto kNothingAhead = [](const std::uint32_t*, std::uint32_t) {};

}  // namespace

EventQueue::EventQueue() : buckets_(std::make_unique<IndexBucket[]>(kLevels * kDigits)) {
  nodes_[0].generation = 1;  // so that the default handle (0, 0) names nothing
}

auto EventQueue::prefetcher() const {
  // Always inline: GCC takes a function that only prefetches for one without effect and drops the call.
  return [this](const std::uint32_t* indices, std::uint32_t n) __attribute__((always_inline)) {
    for (std::uint32_t i = 0; i < n; ++i) __builtin_prefetch(&nodes_[indices[i] & (kMostNodes - 1)]);
  };
}

void EventQueue::into_lane(std::uint32_t x) {
  Node& n = nodes_[x];
  n.position = kLoose;
  // An instant that keeps prolonging itself must not keep its past.
  if (lane_.size() == lane_.capacity() && lane_at_ > lane_.size() / 2) {
    lane_.erase(lane_.begin(), lane_.begin() + static_cast<std::ptrdiff_t>(lane_at_));
    lane_at_ = 0;
  }
  lane_.push_back({n.time, x, n.generation});
}

void EventQueue::into_front(std::uint32_t x, std::uint64_t time, std::uint64_t now) {
  Node& n = nodes_[x];
  n.position = kLoose;
  std::size_t at = front_.size();
  front_.push_back({});
  for (; at > 0 && front_[at - 1].time <= time; --at) front_[at] = front_[at - 1];
  front_[at] = {time, x, n.generation};
  if (front_.size() > kFrontMost) [[unlikely]]
    narrow(now);
}

/// A long front would make sorted insertion slow: keep only a smaller aligned block around `now`, deal out the rest.
void EventQueue::narrow(std::uint64_t now) {
  std::erase_if(front_, [this](const Due& due) { return nodes_[due.node].generation != due.generation; });
  if (front_.size() <= kFrontMost / 2) return;
  const std::uint64_t beyond = front_[front_.size() - 1 - kSmall].time;
  const std::uint64_t mask = span_mask(level_of(now ^ beyond));
  base_ = now & ~mask;
  limit_ = (now | mask) + 1;
  const auto keep = std::find_if(front_.begin(), front_.end(), [this](const Due& due) { return due.time < limit_; });
  for (auto due = keep; due != front_.begin();) {
    --due;
    put(due->node, due->time);
  }
  front_.erase(front_.begin(), keep);
}

std::uint32_t EventQueue::first_digit(unsigned level) const {
  std::uint32_t word = 0;
  while (used_[level][word] == 0) ++word;
  return word * 64 + static_cast<std::uint32_t>(std::countr_zero(used_[level][word]));
}

void EventQueue::mark_empty(unsigned level, std::uint32_t digit) {
  used_[level][digit >> 6] &= ~(std::uint64_t{1} << (digit & 63));
  std::uint64_t any = 0;
  for (const std::uint64_t word : used_[level]) any |= word;
  if (any == 0) levels_ &= ~(1u << level);
}

/// Opens the smallest buckets until the front has an event. Never opens one that begins after `end`: what is scheduled
/// once the clock stands at `end` must not fall below base_.
bool EventQueue::refill(std::uint64_t now, std::uint64_t end) {
  while (levels_ != 0) {
    const auto level = static_cast<unsigned>(std::countr_zero(levels_));
    const std::uint32_t digit = first_digit(level);
    const unsigned shift = kDigitBits * level;
    const std::uint64_t above = level + 1 == kLevels ? 0 : ~span_mask(level + 1);
    const std::uint64_t start = (base_ & above) | std::uint64_t{digit} << shift;
    if (start > end) return false;
    mark_empty(level, digit);
    base_ = limit_ = start;
    IndexBucket& bucket = buckets_[level << kDigitBits | digit];
    if (bucket.count > kSmall && level != 0) {
      deal(bucket);
    } else {
      limit_ = start + span_mask(level) + 1;
      if (take(bucket, level == 0)) return true;
    }
  }
  base_ = limit_ = now;
  return false;
}

/// The bucket becomes the front; false if it held nothing but holes.
bool EventQueue::take(IndexBucket& bucket, bool one_instant) {
  const std::uint32_t count = bucket.count;
  front_.resize(count);
  Due* const front = front_.data();
  std::uint32_t taken = 0;
  detail::drain(bucket, chunks_, kNothingAhead, [&](std::uint32_t x) {
    Node& n = nodes_[x];
    n.position = kLoose;
    std::uint32_t at = taken++;
    if (!one_instant)
      for (; at > 0 && front[at - 1].time <= n.time; --at) front[at] = front[at - 1];
    front[at] = {n.time, x, n.generation};
  });
  front_.resize(taken);
  holes_ -= count - taken;
  if (one_instant) std::reverse(front_.begin(), front_.end());
  return taken != 0;
}

void EventQueue::deal(IndexBucket& bucket) {
  const std::uint32_t count = bucket.count;
  std::uint32_t dealt = 0;
  detail::drain(bucket, chunks_, prefetcher(), [&](std::uint32_t x) {
    put(x, nodes_[x].time);
    ++dealt;
  });
  holes_ -= count - dealt;
}

/// Closes up the holes that cancelled events left. Called when they are the large majority: amortised O(1) a cancel.
void EventQueue::compact() {
  for (unsigned level = 0; level < kLevels; ++level)
    for (std::uint32_t digit = 0; digit < kDigits; ++digit) {
      const std::uint32_t number = level << kDigitBits | digit;
      IndexBucket& bucket = buckets_[number];
      if (bucket.count == 0) continue;
      detail::drain(bucket, chunks_, prefetcher(),
                    [&](std::uint32_t x) { nodes_[x].position = detail::append(bucket, number, x, chunks_); });
      if (bucket.count == 0) mark_empty(level, digit);
    }
  holes_ = 0;
}

}  // namespace sim
