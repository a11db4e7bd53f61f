#pragma once
/// The results of scenarios as JUnit XML: a suite for each scenario, a case for each expectation of each variant.

#include <string>
#include <vector>

#include "scenarios/engine/export/junit.h"
#include "scenarios/engine/suite/suite.h"

namespace scenario {

/// A file that could not be read.
struct UnreadableScenario {
  std::string name;
  std::string problems;  ///< as printed
};

/// `seconds`: wall clock of each run; may be empty.
std::string suite_junit(const std::vector<SuiteRun>& runs, const std::vector<double>& seconds,
                        const std::vector<UnreadableScenario>& unreadable);

}  // namespace scenario
