#pragma once
/// The buckets of the event queue: FIFOs of keys that share a pool of chunks.

#include <algorithm>
#include <cstdint>

#include "sim/core/slab.h"

namespace sim::detail {

/// What the queue sorts by and finds the event with. Stale (cancelled) if the node's generation has moved on.
struct EventKey {
  std::uint64_t time;
  std::uint32_t node;
  std::uint32_t generation;
};

struct alignas(64) KeyChunk {
  static constexpr std::uint32_t kCapacity = 15;
  std::uint32_t next;
  EventKey key[kCapacity];
};
using ChunkPool = Slab<KeyChunk, &KeyChunk::next>;

/// The first keys lie in the bucket itself, so a sparse queue needs no chunks.
struct alignas(64) KeyBucket {
  static constexpr std::uint32_t kCapacity = 7;
  std::uint32_t count;
  std::uint32_t head;  // first chunk, 0 if none
  std::uint32_t tail;
  std::uint32_t fill;  // keys in the tail chunk
  EventKey key[kCapacity];

  void append(EventKey k, ChunkPool& chunks) {
    const std::uint32_t at = count++;
    if (at < kCapacity) [[likely]]
      key[at] = k;
    else
      append_to_chunk(k, chunks);
  }

  /// Empties the bucket: each(key) in order. ahead(keys, n) is told which come soon. `each` may append to any bucket,
  /// this one included: what it writes stays behind what is read.
  template <class Ahead, class Each>
  void drain(ChunkPool& chunks, Ahead ahead, Each each) {
    const std::uint32_t inside = std::min(count, kCapacity);
    std::uint32_t left = count - inside;
    std::uint32_t at = head;
    count = head = 0;
    ahead(key, inside);
    if (at != 0) ahead(chunks[at].key, std::min(left, KeyChunk::kCapacity));
    for (std::uint32_t i = 0; i < inside; ++i) each(key[i]);
    while (at != 0) {
      const KeyChunk& chunk = chunks[at];
      const std::uint32_t n = std::min(left, KeyChunk::kCapacity);
      const std::uint32_t next = chunk.next;
      left -= n;
      if (next != 0) ahead(chunks[next].key, std::min(left, KeyChunk::kCapacity));
      for (std::uint32_t i = 0; i < n; ++i) each(chunk.key[i]);
      chunks.put_back(at);
      at = next;
    }
  }

 private:
  void append_to_chunk(EventKey k, ChunkPool& chunks) {
    if (head == 0 || fill == KeyChunk::kCapacity) {
      const std::uint32_t fresh = chunks.take();
      chunks[fresh].next = 0;
      (head == 0 ? head : chunks[tail].next) = fresh;
      tail = fresh;
      fill = 0;
    }
    chunks[tail].key[fill++] = k;
  }
};
static_assert(sizeof(KeyChunk) == 256 && sizeof(KeyBucket) == 128);

}  // namespace sim::detail
