#pragma once
/// Gives series their numbers, and gathers the values of one instant.

#include <cmath>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "gui/view/chunk.h"

namespace view {

class MetricTable {
 public:
  /// Of the row under way. Not a number: no value at this instant.
  void set(const std::string& path, const std::string& label, const char* unit, double value) {
    if (std::isnan(value)) return;
    const auto [it, added] = numbers_.try_emplace(path, static_cast<std::uint32_t>(numbers_.size()));
    if (added) new_.push_back({path, label, unit});
    row_.values.emplace_back(it->second, static_cast<float>(value));
  }

  MetricRow take_row(double seconds) {
    row_.seconds = seconds;
    return std::exchange(row_, {});
  }
  std::vector<SeriesInfo> take_new() { return std::exchange(new_, {}); }

 private:
  std::map<std::string, std::uint32_t> numbers_;
  std::vector<SeriesInfo> new_;
  MetricRow row_;
};

}  // namespace view
