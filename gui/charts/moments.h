#pragma once
/// The instants worth a tick on an axis of time: turns of the run, elections and rebalances among them. Follows a
/// record as it grows, so that nobody goes through all its events for each picture.

#include <cstdint>
#include <optional>
#include <vector>

#include "gui/view/run_record.h"

namespace charts {

inline double seconds_of(sim::SimTime t) { return sim::to_seconds(t - sim::kTimeZero); }

struct Moment {
  enum class Kind : std::uint8_t { turn, election, rebalance };
  double seconds = 0;
  std::uint64_t event = 0;  ///< its number
  view::EventClass event_class = view::EventClass::request;
  Kind kind = Kind::turn;
};

class Moments {
 public:
  /// Takes in what is new; everything, if it is another record or another future.
  void follow(const view::RunRecord& record);

  [[nodiscard]] const std::vector<Moment>& all() const { return all_; }
  /// The first one at or after.
  [[nodiscard]] std::vector<Moment>::const_iterator from(double seconds) const;
  /// The one nearest to it, no farther than `reach`.
  [[nodiscard]] std::optional<double> nearest(double seconds, double reach) const;

 private:
  const view::RunRecord* record_ = nullptr;
  std::uint64_t seen_ = 0;  // number of the last event that was looked at
  std::vector<Moment> all_;
};

}  // namespace charts
