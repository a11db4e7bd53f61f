#pragma once
/// The batches of one log in offset order: appended at the end, removed from both ends and by compaction, found by
/// offset.

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "model/log/log_entry.h"

namespace kafka {

/// Chunks of 64 entries (2 KiB), so that appending allocates once in 64 and removal gives memory back at once.
/// An index counts from the log's beginning and stays valid while other entries come and go.
class LogEntries {
 public:
  using Index = std::uint64_t;

  [[nodiscard]] Index begin_index() const { return begin_; }
  [[nodiscard]] Index end_index() const { return end_; }
  [[nodiscard]] bool empty() const { return begin_ == end_; }
  [[nodiscard]] const LogEntry& operator[](Index index) const {
    return (*chunks_[static_cast<std::size_t>(index / kChunk - first_chunk_)])[index % kChunk];
  }
  /// Needs: not empty.
  [[nodiscard]] const LogEntry& back() const { return (*this)[end_ - 1]; }
  /// First entry with a record at or above `offset`; end_index() if there is none. O(log n), O(1) near the end.
  [[nodiscard]] Index find(Offset offset) const;

  void push_back(LogEntry entry);
  /// Removes the entries before `index`.
  void remove_before(Index index);
  /// Removes the entry at `index` and all after it.
  void remove_from(Index index);
  /// Removes those before `end` for which goes(index) holds. The others close up towards `end`: indices from there on
  /// stay valid, and the first index grows by the number removed.
  template <class Goes>
  void remove_before_if(Index end, Goes goes) {
    Index to = end;
    for (Index i = end; i-- > begin_;) {
      if (goes(i)) continue;
      if (--to != i) at(to) = std::move(at(i));
    }
    remove_before(to);
  }
  void set_position(Index index, std::uint32_t position) { at(index).position = position; }

  /// What the container itself holds, batches not counted.
  [[nodiscard]] std::size_t memory_bytes() const;

 private:
  static constexpr Index kChunk = 64;
  using Chunk = std::array<LogEntry, kChunk>;

  [[nodiscard]] LogEntry& at(Index index) {
    return (*chunks_[static_cast<std::size_t>(index / kChunk - first_chunk_)])[index % kChunk];
  }
  void release(Index from, Index to);
  void drop_unused_chunks();

  std::vector<std::unique_ptr<Chunk>> chunks_;
  Index first_chunk_ = 0;  ///< number of chunks_[0]
  Index begin_ = 0;
  Index end_ = 0;
};

}  // namespace kafka
