#include <algorithm>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace cli {
namespace {

struct Row {
  std::string name;
  std::string words;  ///< its title, and its variants
};

struct Chapter {
  std::string title;
  std::vector<Row> rows;
};

/// The course's chapters in its order, then others by name, at the end what has none.
std::vector<Chapter> by_chapter(const std::vector<std::pair<std::string, Row>>& all) {
  std::vector<Chapter> chapters;
  for (const std::string_view title : scenario::chapters()) chapters.push_back({std::string(title), {}});
  std::vector<std::string> others;
  for (const auto& [chapter, row] : all) {
    const auto known = scenario::chapters();
    if (std::find(known.begin(), known.end(), chapter) == known.end()) others.push_back(chapter);
  }
  std::sort(others.begin(), others.end());
  others.erase(std::unique(others.begin(), others.end()), others.end());
  for (const std::string& title : others)
    if (!title.empty()) chapters.push_back({title, {}});
  chapters.push_back({"", {}});
  for (const auto& [chapter, row] : all) {
    for (Chapter& c : chapters)
      if (c.title == chapter) c.rows.push_back(row);
  }
  std::erase_if(chapters, [](const Chapter& c) { return c.rows.empty(); });
  return chapters;
}

std::string words_of(const scenario::ScenarioSpec& spec) {
  if (spec.variants.empty()) return spec.title;
  std::string names;
  for (const scenario::VariantInfo& v : spec.variants) names += (names.empty() ? "" : ", ") + v.name;
  return fmt::format("{} (variants: {})", spec.title, names);
}

}  // namespace

int list_command() {
  const std::vector<scenario::ShippedScenario> shipped = scenario::shipped_scenarios();
  if (shipped.empty()) {
    fmt::print(stderr, "kafkasim: no scenarios are installed\n");
    return kBadInput;
  }
  std::size_t width = 0;
  int code = kMet;
  std::vector<std::pair<std::string, Row>> all;
  for (const scenario::ShippedScenario& s : shipped) {
    width = std::max(width, s.name.size());
    scenario::Diagnostics diagnostics;
    const auto spec = scenario::load(s.path, {}, diagnostics);
    if (!spec) code = kBadInput;
    all.emplace_back(spec ? spec->chapter : "",
                     Row{s.name, spec ? words_of(*spec) : "cannot be read: see `kafkasim check " + s.name + "`"});
  }
  const std::vector<Chapter> chapters = by_chapter(all);
  for (const Chapter& chapter : chapters) {
    if (&chapter != &chapters.front()) fmt::print("\n");
    const std::string rest = chapters.size() == 1 ? "Scenarios" : "Other scenarios";
    fmt::print("{}\n", chapter.title.empty() ? rest : chapter.title);
    for (const Row& row : chapter.rows) fmt::print("  {:{}}  {}\n", row.name, width, row.words);
  }
  return code;
}

}  // namespace cli
