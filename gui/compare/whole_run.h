#pragma once
/// A run from its beginning to its end, with everything that is known of it then. No Qt.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/view/journal.h"
#include "gui/view/run_record.h"
#include "scenarios/engine/run/run_result.h"

namespace comparing {

/// What is run: a scenario with what was changed in it and what was done by hand.
struct Side {
  std::string title;
  view::RunSource source;
  std::vector<view::JournalEntry> journal;
};

struct WholeRun {
  Side side;
  std::string problem;  ///< "" = it ran
  bool complete = false;
  std::shared_ptr<const view::RunRecord> record;
  std::optional<scenario::RunResult> result;
  std::shared_ptr<const scenario::Names> names;
};

/// `go_on` is told how much is done, from 0 to 1, every few milliseconds; false ends it early. Any thread.
WholeRun run_whole(Side side, const std::function<bool(double)>& go_on);

/// The scenario as the side has it; nothing: `problem` says why.
std::optional<scenario::ScenarioSpec> spec_of(const Side& side, std::string& problem);

}  // namespace comparing
