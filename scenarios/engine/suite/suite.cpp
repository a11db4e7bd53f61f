#include "scenarios/engine/suite/suite.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "scenarios/engine/run/experiment.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

SuiteRun begin_of(const ScenarioSpec& spec) {
  SuiteRun run;
  run.scenario = spec.name;
  run.variant = spec.variant;
  run.title = spec.variant.empty() ? spec.title : spec.variant_title;
  return run;
}

void keep(const RunResult& result, SuiteRun& run) {
  run.verdicts = result.verdicts;
  run.answers = result.answers;
  run.broken = result.contradictions;
  if (result.promises)
    run.broken.insert(run.broken.end(), result.promises->violations.begin(), result.promises->violations.end());
}

void run_once(const ScenarioSpec& spec, SuiteRun& run) {
  Experiment experiment(spec);
  if (const std::string wrong = experiment.boot(); !wrong.empty()) {
    run.failed = "the cluster did not come up in the minute before the run: " + wrong;
    return;
  }
  experiment.start();
  experiment.advance(experiment.end());
  keep(experiment.finish(), run);
}

/// What `e` is compared with, as the run of that variant saw it. Nothing: that run is not among these.
std::optional<Measured> answer_for(const ExpectSpec& e, const ScenarioSpec& spec,
                                   const std::vector<ScenarioSpec>& specs, const std::vector<SuiteRun>& runs) {
  for (std::size_t i = 0; i < specs.size(); ++i) {
    const ScenarioSpec& other = specs[i];
    if (other.name != spec.name || other.variant != *e.with->variant) continue;
    const auto asked = std::find(other.asked.begin(), other.asked.end(), e.with->value);
    const auto place = static_cast<std::size_t>(asked - other.asked.begin());
    return place < runs[i].answers.size() ? runs[i].answers[place] : Measured::nothing("there is no such run");
  }
  return std::nullopt;
}

void prove(const ScenarioSpec& spec, SuiteRun& run) {
  run.proofs.clear();
  for (const StepSpec& step : spec.steps) {
    if (!step.question) continue;
    const Judgement* proof = judgement_of(run.verdicts, step.question->proof);
    run.proofs.push_back(
        {step.question->ask, step.question->choices.at(step.question->answer), proof != nullptr && proof->met});
  }
}

}  // namespace

std::size_t SuiteRun::missed() const {
  return static_cast<std::size_t>(
      std::count_if(verdicts.begin(), verdicts.end(), [](const Judgement& v) { return !v.met; }));
}

SuiteRun suite_run(const ScenarioSpec& spec, const RunResult& result) {
  SuiteRun run = begin_of(spec);
  keep(result, run);
  return run;
}

std::vector<SuiteRun> run_suite(const std::vector<ScenarioSpec>& specs, const SuiteOptions& options) {
  std::vector<SuiteRun> runs;
  for (const ScenarioSpec& spec : specs) runs.push_back(begin_of(spec));
  std::atomic<std::size_t> next{0};
  std::atomic<bool> stopped{false};
  std::mutex telling;
  const auto tell = [&](std::size_t run, bool over) {
    const std::lock_guard lock(telling);
    if (options.tell && !options.tell(run, over)) stopped = true;
  };
  const auto work = [&] {
    for (std::size_t i = next++; i < specs.size(); i = next++) {
      if (stopped) {
        runs[i].failed = "it was not run";
        continue;
      }
      tell(i, false);
      run_once(specs[i], runs[i]);
      tell(i, true);
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < options.jobs; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  compare_variants(specs, runs);
  return runs;
}

void compare_variants(const std::vector<ScenarioSpec>& specs, std::vector<SuiteRun>& runs) {
  SIM_CHECK(specs.size() == runs.size());
  for (std::size_t i = 0; i < specs.size(); ++i) {
    std::size_t place = 0;
    for (const ExpectSpec& e : specs[i].expect) {
      if (e.compare == ExpectSpec::Compare::anything) continue;
      if (place >= runs[i].verdicts.size()) break;  // it did not run
      Judgement& verdict = runs[i].verdicts[place++];
      if (!verdict.open()) continue;
      if (const auto other = answer_for(e, specs[i], specs, runs)) verdict = judge(e, verdict.value, &*other);
    }
    prove(specs[i], runs[i]);
  }
}

}  // namespace scenario
