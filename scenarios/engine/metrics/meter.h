#pragma once
/// Rates as Kafka's servers keep them. Kafka: com.yammer.metrics.core.Meter, com.yammer.metrics.stats.EWMA.

#include <cstdint>

#include "sim/core/time.h"

namespace scenario {

/// An exponentially weighted moving average over `minutes`, moved on every 5 s: alpha is 1 - exp(-5 / 60 / minutes),
/// and the first interval's own rate is where it begins. Per second.
class Ewma {
 public:
  explicit Ewma(int minutes);
  void update(std::int64_t n) { uncounted_ += n; }
  /// Five seconds have passed.
  void tick();
  [[nodiscard]] double rate() const { return rate_; }

 private:
  double alpha_;
  double rate_ = 0;
  std::int64_t uncounted_ = 0;
  bool initialized_ = false;
};

/// Count, MeanRate and the rates of one, five and fifteen minutes. It moves on when it is marked or read: whole
/// intervals of 5 s since its beginning.
class Meter {
 public:
  static constexpr sim::Duration kTick = std::chrono::seconds(5);

  explicit Meter(sim::SimTime start) : start_(start), ticked_(start) {}

  void mark(sim::SimTime now, std::int64_t n = 1);
  void move_on(sim::SimTime now);

  [[nodiscard]] std::int64_t count() const { return count_; }
  [[nodiscard]] double mean_rate(sim::SimTime now) const;
  [[nodiscard]] double one_minute_rate() const { return one_.rate(); }
  [[nodiscard]] double five_minute_rate() const { return five_.rate(); }
  [[nodiscard]] double fifteen_minute_rate() const { return fifteen_.rate(); }

 private:
  sim::SimTime start_;
  sim::SimTime ticked_;
  std::int64_t count_ = 0;
  Ewma one_{1};
  Ewma five_{5};
  Ewma fifteen_{15};
};

}  // namespace scenario
