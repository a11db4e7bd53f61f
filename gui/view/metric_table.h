#pragma once
/// Gives series their numbers, and gathers the values of one instant.

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "gui/view/chunk.h"

namespace view {

class MetricTable {
 public:
  /// Of the row under way: the value of a series that is known by its kind and by whose it is (a small number); its
  /// name is asked for when it is met for the first time. Not a number: no value at this instant.
  template <class Describe>
  void set(std::size_t kind, std::size_t whose, double value, Describe describe) {
    if (std::isnan(value)) return;
    row_.values.emplace_back(number(kind, whose, describe), static_cast<float>(value));
  }

  MetricRow take_row(double seconds) {
    const std::size_t about = row_.values.size();
    row_.seconds = seconds;
    MetricRow row = std::exchange(row_, {});
    row_.values.reserve(about);
    return row;
  }
  std::vector<SeriesInfo> take_new() { return std::exchange(new_, {}); }

 private:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  template <class Describe>
  std::uint32_t number(std::size_t kind, std::size_t whose, Describe describe) {
    if (kind >= numbers_.size()) numbers_.resize(kind + 1);
    std::vector<std::uint32_t>& of = numbers_[kind];
    if (whose >= of.size()) of.resize(whose + 1, kNone);
    if (of[whose] == kNone) {
      of[whose] = count_++;
      new_.push_back(describe());
    }
    return of[whose];
  }

  std::vector<std::vector<std::uint32_t>> numbers_;  // by kind and whose
  std::uint32_t count_ = 0;
  std::vector<SeriesInfo> new_;
  MetricRow row_;
};

}  // namespace view
