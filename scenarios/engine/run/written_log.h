#pragma once
/// Which record lies at which offset of one partition, for a part of it that somebody has still to do with: memory
/// follows what is kept.

#include <algorithm>
#include <cstdint>
#include <deque>
#include <vector>

#include "model/types/ids.h"

namespace scenario {

/// Records [first_id, first_id + count) of one producer at offsets [base, base + count).
struct WrittenRun {
  std::int64_t base = 0;
  std::int64_t count = 0;
  kafka::ClientId producer;
  std::int64_t first_id = 0;
  kafka::LeaderEpoch epoch = kafka::kNoEpoch;  ///< of the leader that wrote it

  [[nodiscard]] std::int64_t end() const { return base + count; }
  [[nodiscard]] std::int64_t end_id() const { return first_id + count; }
  /// What of it lies in offsets [begin, end).
  [[nodiscard]] WrittenRun part(std::int64_t begin, std::int64_t end) const;
};

class WrittenLog {
 public:
  /// Appends at `run.base`; what lay there or behind is gone.
  void append(const WrittenRun& run);
  /// Takes out what lies at or above `offset`, in order.
  std::vector<WrittenRun> cut(std::int64_t offset);
  /// Takes out offsets [begin, end).
  void remove(std::int64_t begin, std::int64_t end);
  /// Nobody will ask below `offset` again.
  void forget_below(std::int64_t offset);

  /// Calls visit(run) for what lies in offsets [begin, end), cut to that range. O(log runs + runs visited).
  template <class Visit>
  void for_range(std::int64_t begin, std::int64_t end, Visit visit) const {
    for (auto it = first_behind(begin); it != runs_.end() && it->base < end; ++it) visit(it->part(begin, end));
  }
  [[nodiscard]] bool any_in(std::int64_t begin, std::int64_t end) const {
    const auto it = first_behind(begin);
    return it != runs_.end() && it->base < end;
  }
  [[nodiscard]] bool empty() const { return runs_.empty(); }
  /// The first offset kept; not for an empty log.
  [[nodiscard]] std::int64_t begin() const { return runs_.front().base; }
  /// One more than the last offset written, whether it is still kept or not; 0 before the first.
  [[nodiscard]] std::int64_t end() const { return end_; }
  [[nodiscard]] const std::deque<WrittenRun>& runs() const { return runs_; }
  /// How many runs are kept: what this costs.
  [[nodiscard]] std::size_t kept() const { return runs_.size(); }

 private:
  /// The first run that ends behind `offset`.
  [[nodiscard]] std::deque<WrittenRun>::const_iterator first_behind(std::int64_t offset) const {
    return std::upper_bound(runs_.begin(), runs_.end(), offset,
                            [](std::int64_t at, const WrittenRun& run) { return at < run.end(); });
  }

  std::deque<WrittenRun> runs_;  // ascending, without overlap
  std::int64_t end_ = 0;
};

}  // namespace scenario
