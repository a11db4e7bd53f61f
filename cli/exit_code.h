#pragma once
/// What the program says to the shell.

#include <string>

namespace cli {

enum ExitCode : int {
  kMet = 0,              ///< the run is over and every expectation was met
  kNotMet = 1,           ///< at least one expectation was not met
  kBadInput = 2,         ///< bad scenario, bad usage, results that cannot be written
  kInvariantBroken = 3,  ///< the run contradicts itself, or broke a promise of Kafka
  kSignalBase = 128,     ///< stopped by a signal: 128 + its number
};

/// Says why on stderr; kBadInput.
int fail(const std::string& message);

}  // namespace cli
