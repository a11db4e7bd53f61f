#pragma once
/// Where the lag of a group goes: by how many records it grows in a second, and how long it takes until nothing is left
/// if it goes on so.

#include <cmath>
#include <cstddef>

#include "gui/view/pyramid.h"

namespace charts {

class LagTrend {
 public:
  enum class Says { growth, time_to_drain };
  /// The trend is that of so many seconds.
  static constexpr double kSeconds = 5;

  explicit LagTrend(Says says) : says_(says) {}

  /// Takes in what is new; nullptr: there is no lag. A lag that does not fall has no time to drain.
  const view::Pyramid* follow(const view::Pyramid* lag) {
    if (lag == nullptr) return nullptr;
    if (lag != lag_ || lag->size() < taken_) {
      lag_ = lag;
      taken_ = 0;
      made_ = {};
    }
    for (; taken_ < lag->size(); ++taken_) add(lag->time(taken_), lag->value(taken_));
    return &made_;
  }

 private:
  void add(double t, float records) {
    const float before = lag_->at(t - kSeconds);
    if (std::isnan(before)) return;
    const float growth = (records - before) / static_cast<float>(kSeconds);
    if (says_ == Says::growth)
      made_.append(t, growth);
    else if (records <= 0)
      made_.append(t, 0);
    else if (growth < 0)
      made_.append(t, records / -growth);
  }

  Says says_;
  const view::Pyramid* lag_ = nullptr;
  std::size_t taken_ = 0;
  view::Pyramid made_;
};

}  // namespace charts
