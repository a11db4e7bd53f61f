#pragma once
/// Running a scenario, or a finished run, once more to look at it.

#include <optional>
#include <string>

#include "cli/commands.h"
#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/results_reader.h"

namespace cli {

/// What is run again, and how.
struct Rerun {
  scenario::ScenarioSpec spec;
  std::optional<std::string> until;
  std::optional<scenario::FinishedRun> finished;
  std::string text;  ///< the scenario file
};

/// What `options.run` means. Nothing if it cannot be run; why is said.
std::optional<Rerun> find_run(const RerunOptions& options);

/// Runs it from beginning to end. An exit code, or nothing if all went well.
std::optional<int> run_once(const Rerun& rerun, scenario::Experiment& experiment);

}  // namespace cli
