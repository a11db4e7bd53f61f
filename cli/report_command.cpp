#include <filesystem>
#include <fstream>

#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/rerun.h"
#include "cli/run_loop.h"
#include "kafkasim/version.h"
#include "scenarios/engine/report/page.h"
#include "scenarios/engine/run/hash64.h"

namespace cli {
namespace {

std::string target_of(const ReportOptions& options, const Rerun& wanted) {
  if (options.out) return *options.out;
  return wanted.finished ? (std::filesystem::path(options.run) / "report.html").string() : wanted.spec.name + ".html";
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

}  // namespace

int report_command(const ReportOptions& options) {
  watch_for_interrupts();
  const auto wanted = find_run(options);
  if (!wanted) return kBadInput;
  scenario::Experiment experiment(wanted->spec);
  if (const std::string wrong = set_end(wanted->until, experiment); !wrong.empty()) return fail(wrong);
  report::ReportRecorder recorder(experiment);
  if (const auto code = run_once(*wanted, experiment)) return *code;
  const scenario::RunResult result = experiment.finish();
  recorder.finish();

  const report::PageOrigin origin = origin_of(options, *wanted);
  const bool same = !origin.digest || *origin.digest == scenario::to_hex(result.fingerprints.trajectory);
  if (!same)
    fmt::print(stderr, "kafkasim: this is not the same run: it was made by kafkasim {}, and this is {}\n",
               wanted->finished->version, kafkasim::kVersion);
  const std::string target = target_of(options, *wanted);
  if (!write_page(target, report::page_of(result, recorder, origin))) return fail("cannot write " + target);
  fmt::print("Report in {}\n", target);
  return report_broken(result) ? kMet : kInvariantBroken;
}

}  // namespace cli
