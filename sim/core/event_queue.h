#pragma once
/// The pending events in the order (time, scheduling order): a radix "fan" queue on integer time.
///
/// The key of an event lies in the bucket (level, digit) where `level` is the highest 8-bit digit in which its time
/// differs from `base_`. The smallest bucket becomes the sorted front if it has few keys, else it is dealt out one or
/// more levels lower, so each key is moved a constant number of times and never compared with a far one. Buckets are
/// FIFO, dealing keeps their order and the sort is stable: equal times run as scheduled without a sequence number.
/// The events themselves never move.
///
/// After the radix heap of Ahuja, Mehlhorn, Orlin, Tarjan (J. ACM 37(2), 1990) and the ladder queue of Tang, Goh,
/// Thng (TOMACS 15(3), 2005). Insert, remove and pop cost amortised O(1) for any mix of delays.
///
/// Removing an event frees it at once and leaves its key stale; stale keys are swept when they outnumber the others by
/// 512, so what is pending bounds the memory. An event costs 64 bytes and about 17 for its key.
///
/// Invariants (now = the owner's clock):
///   base_ <= now whenever the owner's code runs; every key in a bucket is >= limit_ and >= base_
///   front_ holds the keys in [now, limit_), soonest on top; no bucket holds one of the aligned block [base_, limit_)
///   lane_ holds keys at exactly now that were scheduled at now, after all others of that instant

#include <array>
#include <bit>
#include <cstdint>
#include <limits>
#include <memory>

#include "sim/core/event_node.h"
#include "sim/core/key_bucket.h"
#include "sim/core/key_fifo.h"
#include "sim/core/key_stack.h"
#include "sim/core/slab.h"

namespace sim {

class EventQueue {
 public:
  using Node = detail::EventNode;
  using Key = detail::EventKey;
  static constexpr std::uint32_t kNone = std::numeric_limits<std::uint32_t>::max();

  EventQueue();

  /// A node for the caller to fill; then insert() it, or give it back with release().
  std::uint32_t acquire() { return nodes_.take(); }
  Node& node(std::uint32_t x) { return nodes_[x]; }
  /// Every node ever acquired is in [1, node_end()).
  [[nodiscard]] std::uint32_t node_end() const { return nodes_.end(); }

  /// time >= now. O(1).
  EventHandle insert(std::uint32_t x, std::uint64_t time, std::uint64_t now) {
    const std::uint32_t generation = ++nodes_[x].generation;
    ++inserted_;
    place({time, x, generation}, now);
    return {x, generation};
  }

  /// Undoes pop(): the event is pending again under the same handle and can be removed, but will not be popped until it
  /// is put back.
  void set_aside(std::uint32_t x) {
    --nodes_[x].generation;
    --popped_;
  }
  /// For an event that was set aside and not removed since; time >= now.
  void put_back(std::uint32_t x, std::uint64_t time, std::uint64_t now) { place({time, x, nodes_[x].generation}, now); }

  /// The next event at or before `end`, no longer pending: run it, then release() its node. Node kNone if there is
  /// none; the owner must then set its clock to `end`, or to anything if the queue is empty.
  Key pop(std::uint64_t now, std::uint64_t end) {
    for (;;) {
      Key key;
      if (!lane_.empty() && (front_.empty() || front_.top().time != now)) [[unlikely]] {
        key = lane_.pop();
      } else {
        if (front_.empty() && !refill(now, end)) return {0, kNone, 0};
        key = front_.top();
        if (key.time > end) return {0, kNone, 0};
        front_.pop();
        if (front_.size() > 2) __builtin_prefetch(&nodes_[front_.end()[-3].node]);
      }
      Node& n = nodes_[key.node];
      if (n.generation == key.generation) [[likely]] {
        ++n.generation;
        ++popped_;
        return key;
      }
      --stale_;
    }
  }

  [[nodiscard]] bool pending(EventHandle h) const {
    return h.node < nodes_.end() && nodes_[h.node].generation == h.generation;
  }

  /// Takes a pending event out: amortised O(1). The caller then release()s its node.
  void remove(std::uint32_t x) {
    ++nodes_[x].generation;
    ++removed_;
    if (++stale_ > size() + kStaleAllowed) [[unlikely]]
      sweep();
  }
  void release(std::uint32_t x) { nodes_.put_back(x); }

