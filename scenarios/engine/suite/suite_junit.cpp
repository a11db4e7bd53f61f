#include "scenarios/engine/suite/suite_junit.h"

#include <fmt/format.h>

namespace scenario {
namespace {

using Outcome = JUnitCase::Outcome;

JUnitCase case_of(const SuiteRun& run, std::string name) {
  JUnitCase c;
  c.classname = run.variant.empty() ? run.scenario : run.scenario + "." + run.variant;
  c.name = std::move(name);
  return c;
}

JUnitCase of_verdict(const SuiteRun& run, const Judgement& v) {
  JUnitCase c = case_of(run, v.what + ": " + v.expected);
  if (v.met) return c;
  c.outcome = v.judged ? Outcome::failed : Outcome::error;
  c.message = v.sentence();
  c.details = fmt::format("{}:{}:{}", v.where.file, v.where.line, v.where.column);
  return c;
}

/// That it ran and that nothing was seen which must never be.
JUnitCase of_run(const SuiteRun& run, double seconds) {
  JUnitCase c = case_of(run, "runs and keeps Kafka's promises");
  c.seconds = seconds;
  if (!run.failed.empty()) {
    c.outcome = Outcome::error;
    c.message = run.failed;
  } else if (!run.broken.empty()) {
    c.outcome = Outcome::failed;
    c.message = run.broken.front();
    for (const std::string& what : run.broken) c.details += what + '\n';
  }
  return c;
}

JUnitCase of_proof(const SuiteRun& run, const Proof& proof) {
  JUnitCase c = case_of(run, fmt::format("{} {}", proof.question, proof.answer));
  if (proof.proven) return c;
  c.outcome = Outcome::failed;
  c.message = "the run does not prove this answer";
  return c;
}

}  // namespace

std::string suite_junit(const std::vector<SuiteRun>& runs, const std::vector<double>& seconds,
                        const std::vector<UnreadableScenario>& unreadable) {
  std::vector<JUnitSuite> suites;
  for (std::size_t i = 0; i < runs.size(); ++i) {
    const SuiteRun& run = runs[i];
    if (suites.empty() || suites.back().name != run.scenario) suites.push_back({run.scenario, {}});
    std::vector<JUnitCase>& cases = suites.back().cases;
    cases.push_back(of_run(run, i < seconds.size() ? seconds[i] : 0));
    for (const Judgement& v : run.verdicts) cases.push_back(of_verdict(run, v));
    for (const Proof& proof : run.proofs) cases.push_back(of_proof(run, proof));
  }
  for (const UnreadableScenario& file : unreadable) {
    JUnitCase c;
    c.classname = file.name;
    c.name = "can be read";
    c.outcome = Outcome::error;
    c.message = "the scenario has mistakes";
    c.details = file.problems;
    suites.push_back({file.name, {c}});
  }
  return junit_xml("kafkasim", suites);
}

}  // namespace scenario
