#pragma once
/// The structure that sim::EventQueue is built on, bare: a radix fan over records that never move, nothing else.
///
/// No callables, no lives, no generations, no lane, no bounded runs, no narrowing back after one: cancel trusts its
/// key, and the caller never schedules below the block that is open. RecordBytes 64 has the kernel's cache line a
/// record (room for 40 bytes of plain payload), 32 is the leanest.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>
#include <vector>

#include "bench/kernel/raw_work.h"
#include "sim/core/index_bucket.h"
#include "sim/core/slab.h"

namespace bench {

template <std::size_t RecordBytes>
class RawFan {
 public:
  using Key = std::uint32_t;

  Key add(std::uint64_t time, std::uint32_t kind, std::uint32_t id) {
    const std::uint32_t x = nodes_.take();
    nodes_[x].record = {time, kind, id};
    if (time >= limit_) [[likely]]
      put(x, time);
    else
      into_front(x, time);
    return x;
  }
  void cancel(Key x) {
    const std::uint32_t position = nodes_[x].position;
    if (position != kInFront) [[likely]]
      index_at(position) = sim::detail::kNoIndex;
    else
      front_.erase(std::find_if(front_.begin(), front_.end(), [x](const Due& due) { return due.node == x; }));
    nodes_.put_back(x);
  }
  Record pop() {
    if (front_.empty()) refill();
    const std::uint32_t x = front_.back().node;
    front_.pop_back();
    if (const std::size_t left = front_.size(); left > 2) __builtin_prefetch(&nodes_[front_[left - 3].node]);
    const Record record = nodes_[x].record;
    nodes_.put_back(x);
    return record;
  }

 private:
  struct alignas(RecordBytes) Node {
    Record record;
    std::uint32_t position;
  };
  static_assert(sizeof(Node) == RecordBytes);
  struct Due {
    std::uint64_t time;
    std::uint32_t node;
  };
  static constexpr unsigned kBits = 8;
  static constexpr unsigned kLevels = 8;
  static constexpr std::uint32_t kInFront = sim::detail::kNoIndex;
  static constexpr std::uint32_t kSmall = 16;

  static unsigned level_of(std::uint64_t x) { return static_cast<unsigned>(63 - std::countl_zero(x | 1)) / kBits; }

  void put(std::uint32_t x, std::uint64_t time) {
    const unsigned level = level_of(time ^ base_);
    const auto digit = static_cast<std::uint32_t>(time >> (kBits * level)) & 255;
    const std::uint32_t number = level << kBits | digit;
    used_[level][digit >> 6] |= std::uint64_t{1} << (digit & 63);
    levels_ |= 1u << level;
    nodes_[x].position = sim::detail::append(buckets_[number], number, x, chunks_);
  }
  std::uint32_t& index_at(std::uint32_t position) {
    const std::uint32_t offset = position & 15;
    if ((position & sim::detail::kInBucket) == 0) return chunks_[position >> 4].index[offset];
    return buckets_[(position & ~sim::detail::kInBucket) >> 4].index[offset];
  }
  void into_front(std::uint32_t x, std::uint64_t time) {
    nodes_[x].position = kInFront;
    std::size_t at = front_.size();
    front_.push_back({});
    for (; at > 0 && front_[at - 1].time <= time; --at) front_[at] = front_[at - 1];
    front_[at] = {time, x};
  }
  void refill() {
    for (;;) {
      const auto level = static_cast<unsigned>(std::countr_zero(levels_));
      std::uint32_t word = 0;
      while (used_[level][word] == 0) ++word;
      const std::uint32_t digit = word * 64 + static_cast<std::uint32_t>(std::countr_zero(used_[level][word]));
      used_[level][word] &= used_[level][word] - 1;
      if ((used_[level][0] | used_[level][1] | used_[level][2] | used_[level][3]) == 0) levels_ &= ~(1u << level);
      const unsigned shift = kBits * level;
      const std::uint64_t above = level + 1 == kLevels ? 0 : ~std::uint64_t{0} << (shift + kBits);
      base_ = (base_ & above) | std::uint64_t{digit} << shift;
      sim::detail::IndexBucket& bucket = buckets_[level << kBits | digit];
      if (bucket.count <= kSmall || level == 0) {
        limit_ = base_ + (std::uint64_t{1} << shift);
        if (take(bucket)) return;
      } else {
        deal(bucket);
      }
    }
  }
  bool take(sim::detail::IndexBucket& bucket) {
    front_.resize(bucket.count);
    Due* const front = front_.data();
    std::size_t taken = 0;
    sim::detail::drain(
        bucket, chunks_, [](const std::uint32_t*, std::uint32_t) {},
        [&](std::uint32_t x) {
          nodes_[x].position = kInFront;
          const std::uint64_t time = nodes_[x].record.time;
          std::size_t at = taken++;
          for (; at > 0 && front[at - 1].time <= time; --at) front[at] = front[at - 1];
          front[at] = {time, x};
        });
    front_.resize(taken);
    return taken != 0;
  }
  void deal(sim::detail::IndexBucket& bucket) {
    const auto ahead = [this](const std::uint32_t* indices, std::uint32_t n) __attribute__((always_inline)) {
      for (std::uint32_t i = 0; i < n; ++i) __builtin_prefetch(&nodes_[indices[i] & (kMost - 1)]);
    };
    sim::detail::drain(bucket, chunks_, ahead, [this](std::uint32_t x) { put(x, nodes_[x].record.time); });
  }

  static constexpr std::size_t kMost = std::size_t{1} << 24;
  sim::detail::Slab<Node, &Node::position> nodes_{kMost};
  sim::detail::ChunkPool chunks_{kMost};
  std::unique_ptr<sim::detail::IndexBucket[]> buckets_ = std::make_unique<sim::detail::IndexBucket[]>(kLevels * 256);
  std::array<std::array<std::uint64_t, 4>, kLevels> used_{};
  std::uint32_t levels_ = 0;
  std::uint64_t base_ = 0;
  std::uint64_t limit_ = 0;
  std::vector<Due> front_;
};

}  // namespace bench
