#include "gui/compare/side_words.h"

#include <algorithm>

#include <fmt/format.h>

#include "gui/compare/fork_settings.h"

namespace comparing {
namespace {

/// "acks" of "acks of the trucks": as short as it is clear.
std::string short_name(const std::string& name) { return name.substr(0, name.find(" of ")); }

void append(std::string& text, const std::string& more) { text += (text.empty() ? "" : ", ") + more; }

}  // namespace

std::string read_change(const std::string& word, Changes& changes) {
  const auto after = [&](std::string_view prefix) { return word.substr(prefix.size()); };
  if (word.starts_with("variant:")) {
    changes.variant = after("variant:");
    return "";
  }
  if (word.starts_with("seed:")) {
    const std::string digits = after("seed:");
    if (digits.empty() || digits.size() > 18 || digits.find_first_not_of("0123456789") != std::string::npos)
      return fmt::format("a whole number is expected, not '{}'", digits);
    changes.seed = std::stoull(digits);
    return "";
  }
  const std::size_t sign = word.find('=');
  if (sign == std::string::npos || sign == 0)
    return fmt::format("variant:NAME, seed:NUMBER or PATH=VALUE is expected, not '{}'", word);
  changes.set.emplace_back(word.substr(0, sign), word.substr(sign + 1));
  return "";
}

Sides sides_of(const Side& open, const scenario::ScenarioSpec& spec, const Changes& changes) {
  Sides sides{open, open};
  std::string a;
  std::string b;
  if (changes.variant && *changes.variant != open.source.variant) {
    sides.b.source.variant = *changes.variant;
    append(a, open.source.variant.empty() ? "the scenario itself" : open.source.variant);
    append(b, changes.variant->empty() ? "the scenario itself" : *changes.variant);
  }
  if (changes.seed && *changes.seed != spec.seed) {
    sides.b.source.seed = changes.seed;
    append(a, fmt::format("seed {}", spec.seed));
    append(b, fmt::format("seed {}", *changes.seed));
  }
  const std::vector<ForkSetting> known = fork_settings(spec);
  for (const auto& [path, value] : changes.set) {
    sides.b.source.set.push_back(path + "=" + value);
    const auto it =
        std::find_if(known.begin(), known.end(), [&, p = path](const ForkSetting& s) { return s.path == p; });
    const std::string name = it == known.end() ? path.substr(path.rfind('.') + 1) : short_name(it->name);
    if (it != known.end()) append(a, name + "=" + it->now);
    append(b, name + "=" + value);
  }
  for (const view::JournalEntry& e : changes.faults) {
    sides.b.journal.push_back(e);
    append(b, fmt::format("{} at {:.3f} s", e.words, sim::to_seconds(e.fault.at)));
  }
  sides.a.title = a.empty() ? "as it is" : a;
  sides.b.title = b.empty() ? "the same" : b;
  return sides;
}

}  // namespace comparing
