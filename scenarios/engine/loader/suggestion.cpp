#include "scenarios/engine/loader/suggestion.h"

#include <cstddef>
#include <vector>

#include <fmt/format.h>

#include "model/config/nearest.h"

namespace scenario {
namespace {

constexpr std::size_t kLongestList = 12;

}  // namespace

std::string suggest(std::string_view wrong, std::span<const std::string_view> known) {
  const auto near = kafka::nearest_names(wrong, known, 1);
  if (!near.empty()) return fmt::format("did you mean '{}'?", near.front());
  if (known.empty()) return "there is none";
  if (known.size() > kLongestList) return "";
  if (known.size() == 1) return fmt::format("there is only '{}'", known.front());
  return fmt::format("known are: {}", fmt::join(known, ", "));
}

std::string suggest(std::string_view wrong, std::span<const std::string> known) {
  const std::vector<std::string_view> views(known.begin(), known.end());
  return suggest(wrong, std::span<const std::string_view>(views));
}

}  // namespace scenario
