#pragma once
/// The pending events in the order (time, scheduling order): a radix "fan" queue on integer time.
///
/// An event lies in the bucket (level, digit) where `level` is the highest 8-bit digit in which its time differs from
/// `base_`. The smallest bucket becomes the sorted front if it has few events, else it is dealt out one or more levels
/// lower, so each event is touched a constant number of times and never compared with a far one. Buckets are FIFO,
/// dealing keeps their order and the sort is stable: equal times run as scheduled without a stored sequence number.
///
/// After the radix heap of Ahuja, Mehlhorn, Orlin, Tarjan (J. ACM 37(2), 1990) and the ladder queue of Tang, Goh,
/// Thng (TOMACS 15(3), 2005). Insert, remove and pop cost amortised O(1) for any mix of delays.
///
/// Invariants (now = the owner's clock):
///   base_ <= now whenever the owner's code runs; every event in a bucket is >= limit_ and >= base_
///   front_ holds the events in [now, limit_), soonest last; no bucket holds one of the aligned block [base_, limit_)
///   lane_ holds events at exactly now that were scheduled at now, after all others of that instant

#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "sim/core/event_node.h"
#include "sim/core/index_bucket.h"
#include "sim/core/slab.h"

namespace sim {

class EventQueue {
 public:
  using Node = detail::EventNode;
  static constexpr std::uint32_t kNone = detail::kNoIndex;

  EventQueue();

  /// A node for the caller to fill; then insert() it, or give it back with release().
  std::uint32_t acquire() { return nodes_.take(); }
  Node& node(std::uint32_t x) { return nodes_[x]; }
  /// Every node ever acquired is in [1, node_end()).
  [[nodiscard]] std::uint32_t node_end() const { return nodes_.end(); }

  /// time >= now. O(1).
  EventHandle insert(std::uint32_t x, std::uint64_t time, std::uint64_t now) {
    Node& n = nodes_[x];
    ++n.generation;
    ++inserted_;
    place(x, time, now);
    return {x, n.generation};
  }

  /// Undoes pop(): the event is pending again under the same handle and can be removed, but will not be popped until it
  /// is put back.
  void set_aside(std::uint32_t x) {
    --nodes_[x].generation;
    --popped_;
  }
  /// For an event that was set aside and not removed since; time >= now.
  void put_back(std::uint32_t x, std::uint64_t time, std::uint64_t now) { place(x, time, now); }

  /// The next event at or before `end`, no longer pending: run it, then release() it. kNone if there is none; the
  /// owner must then set its clock to `end`, or to anything if the queue is empty.
  std::uint32_t pop(std::uint64_t now, std::uint64_t end) {
    for (;;) {
      Due due;
      if (lane_at_ != lane_.size() && (front_.empty() || front_.back().time != now)) [[unlikely]] {
        due = lane_[lane_at_++];
        if (lane_at_ == lane_.size()) lane_.clear(), lane_at_ = 0;
      } else {
        if (front_.empty() && !refill(now, end)) return kNone;
        due = front_.back();
        if (due.time > end) return kNone;
        front_.pop_back();
        if (const std::size_t left = front_.size(); left > 2) __builtin_prefetch(&nodes_[front_[left - 3].node]);
      }
      Node& n = nodes_[due.node];
      if (n.generation == due.generation) [[likely]] {
        ++n.generation;
        ++popped_;
        return due.node;
      }
    }
  }

  [[nodiscard]] bool pending(EventHandle h) const {
    return h.node < nodes_.end() && nodes_[h.node].generation == h.generation;
  }

  /// Takes a pending event out: O(1). The caller then release()s its node.
  void remove(std::uint32_t x) {
    Node& n = nodes_[x];
    ++n.generation;
    ++removed_;
    if (n.position == kLoose) return;  // the front and the lane notice by the generation
    index_at(n.position) = kNone;
    if (++holes_ > 4 * size() + kHolesAllowed) [[unlikely]]
      compact();
  }
  void release(std::uint32_t x) { nodes_.put_back(x); }

  [[nodiscard]] std::uint64_t size() const { return inserted_ - popped_ - removed_; }
  [[nodiscard]] std::uint64_t popped() const { return popped_; }

 private:
  static constexpr unsigned kDigitBits = 8;
  static constexpr unsigned kLevels = 8;
  static constexpr unsigned kDigits = 1u << kDigitBits;
  static constexpr unsigned kWords = kDigits / 64;
  static constexpr std::uint32_t kLoose = kNone;  // the position of an event in the front or the lane
  static constexpr std::uint32_t kSmall = 16;     // a bucket of at most this many events is sorted whole
  static constexpr std::size_t kFrontMost = 64;   // a longer front is narrowed
  static constexpr std::uint64_t kHolesAllowed = 1 << 16;
  static constexpr std::size_t kMostNodes = std::size_t{1} << 26;
  static constexpr std::size_t kMostChunks = std::size_t{1} << 25;

  struct Due {
    std::uint64_t time;
    std::uint32_t node;
    std::uint32_t generation;
  };

  static unsigned level_of(std::uint64_t difference) {
    return static_cast<unsigned>(63 - std::countl_zero(difference | 1)) / kDigitBits;
  }
  static std::uint64_t span_mask(unsigned level) { return (std::uint64_t{1} << (kDigitBits * level)) - 1; }

  void put(std::uint32_t x, std::uint64_t time) {
    const unsigned level = level_of(time ^ base_);
    const auto digit = static_cast<std::uint32_t>(time >> (kDigitBits * level)) & (kDigits - 1);
    const std::uint32_t number = level << kDigitBits | digit;
    used_[level][digit >> 6] |= std::uint64_t{1} << (digit & 63);
    levels_ |= 1u << level;
    nodes_[x].position = detail::append(buckets_[number], number, x, chunks_);
  }
  std::uint32_t& index_at(std::uint32_t position) {
    const std::uint32_t offset = position & 15;
    if ((position & detail::kInBucket) == 0) return chunks_[position >> 4].index[offset];
    return buckets_[(position & ~detail::kInBucket) >> 4].index[offset];
  }

  void place(std::uint32_t x, std::uint64_t time, std::uint64_t now) {
    nodes_[x].time = time;
    if (time >= limit_) [[likely]]
      put(x, time);
    else if (time == now)
      into_lane(x);
    else
      into_front(x, time, now);
  }
  void into_lane(std::uint32_t x);
  void into_front(std::uint32_t x, std::uint64_t time, std::uint64_t now);
  void narrow(std::uint64_t now);
  bool refill(std::uint64_t now, std::uint64_t end);
  std::uint32_t first_digit(unsigned level) const;
  void mark_empty(unsigned level, std::uint32_t digit);
  bool take(detail::IndexBucket& bucket, bool one_instant);
  void deal(detail::IndexBucket& bucket);
  void compact();
  [[nodiscard]] auto prefetcher() const;

  detail::Slab<Node, &Node::position> nodes_{kMostNodes};
  detail::ChunkPool chunks_{kMostChunks};
  std::unique_ptr<detail::IndexBucket[]> buckets_;
  std::array<std::array<std::uint64_t, kWords>, kLevels> used_{};  // which digits have a non-empty bucket
  std::uint32_t levels_ = 0;                                       // which levels have one
  std::uint64_t base_ = 0;
  std::uint64_t limit_ = 0;
  std::vector<Due> front_;
  std::vector<Due> lane_;
  std::size_t lane_at_ = 0;
  std::uint64_t holes_ = 0;
  std::uint64_t inserted_ = 0;
  std::uint64_t popped_ = 0;
  std::uint64_t removed_ = 0;
};

}  // namespace sim
