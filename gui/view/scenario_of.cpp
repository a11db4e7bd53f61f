#include "gui/view/scenario_of.h"

#include "scenarios/engine/loader/added_faults.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace view {

std::optional<scenario::ScenarioSpec> scenario_of(const RunSource& source, std::string& problem) {
  scenario::Diagnostics diagnostics;
  scenario::Overrides overrides;
  overrides.seed = source.seed;
  overrides.set = source.set;
  overrides.variant = source.variant;
  auto spec = scenario::load_text(source.path.empty() ? source.name : source.path, source.text, overrides, diagnostics);
  if (!spec) problem = diagnostics.render();
  return spec;
}

std::string text_with(const RunSource& source, const std::vector<JournalEntry>& journal, std::string& problem) {
  std::vector<std::string> faults;
  for (const JournalEntry& e : journal) faults.push_back(yaml_of(e.fault));
  return scenario::with_added_faults(source.text, faults, source.variant, problem);
}

}  // namespace view
