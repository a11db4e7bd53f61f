#include "model/log/log_entries.h"

#include <algorithm>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

void LogEntries::push_back(LogEntry entry) {
  if (chunks_.empty()) first_chunk_ = end_ / kChunk;
  const auto chunk = static_cast<std::size_t>(end_ / kChunk - first_chunk_);
  if (chunk == chunks_.size()) chunks_.push_back(std::make_unique<Chunk>());
  (*chunks_[chunk])[end_ % kChunk] = std::move(entry);
  ++end_;
}

LogEntries::Index LogEntries::find(Offset offset) const {
  if (empty() || (*this)[end_ - 1].next_offset() <= offset) return end_;
  // Readers mostly stand near the end: gallop back from there, then halve.
  Index high = end_ - 1;  // its last record is at or above `offset`
  Index low = begin_;
  for (Index step = 1; high > begin_; step *= 2) {
    const Index probe = high - begin_ > step ? high - step : begin_;
    if ((*this)[probe].base_offset <= offset) {
      low = probe;
      break;
    }
    high = probe;
  }
  while (low < high) {
    const Index middle = low + (high - low) / 2;
    if ((*this)[middle].next_offset() <= offset) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

void LogEntries::release(Index from, Index to) {
  for (Index i = from; i < to; ++i)
    (*chunks_[static_cast<std::size_t>(i / kChunk - first_chunk_)])[i % kChunk].batch.reset();
}

void LogEntries::remove_before(Index index) {
  SIM_CHECK(index >= begin_ && index <= end_);
  release(begin_, index);
  begin_ = index;
  drop_unused_chunks();
}

void LogEntries::remove_from(Index index) {
  SIM_CHECK(index >= begin_ && index <= end_);
  release(index, end_);
  end_ = index;
  drop_unused_chunks();
}

void LogEntries::drop_unused_chunks() {
  if (empty()) {
    std::vector<std::unique_ptr<Chunk>>().swap(chunks_);
    return;
  }
  const auto before = static_cast<std::ptrdiff_t>(begin_ / kChunk - first_chunk_);
  chunks_.erase(chunks_.begin(), chunks_.begin() + before);
  first_chunk_ += static_cast<Index>(before);
  chunks_.resize(static_cast<std::size_t>((end_ - 1) / kChunk - first_chunk_ + 1));
}

std::size_t LogEntries::memory_bytes() const {
  return chunks_.size() * sizeof(Chunk) + chunks_.capacity() * sizeof(chunks_[0]);
}

}  // namespace kafka
