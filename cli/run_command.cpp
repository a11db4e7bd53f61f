#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <memory>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/exports.h"
#include "cli/interrupt.h"
#include "cli/progress.h"
#include "cli/run_loop.h"
#include "scenarios/engine/library/scenario_library.h"
#include "cli/span_text.h"
#include "cli/summary_text.h"
#include "kafkasim/version.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/results_folder.h"
#include "scenarios/engine/run/results_writer.h"
#include "scenarios/engine/run/summary_json.h"

namespace cli {
namespace {

std::optional<scenario::ScenarioSpec> load(const RunOptions& options, const std::string& path) {
  scenario::Diagnostics diagnostics;
  scenario::Overrides overrides;
  overrides.seed = options.seed;
  overrides.set = options.set;
  overrides.variant = options.variant;
  auto spec = scenario::load(path, overrides, diagnostics);
  if (!spec || !options.quiet) fmt::print(stderr, "{}", diagnostics.render());
  return spec;
}

Progress::Style style(const RunOptions& options) {
  if (options.quiet || options.json) return Progress::Style::none;
  return isatty(STDOUT_FILENO) != 0 && isatty(STDERR_FILENO) != 0 ? Progress::Style::bar : Progress::Style::lines;
}

/// The path as a user would write it.
std::string shown(const std::string& path) {
  std::error_code ignored;
  const std::string relative = std::filesystem::relative(path, ignored).string();
  return relative.empty() || relative.starts_with("..") ? path : relative;
}

void print_summary(const scenario::RunResult& result, double wall, const std::string& target) {
  const double simulated = sim::to_seconds(result.end);
  fmt::print("{}\n", result.title);
  if (!result.variant.empty()) fmt::print("Variant {}: {}\n", result.variant, result.variant_title);
  fmt::print("{}, seed {}: {} simulated in {:.2f} s ({} s/s, {} events/s)\n\n", result.name, result.seed,
             span_text(result.end - sim::kTimeZero), wall, short_count(simulated / wall),
             short_count(static_cast<double>(result.executed_events) / wall));
  fmt::print("{}", summary_text(result));
  fmt::print("Results in {}\n", shown(target));
}

int exit_code(const scenario::RunResult& result) {
  if (!report_broken(result)) return kInvariantBroken;
  return result.met() ? kMet : kNotMet;
}

}  // namespace

int run_command(const RunOptions& options) {
  std::string problem;
  const auto path = scenario::find_scenario(options.scenario, problem);
  if (!path) return fail(problem);
  auto spec = load(options, *path);
  if (!spec) return kBadInput;
  const std::string name = scenario::scenario_name(*path) + (options.variant.empty() ? "" : "." + options.variant);
  Exports exports(options.exports);
  if (!exports.error().empty()) return fail(exports.error());
  scenario::Experiment experiment(*spec);
  if (const std::string wrong = set_end(options.until, experiment); !wrong.empty()) return fail(wrong);

  watch_for_interrupts();
  scenario::ResultsFolder folder(options.out.value_or("results/" + name));
  if (!folder.ready()) return fail(folder.error());
  scenario::ResultsWriter writer(experiment, folder);
  exports.watch(experiment);
  if (const std::string wrong = experiment.boot(); !wrong.empty())
    return fail(fmt::format("{}: the cluster did not come up in the minute before the run: {}", name, wrong));
  auto progress = std::make_unique<Progress>(style(options), name, experiment.end());
  const bool complete = run_to_end(experiment, *progress, [&] { return folder.ready() && exports.error().empty(); });
  const double wall = std::max(progress->elapsed(), 1e-9);
  progress.reset();
  if (!folder.ready()) return fail(folder.error());
  if (!exports.error().empty()) return fail(exports.error());
  if (!complete) return stopped(experiment);

  const scenario::RunResult result = experiment.finish();
  const scenario::RunOrigin origin{scenario::scenario_text(*path), options.set, options.until, std::string(kafkasim::kVersion),
                                   std::string(kafkasim::kCompiler)};
  if (!exports.finish(experiment, result)) return fail(exports.error());
  if (!writer.finish(origin, result)) return fail(folder.error());
  if (options.json) {
    fmt::print("{}", scenario::to_text(scenario::summary_json(result)));
  } else if (!options.quiet) {
    print_summary(result, wall, folder.target());
  }
  return exit_code(result);
}

}  // namespace cli
