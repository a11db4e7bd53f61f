#pragma once
/// Lag in seconds: how long a group would take for what it has not read at the rate it processed in the last seconds.

#include <cstddef>

#include "gui/view/pyramid.h"

namespace charts {

class CatchUp {
 public:
  /// The rate is that of so many seconds: in a tenth of one a group may well take nothing.
  static constexpr double kRateSeconds = 5;

  /// Takes in what is new of both; nullptr for one that is not there. A group that processes nothing while it lags has
  /// no such value.
  const view::Pyramid* follow(const view::Pyramid* lag, const view::Pyramid* processed) {
    if (lag == nullptr || processed == nullptr) return nullptr;
    if (lag != lag_ || lag->size() < taken_) {
      lag_ = lag;
      taken_ = 0;
      seconds_ = {};
    }
    for (; taken_ < lag->size(); ++taken_) {
      const double t = lag->time(taken_);
      const float records = lag->value(taken_);
      const view::Column rate = processed->within(t - kRateSeconds, t + 1e-9);
      if (records <= 0)
        seconds_.append(t, 0);
      else if (rate.count > 0 && rate.mean > 0)
        seconds_.append(t, records / rate.mean);
    }
    return &seconds_;
  }

 private:
  const view::Pyramid* lag_ = nullptr;
  std::size_t taken_ = 0;
  view::Pyramid seconds_;
};

}  // namespace charts
