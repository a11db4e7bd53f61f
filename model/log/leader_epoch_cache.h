#pragma once
/// At which offset each leader epoch began in a log. Kafka: LeaderEpochFileCache (KIP-101, KIP-279).

#include <vector>

#include "model/types/ids.h"

namespace kafka {

struct EpochEntry {
  LeaderEpoch epoch;
  Offset start_offset{0};

  friend bool operator==(const EpochEntry&, const EpochEntry&) = default;
};

/// Answer of end_offset_for; both undefined (-1) if nothing is known.
struct EpochEndOffset {
  LeaderEpoch epoch = kNoEpoch;
  Offset end_offset = kUnknownOffset;

  friend bool operator==(const EpochEndOffset&, const EpochEndOffset&) = default;
};

/// Entries in order, epochs and start offsets both strictly increasing. Searches are O(log n); n is the number of
/// elections a log remembers.
class LeaderEpochCache {
 public:
  /// The epoch begins at `start_offset`, unless it is the latest and began before. Entries that contradict it (same or
  /// later epoch, same or later start) go. Both must be known (>= 0).
  void assign(LeaderEpoch epoch, Offset start_offset);
  /// The log was cut to `end_offset`: epochs that begin there or later are unknown again. Undefined: nothing.
  void truncate_from_end(Offset end_offset);
  /// The log now begins at `start_offset`: the epoch that holds it begins there, earlier ones are forgotten.
  void truncate_from_start(Offset start_offset);
  void clear() { entries_.clear(); }

  /// Where `requested` ended in a log that ends at `log_end_offset`, and the epoch this is true of (the largest known
  /// one that is not later). Kafka: endOffsetFor; what OffsetForLeaderEpoch and diverging fetches answer.
  [[nodiscard]] EpochEndOffset end_offset_for(LeaderEpoch requested, Offset log_end_offset) const;

  // Each answers kNoEpoch if there is none.
  [[nodiscard]] LeaderEpoch latest_epoch() const { return entries_.empty() ? kNoEpoch : entries_.back().epoch; }
  [[nodiscard]] LeaderEpoch previous_epoch(LeaderEpoch epoch) const;  ///< largest known epoch below
  [[nodiscard]] LeaderEpoch next_epoch(LeaderEpoch epoch) const;      ///< smallest known epoch above
  [[nodiscard]] LeaderEpoch epoch_for_offset(Offset offset) const;    ///< epoch in which `offset` lies
  [[nodiscard]] const std::vector<EpochEntry>& entries() const { return entries_; }

 private:
  std::vector<EpochEntry> entries_;
};

}  // namespace kafka
