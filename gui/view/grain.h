#pragma once
/// How finely a run is recorded and how much of it is kept: coarser the longer it lasts, so that a record is bounded
/// and a chart has always some thousand samples.

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sim/core/time.h"

namespace view {

/// So many of what is told one by one, the latest.
struct Kept {
  std::size_t hops = 50'000;  ///< for animation
  std::size_t batches = 400'000;
  std::size_t marks = 400'000;
  std::size_t events = 200'000;
  std::size_t log_lines = 100'000;
};

struct Grain {
  static constexpr std::int64_t kMostSteps = 10'000;
  static constexpr std::int64_t kMostFrames = 1'000;
  /// Of longer ones a quarter of the frames and an eighth of the rest are kept: nobody looks into each batch of days.
  static constexpr sim::Duration kLong = std::chrono::hours(12);

  sim::Duration step = std::chrono::milliseconds(100);  ///< between two samples of the series
  int frame_every = 5;                                  ///< steps from one frame to the next
  Kept kept;

  /// For a run that lasts so long: steps of 0.1, 0.2, 0.5, 1 ... s, and 10,000 of them at most.
  [[nodiscard]] static Grain of(sim::Duration run) {
    Grain grain;
    for (int i = 0; run / grain.step > kMostSteps; ++i) grain.step = i % 3 == 1 ? grain.step / 2 * 5 : grain.step * 2;
    if (run / grain.step > kMostFrames * grain.frame_every) grain.frame_every *= 2;
    if (run <= kLong) return grain;
    grain.frame_every *= 4;
    Kept& k = grain.kept;
    for (std::size_t* const most : {&k.hops, &k.batches, &k.marks, &k.events, &k.log_lines}) *most /= 8;
    return grain;
  }
  /// Steps that make up so much time: at least one.
  [[nodiscard]] std::size_t steps_in(sim::Duration time) const {
    return static_cast<std::size_t>(std::max<std::int64_t>(1, time / step));
  }
};

}  // namespace view
