#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/rerun.h"
#include "cli/run_loop.h"
#include "scenarios/engine/library/scenario_library.h"
#include "kafkasim/version.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/report/page.h"
#include "scenarios/engine/run/hash64.h"

namespace cli {
namespace {

std::string target_of(const ReportOptions& options, const Rerun& wanted) {
  if (options.out) return *options.out;
  if (wanted.finished) return (std::filesystem::path(options.run) / "report.html").string();
  return wanted.spec.name + (options.variant.empty() ? "" : "." + options.variant) + ".html";
}

report::PageOrigin origin_of(const ReportOptions& options, const Rerun& wanted) {
  report::PageOrigin origin;
  origin.version = std::string(kafkasim::kVersion);
  origin.scenario_text = wanted.text;
  origin.until = wanted.until;
  if (wanted.finished) {
    origin.scenario = wanted.finished->scenario;
    origin.overrides = wanted.finished->overrides;
    origin.seed_given = true;
    origin.digest = wanted.finished->trajectory;
  } else {
    origin.scenario = options.run;
    origin.overrides = options.set;
    origin.seed_given = options.seed.has_value();
  }
  return origin;
}

/// Whole or not at all: a reader never sees half a page.
bool write_page(const std::string& target, const std::string& page) {
  const std::string part = target + ".part";
  {
    std::ofstream file(part, std::ios::binary);
    file << page << std::flush;
    if (!file) return false;
  }
  std::error_code error;
  std::filesystem::rename(part, target, error);
  return !error;
}

/// The scenario and its variants, if a report of the scenario itself is wanted. Variants that the command line's
/// changes do not fit are no reason not to write about it: why they are left out is said.
std::vector<scenario::ScenarioSpec> to_compare(const ReportOptions& options, const Rerun& wanted) {
  if (wanted.finished || wanted.until || wanted.spec.variants.empty() || !options.variant.empty()) return {};
  std::string problem;
  const auto path = scenario::find_scenario(options.run, problem);
  if (!path) return {};
  scenario::Overrides overrides;
  overrides.seed = options.seed;
  overrides.set = options.set;
  scenario::Diagnostics diagnostics;
  auto all = scenario::load_all(*path, diagnostics, overrides);
  if (all.empty()) fmt::print(stderr, "{}kafkasim: the variants are left out\n", diagnostics.render());
  scenario::ask_for_figures(all);
  return all;
}

/// Runs the others, and judges what this run expects of them. Nothing: interrupted.
std::optional<scenario::Comparison> compare(const std::vector<scenario::ScenarioSpec>& specs,
                                            scenario::RunResult& result) {
  scenario::SuiteOptions suite;
  suite.jobs = std::max(1u, std::thread::hardware_concurrency());
  suite.tell = [](std::size_t, bool) { return interrupted() == 0; };
  std::vector<scenario::SuiteRun> runs = scenario::run_suite({specs.begin() + 1, specs.end()}, suite);
  if (interrupted() != 0) return std::nullopt;
  runs.insert(runs.begin(), scenario::suite_run(specs.front(), result));
  scenario::Comparison all = scenario::compare(specs, std::move(runs));
  result.verdicts = all.runs.front().verdicts;
  return all;
}

}  // namespace

int report_command(const ReportOptions& options) {
  watch_for_interrupts();
  auto wanted = find_run(options);
  if (!wanted) return kBadInput;
  const std::vector<scenario::ScenarioSpec> specs = to_compare(options, *wanted);
  if (!specs.empty()) wanted->spec = specs.front();
  scenario::Experiment experiment(wanted->spec);
  if (const std::string wrong = set_end(wanted->until, experiment); !wrong.empty()) return fail(wrong);
  report::ReportRecorder recorder(experiment);
  if (const auto code = run_once(*wanted, experiment)) return *code;
  scenario::RunResult result = experiment.finish();
  recorder.finish();
  std::optional<scenario::Comparison> comparison;
  if (!specs.empty()) {
    comparison = compare(specs, result);
    if (!comparison) return kSignalBase + interrupted();
  }

  const report::PageOrigin origin = origin_of(options, *wanted);
  const bool same = !origin.digest || *origin.digest == scenario::to_hex(result.fingerprints.trajectory);
  if (!same)
    fmt::print(stderr, "kafkasim: this is not the same run: it was made by kafkasim {}, and this is {}\n",
               wanted->finished->version, kafkasim::kVersion);
  const std::string target = target_of(options, *wanted);
  if (!write_page(target, report::page_of(result, recorder, origin, comparison ? &*comparison : nullptr)))
    return fail("cannot write " + target);
  fmt::print("Report in {}\n", target);
  return report_broken(result) ? kMet : kInvariantBroken;
}

}  // namespace cli
