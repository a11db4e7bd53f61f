#pragma once
/// Runs an experiment while a person watches.

#include <functional>
#include <optional>
#include <string>

#include "cli/progress.h"
#include "scenarios/engine/run/experiment.h"

namespace cli {

/// "", or what is wrong with `--until`.
std::string set_end(const std::optional<std::string>& until, scenario::Experiment& experiment);

/// Runs to the end, in steps short enough that progress is seen and a signal is obeyed. Where the steps end changes
/// nothing in the run. False if it was stopped, by a signal or because `go_on` said so.
bool run_to_end(scenario::Experiment& experiment, Progress& progress, const std::function<bool()>& go_on);

/// Says how far it came; the exit code.
int stopped(const scenario::Experiment& experiment);

/// Tells what in the run must not be; true if there is nothing.
bool report_broken(const scenario::RunResult& result);

}  // namespace cli
