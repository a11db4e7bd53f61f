#pragma once
/// A log as the list of its leader epochs: who wrote which offsets. What a leader writes in its epoch is written once
/// (EpochWrites), so two logs are equal where their epochs are.

#include <vector>

#include "model/types/ids.h"

namespace kafka {

/// Offsets [from, to) were written in `epoch`.
struct EpochSpan {
  LeaderEpoch epoch;
  Offset from;
  Offset to;
  friend bool operator==(const EpochSpan&, const EpochSpan&) = default;
};

class EpochSpans {
 public:
  void append(LeaderEpoch epoch, Offset from, Offset to);
  void truncate(Offset to);
  void remove_below(Offset start);
  void clear() { spans_.clear(); }

  [[nodiscard]] bool empty() const { return spans_.empty(); }
  [[nodiscard]] LeaderEpoch last_epoch() const { return spans_.empty() ? kNoEpoch : spans_.back().epoch; }
  /// kNoEpoch where there is no record. O(1) in the newest epoch.
  [[nodiscard]] LeaderEpoch epoch_at(Offset offset) const;
  [[nodiscard]] const std::vector<EpochSpan>& all() const { return spans_; }

  /// The first offset in [from, below) that both hold, of different epochs; kUnknownOffset if there is none.
  static Offset first_difference(const EpochSpans& a, const EpochSpans& b, Offset from, Offset below);
  /// The parts of [from, to) that are not here in `epoch`, in order.
  [[nodiscard]] std::vector<EpochSpan> missing(LeaderEpoch epoch, Offset from, Offset to) const;

 private:
  std::vector<EpochSpan> spans_;  // ascending, without overlap
};

}  // namespace kafka
