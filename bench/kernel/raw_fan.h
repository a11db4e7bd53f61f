#pragma once
/// The structure that sim::EventQueue is built on, bare: a radix fan of keys over records that never move.
///
/// Plain data instead of callables, and no lives, no lane, no bounded runs, no narrowing. The caller never schedules
/// below the block that is open, as these works do not.

#include <algorithm>
#include <array>
#include <bit>
#include <cstdint>
#include <memory>

#include "bench/kernel/raw_work.h"
#include "sim/core/key_bucket.h"
#include "sim/core/key_stack.h"
#include "sim/core/slab.h"

namespace bench {

class RawFan {
 public:
  struct Key {
    std::uint32_t node = 0;
    std::uint32_t generation = 0;
  };

  Key add(std::uint64_t time, std::uint32_t kind, std::uint32_t id) {
    const std::uint32_t x = nodes_.take();
    ++living_;
    Node& node = nodes_[x];
    node.kind = kind;
    node.id = id;
    const sim::detail::EventKey key{time, x, node.generation};
    if (time >= limit_) [[likely]] {
      put(key);
    } else {
      front_.reserve(front_.size() + 1);
      front_.insert(key);
    }
    return {x, key.generation};
  }
  void cancel(Key key) {
    ++nodes_[key.node].generation;
    nodes_.put_back(key.node);
    --living_;
    if (++stale_ > living_ + 512) [[unlikely]]
      sweep();
  }
  Record pop() {
    for (;;) {
      if (front_.empty()) refill();
      const sim::detail::EventKey key = front_.top();
      front_.pop();
      if (front_.size() > 2) __builtin_prefetch(&nodes_[front_.end()[-3].node]);
      Node& node = nodes_[key.node];
      if (node.generation != key.generation) [[unlikely]] {
        --stale_;
        continue;
      }
      ++node.generation;
      --living_;
      nodes_.put_back(key.node);
      return {key.time, node.kind, node.id};
    }
  }

 private:
  struct alignas(64) Node {
    std::uint32_t kind;
    std::uint32_t id;
    std::uint32_t payload[12];
    std::uint32_t next_free;
    std::uint32_t generation;
  };
  static constexpr unsigned kBits = 8;
  static constexpr unsigned kLevels = 8;
  static constexpr std::uint32_t kSmall = 16;

  static unsigned level_of(std::uint64_t x) { return static_cast<unsigned>(63 - std::countl_zero(x | 1)) / kBits; }

  void put(sim::detail::EventKey key) {
    const unsigned level = level_of(key.time ^ base_);
    const auto digit = static_cast<std::uint32_t>(key.time >> (kBits * level)) & 255;
    used_[level][digit >> 6] |= std::uint64_t{1} << (digit & 63);
    levels_ |= 1u << level;
    buckets_[level << kBits | digit].append(key, chunks_);
  }
  void sweep() {
    const auto ahead = [this](const sim::detail::EventKey* keys, std::uint32_t n) __attribute__((always_inline)) {
      for (std::uint32_t i = 0; i < n; ++i) __builtin_prefetch(&nodes_[keys[i].node]);
    };
    const auto stale = [this](sim::detail::EventKey key) { return nodes_[key.node].generation != key.generation; };
    for (unsigned word = 0; word < kLevels * 4; ++word)
      for (std::uint64_t bits = used_[word / 4][word % 4]; bits != 0; bits &= bits - 1) {
        sim::detail::KeyBucket& bucket = buckets_[word * 64 + static_cast<unsigned>(std::countr_zero(bits))];
        bucket.drain(chunks_, ahead, [&](sim::detail::EventKey key) {
          if (!stale(key)) bucket.append(key, chunks_);
        });
      }
    front_.cut(std::remove_if(front_.begin(), front_.end(), stale));
    stale_ = 0;
  }
  void refill() {
    constexpr auto kNothingAhead = [](const sim::detail::EventKey*, std::uint32_t) {};
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
      sim::detail::KeyBucket& bucket = buckets_[level << kBits | digit];
      if (bucket.count <= kSmall || level == 0) {
        limit_ = base_ + (std::uint64_t{1} << shift);
        front_.reserve(bucket.count);
        bucket.drain(chunks_, kNothingAhead, [this](sim::detail::EventKey key) { front_.insert(key); });
        if (!front_.empty()) return;
        continue;
      }
      const bool soon = bucket.count <= 1024;
      bucket.drain(chunks_, kNothingAhead, [this, soon](sim::detail::EventKey key) {
        if (soon) __builtin_prefetch(&nodes_[key.node]);
        put(key);
      });
    }
  }

  sim::detail::Slab<Node, &Node::next_free> nodes_{std::size_t{1} << 24};
  sim::detail::ChunkPool chunks_{std::size_t{1} << 23};
  std::unique_ptr<sim::detail::KeyBucket[]> buckets_ = std::make_unique<sim::detail::KeyBucket[]>(kLevels * 256);
  std::array<std::array<std::uint64_t, 4>, kLevels> used_{};
  std::uint32_t levels_ = 0;
  std::uint64_t base_ = 0;
  std::uint64_t limit_ = 0;
  sim::detail::KeyStack front_;
  std::uint64_t living_ = 0;
  std::uint64_t stale_ = 0;
};

}  // namespace bench
