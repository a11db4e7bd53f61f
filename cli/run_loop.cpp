#include "cli/run_loop.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "cli/span_text.h"
#include "scenarios/engine/loader/units.h"

namespace cli {
namespace {

constexpr sim::Duration kLongestRun = std::chrono::hours(24 * 3653);  // 10 years, as in a scenario

}  // namespace

std::string set_end(const std::optional<std::string>& wanted, scenario::Experiment& experiment) {
  if (!wanted) return "";
  const auto until = scenario::parse_duration(*wanted);
  if (!until.ok()) return "--until " + until.error;
  if (until.value <= sim::Duration::zero() || until.value > kLongestRun)
    return "--until must be longer than 0 and at most 10 years";
  experiment.end_at(sim::kTimeZero + until.value);
  return "";
}

bool run_to_end(scenario::Experiment& experiment, Progress& progress, const std::function<bool()>& go_on) {
  const sim::Duration longest = std::max<sim::Duration>((experiment.end() - sim::kTimeZero) / 200, sim::Duration(1));
  sim::Duration step = std::min<sim::Duration>(std::chrono::milliseconds(1), longest);
  experiment.start();
  while (!experiment.finished() && interrupted() == 0 && go_on()) {
    const double before = progress.elapsed();
    experiment.advance(experiment.now() + step);
    const double took = progress.elapsed() - before;
    if (took < 0.02) step = std::min(step * 2, longest);
    if (took > 0.1) step = std::max(step / 2, sim::Duration(1));
    progress.show(experiment.now(), experiment.scheduler().executed());
  }
  return experiment.finished();
}

int stopped(const scenario::Experiment& experiment) {
  fmt::print(stderr, "kafkasim: stopped at {} of {} simulated; no results written\n",
             span_text(experiment.now() - sim::kTimeZero), span_text(experiment.end() - sim::kTimeZero));
  return kSignalBase + interrupted();
}

bool report_broken(const scenario::RunResult& result) {
  for (const std::string& what : result.contradictions)
    fmt::print(stderr, "kafkasim: the run contradicts itself: {}\n", what);
  for (const std::string& what : result.promises ? result.promises->violations : std::vector<std::string>{})
    fmt::print(stderr, "kafkasim: a promise of Kafka was broken: {}\n", what);
  return result.kept_promises();
}

}  // namespace cli
