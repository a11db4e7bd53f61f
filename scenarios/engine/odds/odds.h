#pragma once
/// The same scenario with many seeds: how often something happens, and how much of it.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/spec/scenario_spec.h"
#include "sim/experiment/estimate.h"

namespace scenario {

/// One quantity of a run, over all runs.
struct OddsRow {
  std::string what;            ///< "lost records"
  std::string whom;            ///< a group or an application
  std::vector<double> values;  ///< by run
  std::int64_t runs_with = 0;  ///< where it is above 0
  sim::Estimate share;         ///< of runs in which it is above 0
  sim::Estimate mean;          ///< per run
  double largest = 0;
};

struct ExpectationOdds {
  std::string text;
  std::int64_t met = 0;
  sim::Estimate share;
};

/// A run that broke a promise of Kafka or contradicts itself.
struct BadRun {
  std::uint64_t seed;
  std::string what;
};

struct Odds {
  std::string name;
  std::string title;
  double confidence = 0.95;
  std::vector<std::uint64_t> seeds;
  std::vector<OddsRow> rows;
  std::vector<ExpectationOdds> expectations;
  std::vector<BadRun> bad;
};

struct OddsOptions {
  std::vector<std::uint64_t> seeds;
  double confidence = 0.95;
  unsigned jobs = 1;  ///< runs at a time, each on a thread of its own; the result is the same
};

/// Runs `spec` with each seed. `done` is told how many runs are over, one call at a time, on any of the threads; false
/// stops: what was not begun is left out. Nothing: no run was finished.
std::optional<Odds> run_odds(const ScenarioSpec& spec, const OddsOptions& options,
                             const std::function<bool(std::size_t)>& done);

/// What is kept of one run.
struct RunFigures {
  struct Figure {
    std::string what;
    std::string whom;
    double value;
  };
  struct Verdict {
    std::string text;
    bool met;
  };
  std::uint64_t seed = 0;
  std::vector<Figure> figures;
  std::vector<Verdict> verdicts;
  std::string bad;  ///< "" = it kept its promises
};
RunFigures figures_of(const RunResult& result);

/// Sums up runs of one scenario. Requires at least one.
Odds sum_up(const std::vector<RunFigures>& runs, double confidence);

}  // namespace scenario
