#pragma once
/// Judges what a scenario expects against what was seen.

#include <string>

#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

struct RunResult;

/// An expectation after the run.
struct Judgement {
  std::string what;      ///< "lost records of location-dashboard"
  std::string seen;      ///< "0"; or why it cannot be judged
  std::string expected;  ///< "0", "at most 5 ms"
  bool judged = true;    ///< false: there was nothing to judge by, which counts as not met
  bool met = false;
  Location where;

  /// "lost records of location-dashboard: 0 (expected 0)"
  [[nodiscard]] std::string finding() const;
  /// The same with its verdict: "...  met" or "...  NOT MET".
  [[nodiscard]] std::string line() const;
};

/// Measures are those of spec/measures.h. A percentile is read from a histogram and may be off by 1/128; `equal`
/// allows for that, the bounds do not. An expectation about something that never happened (no record produced, none
/// delivered, one single instant for a rate) is not met, with the reason.
Judgement judge(const ExpectSpec& expectation, const RunResult& result);

}  // namespace scenario
