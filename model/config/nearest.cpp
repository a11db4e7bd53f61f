#include "model/config/nearest.h"

#include <algorithm>
#include <utility>

namespace kafka {

namespace {

constexpr std::size_t kLongestName = 200;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the table: distances of a[0..i) to every prefix of b.
  std::vector<std::size_t> before(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const bool same = lower(a[i - 1]) == lower(b[j - 1]);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1)});
      const bool swapped = i > 1 && j > 1 && lower(a[i - 1]) == lower(b[j - 2]) && lower(a[i - 2]) == lower(b[j - 1]);
      if (swapped) row[j] = std::min(row[j], before[j - 2] + 1);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

std::vector<std::string_view> nearest_names(std::string_view wrong, std::span<const std::string_view> known,
                                            std::size_t most) {
  std::vector<std::pair<std::size_t, std::string_view>> near;
  if (wrong.size() > kLongestName) return {};
  for (const std::string_view name : known) {
    const std::size_t bound = std::max<std::size_t>(1, std::max(wrong.size(), name.size()) / 3);
    const std::size_t distance = edit_distance(wrong, name);
    if (distance <= bound) near.emplace_back(distance, name);
  }
  std::stable_sort(near.begin(), near.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string_view> names;
  for (const auto& [distance, name] : near)
    if (names.size() < most) names.push_back(name);
  return names;
}

}  // namespace kafka
