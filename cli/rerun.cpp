#include "cli/rerun.h"

#include <filesystem>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/exit_code.h"
#include "cli/run_loop.h"
#include "scenarios/engine/library/scenario_library.h"
#include "scenarios/engine/loader/scenario_loader.h"

namespace cli {
namespace {}  // namespace

std::optional<Rerun> find_run(const RerunOptions& options) {
  Rerun wanted;
  scenario::Diagnostics diagnostics;
  scenario::Overrides overrides;
  std::optional<scenario::ScenarioSpec> spec;
  std::string problem;
  std::error_code ignored;
  if (std::filesystem::is_directory(options.run, ignored)) {
    wanted.finished = scenario::read_manifest(options.run, problem);
    const bool changed = options.seed || !options.set.empty() || options.until || !options.variant.empty();
    if (wanted.finished && changed)
      problem = options.run + " is a finished run: --variant, --seed, --set and --until are its own";
    if (!problem.empty()) return fail(problem), std::nullopt;
    overrides.seed = wanted.finished->seed;
    overrides.set = wanted.finished->overrides;
    overrides.variant = wanted.finished->variant;
    wanted.until = wanted.finished->until;
    wanted.text = wanted.finished->scenario_text;
    spec = scenario::load_text(wanted.finished->scenario + ".yaml", wanted.text, overrides, diagnostics);
  } else {
    const auto path = scenario::find_scenario(options.run, problem);
    if (!path) return fail(problem), std::nullopt;
    overrides.seed = options.seed;
    overrides.set = options.set;
    overrides.variant = options.variant;
    wanted.until = options.until;
    wanted.text = scenario::scenario_text(*path);
    spec = scenario::load(*path, overrides, diagnostics);
  }
  if (!spec) {
    fmt::print(stderr, "{}", diagnostics.render());
    return std::nullopt;
  }
  wanted.spec = std::move(*spec);
  return wanted;
}

std::optional<int> run_once(const Rerun& rerun, scenario::Experiment& experiment) {
  if (const std::string wrong = set_end(rerun.until, experiment); !wrong.empty()) return fail(wrong);
  if (const std::string wrong = experiment.boot(); !wrong.empty())
    return fail(fmt::format("the cluster did not come up in the minute before the run: {}", wrong));
  const auto style = isatty(STDERR_FILENO) != 0 ? Progress::Style::bar : Progress::Style::none;
  Progress progress(style, rerun.spec.name, experiment.end());
  if (!run_to_end(experiment, progress, [] { return true; })) return stopped(experiment);
  return std::nullopt;
}

}  // namespace cli
