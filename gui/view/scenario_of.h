#pragma once
/// A run's source as a scenario: read, and written with what was done by hand.

#include <optional>
#include <string>
#include <vector>

#include "gui/view/journal.h"

namespace view {

/// Nothing: `problem` says why, with file, line and column.
std::optional<scenario::ScenarioSpec> scenario_of(const RunSource& source, std::string& problem);

/// The source's text with the faults of the journal behind its own. "": `problem` says why not.
std::string text_with(const RunSource& source, const std::vector<JournalEntry>& journal, std::string& problem);

}  // namespace view
