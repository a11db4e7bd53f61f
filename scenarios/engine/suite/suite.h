#pragma once
/// Scenarios with all their variants, run side by side and judged, those comparisons included that need two runs.

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

#include "scenarios/engine/run/expectations.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// An answer that a step gives, and whether the run proved it.
struct Proof {
  std::string question;
  std::string answer;
  bool proven = false;
};

/// What is kept of one run.
struct SuiteRun {
  std::string scenario;
  std::string variant;  ///< "" = the scenario itself
  std::string title;    ///< the variant's, or the scenario's
  std::vector<Judgement> verdicts;
  std::vector<Proof> proofs;
  std::vector<std::string> broken;  ///< promises of Kafka, contradictions of the account
  std::string failed;               ///< why it did not run at all; "" = it did
  std::vector<Measured> answers;    ///< to ScenarioSpec::asked

  [[nodiscard]] std::size_t missed() const;
  [[nodiscard]] bool passed() const { return failed.empty() && broken.empty() && missed() == 0; }
};

struct SuiteOptions {
  unsigned jobs = 1;  ///< runs at a time, each on a thread of its own; the result is the same
  /// Told when the run of this place in the list begins and is over, one call at a time, on any of the threads; false
  /// stops: what was not begun is reported as failed.
  std::function<bool(std::size_t run, bool over)> tell;
};

/// What is kept of a run that somebody else has made; before compare_variants.
SuiteRun suite_run(const ScenarioSpec& spec, const RunResult& result);

/// `specs` are those of load_all, of any number of files. One result for each, in their order.
std::vector<SuiteRun> run_suite(const std::vector<ScenarioSpec>& specs, const SuiteOptions& options);

/// Judges what was left open by what the other variants of the same scenario saw; what none of these saw stays open.
void compare_variants(const std::vector<ScenarioSpec>& specs, std::vector<SuiteRun>& runs);

}  // namespace scenario
