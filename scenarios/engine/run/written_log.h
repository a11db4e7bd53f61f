#pragma once
/// Which record lies at which offset of one partition, as its leaders wrote it - for the part that some group has still
/// to read. Reading on forgets: memory follows the lag.

#include <cstdint>
#include <deque>

#include "model/types/ids.h"

namespace scenario {

/// Records [first_id, first_id + count) of one producer at offsets [base, base + count).
struct WrittenRun {
  std::int64_t base = 0;
  std::int64_t count = 0;
  kafka::ClientId producer;
  std::int64_t first_id = 0;

  [[nodiscard]] std::int64_t end() const { return base + count; }
};

class WrittenLog {
 public:
  /// A leader appended at `run.base`. Below the present end it replaces what was there: a new leader's log is shorter.
  void append(const WrittenRun& run);
  /// Nobody will ask below `offset` again.
  void forget_below(std::int64_t offset);

  /// Calls visit(run) for what lies in offsets [begin, end), cut to that range.
  template <class Visit>
  void for_range(std::int64_t begin, std::int64_t end, Visit visit) const {
    for (const WrittenRun& run : runs_) {
      const std::int64_t from = run.base < begin ? begin : run.base;
      const std::int64_t to = run.end() < end ? run.end() : end;
      if (from < to) visit(WrittenRun{from, to - from, run.producer, run.first_id + (from - run.base)});
    }
  }
  /// One more than the last offset written; 0 before the first.
  [[nodiscard]] std::int64_t end() const { return end_; }
  /// How many runs are kept: what this costs.
  [[nodiscard]] std::size_t kept() const { return runs_.size(); }

 private:
  std::deque<WrittenRun> runs_;  // ascending, without overlap
  std::int64_t end_ = 0;
};

}  // namespace scenario
