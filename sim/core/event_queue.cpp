#include "sim/core/event_queue.h"

#include <algorithm>

namespace sim {

using detail::KeyBucket;

namespace {

constexpr auto kNothingAhead = [](const detail::EventKey*, std::uint32_t) {};

}  // namespace

EventQueue::EventQueue() : buckets_(std::make_unique<KeyBucket[]>(kLevels * kDigits)) {
  nodes_[0].generation = 1;  // so that the default handle (0, 0) names nothing
}

void EventQueue::into_front(Key key, std::uint64_t now) {
  front_.reserve(front_.size() + 1);
  front_.insert(key);
  if (front_.size() > kFrontMost) [[unlikely]]
    narrow(now);
}

/// A long front would make sorted insertion slow: keep only a smaller aligned block around `now`, deal out the rest.
void EventQueue::narrow(std::uint64_t now) {
  const std::uint64_t beyond = front_.end()[-1 - std::ptrdiff_t{kSmall}].time;
  const std::uint64_t mask = span_mask(level_of(now ^ beyond));
  base_ = now & ~mask;
  limit_ = (now | mask) + 1;
  Key* const keep = std::find_if(front_.begin(), front_.end(), [this](Key key) { return key.time < limit_; });
  for (const Key* key = keep; key != front_.begin();) put(*--key);
  front_.cut(std::copy(keep, front_.end(), front_.begin()));
}

/// The bucket becomes the front.
inline void EventQueue::take_few(KeyBucket& bucket) {
  front_.reserve(kSmall);
  front_.clear();
  bucket.drain(
      chunks_, kNothingAhead, [this](Key key) __attribute__((always_inline)) { front_.insert(key); });
}

/// All of one instant: they are in order already, however many.
void EventQueue::take_instant(KeyBucket& bucket) {
  front_.reserve(bucket.count);
  front_.clear();
  bucket.drain(chunks_, kNothingAhead, [this](Key key) { front_.push(key); });
  std::reverse(front_.begin(), front_.end());
}

void EventQueue::deal(KeyBucket& bucket) {
  if (bucket.count <= kSoon)
    bucket.drain(chunks_, kNothingAhead, [this](Key key) {
      __builtin_prefetch(&nodes_[key.node]);
      put(key);
    });
  else
    bucket.drain(chunks_, kNothingAhead, [this](Key key) { put(key); });
}

/// The bucket after this one is often in the same word of the bitmap: its first event runs next.
inline void EventQueue::fetch_after(unsigned level, std::uint32_t digit) const {
  const std::uint64_t word = used_[level][digit >> 6];
  if (word == 0) return;
  const std::uint32_t next = (digit & ~63u) + static_cast<std::uint32_t>(std::countr_zero(word));
  __builtin_prefetch(&nodes_[buckets_[level << kDigitBits | next].key[0].node]);
}

/// Opens the smallest buckets until the front has a key. Never opens one that begins after `end`: what is scheduled
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
    base_ = start;
    KeyBucket& bucket = buckets_[level << kDigitBits | digit];
    if (bucket.count > kSmall && level != 0) {
      limit_ = start;
      deal(bucket);
      continue;
    }
    fetch_after(level, digit);
    limit_ = start + span_mask(level) + 1;
    if (bucket.count <= kSmall) [[likely]]
      take_few(bucket);
    else
      take_instant(bucket);
    return true;
  }
  base_ = limit_ = now;
  return false;
}

/// Drops all stale keys. Called when they are the majority: amortised O(1) a removed event.
void EventQueue::sweep() {
  const auto ahead = [this](const Key* keys, std::uint32_t n) __attribute__((always_inline)) {
    for (std::uint32_t i = 0; i < n; ++i) __builtin_prefetch(&nodes_[keys[i].node]);
  };
  for (unsigned level = 0; level < kLevels; ++level)
    for (std::uint32_t word = 0; word < kWords; ++word)
      for (std::uint64_t bits = used_[level][word]; bits != 0; bits &= bits - 1) {
        const std::uint32_t digit = word * 64 + static_cast<std::uint32_t>(std::countr_zero(bits));
        KeyBucket& bucket = buckets_[level << kDigitBits | digit];
        bucket.drain(chunks_, ahead, [&](Key key) {
          if (!stale(key)) bucket.append(key, chunks_);
        });
        if (bucket.count == 0) mark_empty(level, digit);
      }
  front_.cut(std::remove_if(front_.begin(), front_.end(), [this](Key key) { return stale(key); }));
  lane_.erase_if([this](Key key) { return stale(key); });
  stale_ = 0;
}

}  // namespace sim
