#include "gui/charts/peaks.h"

#include <algorithm>

namespace charts {
namespace {

constexpr double kBrief = .03;  // of the columns
constexpr double kHigh = 4;     // times as high as the rest
constexpr double kRoom = 1.5;   // for the rest to be seen in

}  // namespace

std::optional<double> height_without_peaks(std::vector<double> tops) {
  constexpr std::size_t kLeast = 20;
  if (tops.size() < kLeast) return std::nullopt;
  const auto above = static_cast<std::size_t>(kBrief * static_cast<double>(tops.size())) + 1;
  const auto rank = tops.end() - static_cast<std::ptrdiff_t>(above) - 1;
  std::nth_element(tops.begin(), rank, tops.end());
  const double rest = *rank;
  const double most = *std::max_element(rank, tops.end());
  if (!(rest > 0) || most <= kHigh * rest) return std::nullopt;
  return kRoom * rest;
}

}  // namespace charts