  [[nodiscard]] std::uint64_t size() const { return inserted_ - popped_ - removed_; }
  [[nodiscard]] std::uint64_t popped() const { return popped_; }
  /// What events and their keys have taken at most at a time, in bytes; the fixed 256 KiB of buckets apart.
  [[nodiscard]] std::uint64_t memory() const {
    return nodes_.end() * sizeof(Node) + chunks_.end() * sizeof(detail::KeyChunk) +
           (front_.capacity() + lane_.capacity()) * sizeof(Key);
  }

 private:
  static constexpr unsigned kDigitBits = 8;
  static constexpr unsigned kLevels = 8;
  static constexpr unsigned kDigits = 1u << kDigitBits;
  static constexpr unsigned kWords = kDigits / 64;
  static constexpr std::uint32_t kSmall = 16;    // a bucket of at most this many keys is sorted
  static constexpr std::uint32_t kSoon = 1024;   // the events of a bucket this small run soon: worth fetching
  static constexpr std::size_t kFrontMost = 64;  // a longer front is narrowed
  static constexpr std::uint64_t kStaleAllowed = 512;
  static constexpr std::size_t kMostNodes = std::size_t{1} << 24;
  static constexpr std::size_t kMostChunks = std::size_t{1} << 22;

  static unsigned level_of(std::uint64_t difference) {
    return static_cast<unsigned>(63 - std::countl_zero(difference | 1)) / kDigitBits;
  }
  static std::uint64_t span_mask(unsigned level) { return (std::uint64_t{1} << (kDigitBits * level)) - 1; }

  void place(Key key, std::uint64_t now) {
    if (key.time >= limit_) [[likely]]
      put(key);
    else if (key.time == now)
      lane_.push(key);
    else
      into_front(key, now);
  }
  void put(Key key) {
    const unsigned level = level_of(key.time ^ base_);
    const auto digit = static_cast<std::uint32_t>(key.time >> (kDigitBits * level)) & (kDigits - 1);
    used_[level][digit >> 6] |= std::uint64_t{1} << (digit & 63);
    levels_ |= 1u << level;
    buckets_[level << kDigitBits | digit].append(key, chunks_);
  }
  void into_front(Key key, std::uint64_t now);
  void narrow(std::uint64_t now);
  bool refill(std::uint64_t now, std::uint64_t end);
  [[nodiscard]] std::uint32_t first_digit(unsigned level) const {
    std::uint32_t word = 0;
    while (used_[level][word] == 0) ++word;
    return word * 64 + static_cast<std::uint32_t>(std::countr_zero(used_[level][word]));
  }
  void mark_empty(unsigned level, std::uint32_t digit) {
    auto& words = used_[level];
    words[digit >> 6] &= ~(std::uint64_t{1} << (digit & 63));
    if ((words[0] | words[1] | words[2] | words[3]) == 0) levels_ &= ~(1u << level);
  }
  void fetch_after(unsigned level, std::uint32_t digit) const;
  void take_few(detail::KeyBucket& bucket);
  void take_instant(detail::KeyBucket& bucket);
  void deal(detail::KeyBucket& bucket);
  void sweep();
  [[nodiscard]] bool stale(Key key) const { return nodes_[key.node].generation != key.generation; }

  detail::Slab<Node, &Node::next_free> nodes_{kMostNodes};
  detail::ChunkPool chunks_{kMostChunks};
  std::unique_ptr<detail::KeyBucket[]> buckets_;
  std::array<std::array<std::uint64_t, kWords>, kLevels> used_{};  // which digits have a non-empty bucket
  std::uint32_t levels_ = 0;                                       // which levels have one
  std::uint64_t base_ = 0;
  std::uint64_t limit_ = 0;
  detail::KeyStack front_;
  detail::KeyFifo lane_;
  std::uint64_t stale_ = 0;  // at least as many as there are stale keys
  std::uint64_t inserted_ = 0;
  std::uint64_t popped_ = 0;
  std::uint64_t removed_ = 0;
};

}  // namespace sim
