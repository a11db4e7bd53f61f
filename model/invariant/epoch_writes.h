#pragma once
/// What the leaders of a partition wrote, epoch by epoch: the one place where the checkers keep contents.

#include <cstdint>
#include <deque>
#include <map>

#include "model/invariant/epoch_spans.h"
#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka {

/// Records [first_id, ...) of one producer at offsets [base, next), appended from `time` on.
struct LeaderWrite {
  Offset base;
  Offset next;
  ClientId producer;
  RecordId first_id;
  sim::SimTime time;

  [[nodiscard]] RecordId id_at(Offset offset) const { return first_id + (offset - base); }
};

/// Everything written in one epoch.
struct EpochWrites {
  BrokerId leader = kNoBroker;
  Offset start{0};                 ///< of the first record
  EpochSpans before;               ///< the leader's log when it wrote that
  std::deque<LeaderWrite> writes;  ///< ascending; the oldest may be forgotten
  std::int64_t forgotten = 0;      ///< how many of the oldest are
  Offset forgotten_below{0};       ///< contents below are not known any more

  /// The write that holds `offset`, or nullptr. `cursor` (a number of writes) remembers where the last search ended.
  [[nodiscard]] const LeaderWrite* find(Offset offset, std::int64_t& cursor) const;
};

/// Writes of one producer that follow each other within this time are one entry.
inline constexpr sim::Duration kWriteWindow = std::chrono::seconds(1);
/// Entries kept for one partition; older contents are then believed.
inline constexpr std::size_t kMostWrites = 1 << 15;

class PartitionWrites {
 public:
  /// The leader of `epoch` appended; `log` is its log before. Contents that were there in the same epoch are replaced.
  void append(LeaderEpoch epoch, BrokerId leader, const LeaderWrite& write, const EpochSpans& log);
  void remove_below(Offset start);

  [[nodiscard]] const EpochWrites* find(LeaderEpoch epoch) const;
  [[nodiscard]] const std::map<LeaderEpoch, EpochWrites>& all() const { return epochs_; }
  /// Entries kept: what this costs.
  [[nodiscard]] std::size_t kept() const { return kept_; }

 private:
  void forget_oldest();
  void pop_front(EpochWrites& of);

  std::map<LeaderEpoch, EpochWrites> epochs_;
  EpochWrites* newest_ = nullptr;  // of newest_epoch_, in epochs_
  LeaderEpoch newest_epoch_ = kNoEpoch;
  std::size_t kept_ = 0;
};

}  // namespace kafka
