#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <thread>

#include <fmt/format.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "scenarios/engine/library/scenario_library.h"
#include "cli/span_text.h"
#include "cli/table.h"
#include "scenarios/engine/loader/scenario_loader.h"
#include "scenarios/engine/suite/suite.h"
#include "scenarios/engine/suite/suite_junit.h"

namespace cli {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) { return std::chrono::duration<double>(Clock::now() - begin).count(); }

bool fail(const std::string& problem) {
  fmt::print(stderr, "kafkasim: {}\n", problem);
  return false;
}

/// What the command line names: folders with all below them, files, names; nothing is the whole library.
bool find_files(const std::vector<std::string>& wanted, std::vector<std::string>& files) {
  if (wanted.empty()) {
    for (const scenario::ShippedScenario& s : scenario::shipped_scenarios()) files.push_back(s.path);
  }
  for (const std::string& one : wanted) {
    std::error_code ignored;
    if (fs::is_directory(one, ignored)) {
      std::vector<std::string> found;
      for (auto it = fs::recursive_directory_iterator(one, ignored); it != fs::recursive_directory_iterator();
           it.increment(ignored)) {
        if (it->path().extension() == ".yaml" || it->path().extension() == ".yml") found.push_back(it->path().string());
      }
      if (found.empty()) return fail(fmt::format("there is no scenario (*.yaml) in the folder {}", one));
      std::sort(found.begin(), found.end());
      files.insert(files.end(), found.begin(), found.end());
      continue;
    }
    std::string problem;
    const auto path = scenario::find_scenario(one, problem);
    if (!path) return fail(problem);
    files.push_back(*path);
  }
  return !files.empty() || fail("there are no scenarios");
}

/// Everything that is to be run, and what cannot be read.
struct Work {
  std::vector<scenario::ScenarioSpec> specs;
  std::vector<scenario::UnreadableScenario> unreadable;
};

Work load(const std::vector<std::string>& files) {
  Work work;
  for (const std::string& file : files) {
    scenario::Diagnostics diagnostics;
    auto all = scenario::load_all(file, diagnostics);
    if (all.empty()) {
      fmt::print(stderr, "{}", diagnostics.render());
      work.unreadable.push_back({scenario::scenario_name(file), diagnostics.render()});
    }
    std::move(all.begin(), all.end(), std::back_inserter(work.specs));
  }
  return work;
}

std::string outcome(const scenario::SuiteRun& run) {
  if (!run.failed.empty()) return "FAILED";
  const std::size_t missed = run.missed();
  std::string text = missed == 0 ? fmt::format("{} met", run.verdicts.size())
                                 : fmt::format("{} of {} NOT MET", missed, run.verdicts.size());
  if (!run.broken.empty()) text += ", a promise BROKEN";
  return text;
}

/// What is not as it should be, below the table.
std::string troubles(const scenario::SuiteRun& run) {
  if (run.passed()) return "";
  std::string text = fmt::format("\n{}{}\n", run.scenario, run.variant.empty() ? "" : ", variant " + run.variant);
  if (!run.failed.empty()) text += fmt::format("  {}\n", run.failed);
  for (const std::string& what : run.broken) text += fmt::format("  BROKEN   {}\n", what);
  for (const scenario::Judgement& v : run.verdicts) {
    if (!v.met) text += fmt::format("  NOT MET  {}  ({}:{})\n", v.sentence(), v.where.file, v.where.line);
  }
  for (const scenario::Proof& p : run.proofs) {
    if (!p.proven) text += fmt::format("  UNPROVEN \"{}\" is answered by \"{}\"\n", p.question, p.answer);
  }
  return text;
}

void print_results(const std::vector<scenario::SuiteRun>& runs, const std::vector<double>& seconds) {
  if (runs.empty()) return;
  Table table({"Scenario", "expectations", "time"});
  for (std::size_t i = 0; i < runs.size(); ++i)
    table.add({runs[i].variant.empty() ? runs[i].scenario : "  " + runs[i].variant, outcome(runs[i]),
               fmt::format("{:.2f} s", seconds[i])});
  fmt::print("{}", table.text());
  for (const scenario::SuiteRun& run : runs) fmt::print("{}", troubles(run));
}

std::string counted(std::size_t n, std::string_view what) { return fmt::format("{} {}{}", n, what, n == 1 ? "" : "s"); }

int sum_up(const std::vector<scenario::SuiteRun>& runs, std::size_t unreadable, double wall) {
  std::size_t expectations = 0;
  std::size_t missed = 0;
  std::size_t scenarios = 0;
  bool broken = false;
  bool failed = false;
  for (const scenario::SuiteRun& run : runs) {
    expectations += run.verdicts.size();
    missed += run.missed();
    scenarios += run.variant.empty() ? 1 : 0;
    broken = broken || !run.broken.empty();
    failed = failed || !run.failed.empty();
  }
  std::string verdict = missed == 0 ? "all met" : fmt::format("{} NOT MET", missed);
  if (unreadable > 0) verdict += fmt::format(", {} cannot be read", counted(unreadable, "file"));
  if (broken) verdict += ", promises BROKEN";
  if (failed) verdict += ", runs FAILED";
  if (runs.empty()) verdict = fmt::format("{} cannot be read", counted(unreadable, "file"));
  fmt::print("\n{}, {}, {}: {}. {:.1f} s\n", counted(scenarios, "scenario"), counted(runs.size(), "run"),
             counted(expectations, "expectation"), verdict, wall);
  if (broken) return kInvariantBroken;
  if (unreadable > 0 || failed) return kBadInput;
  return missed == 0 ? kMet : kNotMet;
}

bool write_junit(const std::string& path, const std::string& text) {
  std::ofstream out(path, std::ios::binary);
  out << text;
  out.flush();
  return static_cast<bool>(out) || fail("cannot write " + path);
}

}  // namespace

int test_scenarios_command(const TestScenariosOptions& options) {
  std::vector<std::string> files;
  if (!find_files(options.scenarios, files)) return kBadInput;
  if (options.junit && !write_junit(*options.junit, "")) return kBadInput;  // told now, not after all the work
  const Work work = load(files);
  watch_for_interrupts();
  const auto begin = Clock::now();
  std::vector<Clock::time_point> began(work.specs.size(), begin);
  std::vector<double> seconds(work.specs.size(), 0);
  std::size_t over = 0;
  const bool show = isatty(STDERR_FILENO) != 0;
  scenario::SuiteOptions suite;
  suite.jobs = options.jobs != 0 ? options.jobs : std::max(1u, std::thread::hardware_concurrency());
  suite.tell = [&](std::size_t run, bool is_over) {
    if (!is_over) {
      began[run] = Clock::now();
      return interrupted() == 0;
    }
    seconds[run] = since(began[run]);
    if (show) fmt::print(stderr, "\r{} of {}\x1b[K", ++over, work.specs.size());
    return interrupted() == 0;
  };
  const std::vector<scenario::SuiteRun> runs = scenario::run_suite(work.specs, suite);
  if (show) fmt::print(stderr, "\r\x1b[K");
  if (interrupted() != 0) return kSignalBase + interrupted();
  print_results(runs, seconds);
  const int code = sum_up(runs, work.unreadable.size(), since(begin));
  if (options.junit && !write_junit(*options.junit, scenario::suite_junit(runs, seconds, work.unreadable)))
    return kBadInput;
  return code;
}

}  // namespace cli
