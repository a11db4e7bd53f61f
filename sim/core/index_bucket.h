#pragma once
/// A FIFO of node indices that can be punctured anywhere: the buckets of the event queue.

#include <algorithm>
#include <cstdint>

#include "sim/core/event_node.h"
#include "sim/core/slab.h"

namespace sim::detail {

/// A cache line of indices, linked to the next.
struct alignas(64) IndexChunk {
  static constexpr std::uint32_t kCapacity = 15;
  std::uint32_t index[kCapacity];
  std::uint32_t next;
};

/// The first indices lie in the bucket itself, so a sparse queue needs no chunks.
struct alignas(64) IndexBucket {
  static constexpr std::uint32_t kCapacity = 13;
  std::uint32_t count;  // holes included
  std::uint32_t head;   // first chunk, 0 if none
  std::uint32_t tail;
  std::uint32_t index[kCapacity];
};
static_assert(sizeof(IndexChunk) == 64 && sizeof(IndexBucket) == 64);

using ChunkPool = Slab<IndexChunk, &IndexChunk::next>;

/// Appends and returns where: kInBucket | `number` * 16 + offset, or chunk * 16 + offset.
inline constexpr std::uint32_t kInBucket = 1u << 31;
inline std::uint32_t append(IndexBucket& bucket, std::uint32_t number, std::uint32_t x, ChunkPool& chunks) {
  std::uint32_t at = bucket.count++;
  if (at < IndexBucket::kCapacity) [[likely]] {
    bucket.index[at] = x;
    return kInBucket | number << 4 | at;
  }
  at = (at - IndexBucket::kCapacity) % IndexChunk::kCapacity;
  if (at == 0) {
    const std::uint32_t fresh = chunks.take();
    chunks[fresh].next = 0;
    (bucket.head == 0 ? bucket.head : chunks[bucket.tail].next) = fresh;
    bucket.tail = fresh;
  }
  chunks[bucket.tail].index[at] = x;
  return bucket.tail << 4 | at;
}

/// Empties the bucket: each(x) in order for every index that is not a hole. ahead(indices, n) is told which come
/// soon. `each` may append to any bucket, this one included: a chunk is copied and given back before it is dealt.
template <class Ahead, class Each>
void drain(IndexBucket& bucket, ChunkPool& chunks, Ahead ahead, Each each) {
  const IndexBucket own = bucket;
  bucket.count = bucket.head = bucket.tail = 0;
  const std::uint32_t inside = std::min(own.count, IndexBucket::kCapacity);
  ahead(own.index, inside);
  if (own.head != 0) ahead(chunks[own.head].index, IndexChunk::kCapacity);
  for (std::uint32_t i = 0; i < inside; ++i)
    if (own.index[i] != kNoIndex) each(own.index[i]);
  std::uint32_t left = own.count - inside;
  for (std::uint32_t at = own.head; at != 0;) {
    const IndexChunk chunk = chunks[at];
    chunks.put_back(at);
    if (chunk.next != 0) {
      ahead(chunks[chunk.next].index, IndexChunk::kCapacity);
      __builtin_prefetch(&chunks[chunks[chunk.next].next]);
    }
    const std::uint32_t n = std::min(left, IndexChunk::kCapacity);
    for (std::uint32_t i = 0; i < n; ++i)
      if (chunk.index[i] != kNoIndex) each(chunk.index[i]);
    left -= n;
    at = chunk.next;
  }
}

}  // namespace sim::detail
