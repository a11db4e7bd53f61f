#include "scenarios/engine/loader/suggestion.h"

#include <algorithm>
#include <cstddef>
#include <vector>

#include <fmt/format.h>

namespace scenario {
namespace {

// Longer words are no slips of the finger.
constexpr std::size_t kLongestWord = 100;
constexpr std::size_t kLongestList = 12;

/// Optimal string alignment: insertions, deletions, changes and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, change});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before_last[j - 2] + 1);
    }
    before_last.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

}  // namespace

std::string suggest(std::string_view wrong, std::span<const std::string_view> known) {
  std::string_view best;
  // A third of the word may be wrong: "acks" for "ack", not "key" for "acks".
  std::size_t least = std::max<std::size_t>(wrong.size() / 3, 1) + 1;
  for (const std::string_view name : known) {
    if (wrong.size() > kLongestWord || name.size() > kLongestWord) continue;
    // The beginning of a longer name: "replica.lag.time.max" for "replica.lag.time.max.ms".
    const bool cut_short = wrong.size() >= 4 && name.starts_with(wrong) && name[wrong.size()] == '.';
    const std::size_t d = cut_short ? 1 : distance(wrong, name);
    if (d >= least) continue;
    least = d;
    best = name;
  }
  if (!best.empty()) return fmt::format("did you mean '{}'?", best);
  if (known.empty()) return "there is none";
  if (known.size() > kLongestList) return "";
  return fmt::format("known {}: {}", known.size() == 1 ? "is" : "are", fmt::join(known, ", "));
}

std::string suggest(std::string_view wrong, std::span<const std::string> known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  return suggest(wrong, std::span<const std::string_view>(views));
}

}  // namespace scenario
