#pragma once
/// The main figures of a scenario and its variants, side by side.

#include <string>
#include <vector>

#include "scenarios/engine/suite/suite.h"

namespace scenario {

struct ComparedFigure {
  std::string group;       ///< whose; "" = of the whole run
  std::string what;        ///< "p99 produce latency"
  bool essential = false;  ///< worth saying even if it is 0 everywhere
  MeasureUnit unit = MeasureUnit::number;
  std::vector<Measured> seen;  ///< by run; with a reason where there is nothing to show
};

struct Comparison {
  std::vector<SuiteRun> runs;  ///< the scenario first
  std::vector<ComparedFigure> figures;
};

/// Asks each run for the figures; before the runs.
void ask_for_figures(std::vector<ScenarioSpec>& specs);

/// `runs` are those of `specs`, in their order.
Comparison compare(const std::vector<ScenarioSpec>& specs, std::vector<SuiteRun> runs);

}  // namespace scenario
