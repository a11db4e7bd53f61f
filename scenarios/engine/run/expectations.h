#pragma once
/// Judges what a scenario expects against what was seen.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/run/measured.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

struct RunResult;

/// An expectation after the run.
struct Judgement {
  std::string name;       ///< of the expectation; may be empty
  std::string what;       ///< "lost records of location-dashboard"
  std::string seen;       ///< "0", "17 (2 not processed yet)"; or why it cannot be judged
  std::string expected;   ///< "0", "at most 5 ms", "less than with variant acks-1 (17)"
  std::string waits_for;  ///< the variant whose run must be known to judge ("base": the scenario); "" = none
  bool judged = true;     ///< false: there was nothing to judge by, which counts as not met
  bool met = false;
  ExpectSpec::Compare compare = ExpectSpec::Compare::equal;
  MeasureUnit unit = MeasureUnit::number;
  Measured value;                 ///< that was seen
  std::optional<Measured> bound;  ///< what it was compared with; of `between` the lower end
  Location where;

  [[nodiscard]] bool open() const { return !waits_for.empty(); }
  /// "lost records of location-dashboard: 0, as expected", "... 17, expected 0",
  /// "... cannot be judged: no record was produced (expected 0)"
  [[nodiscard]] std::string sentence() const;
  /// "met", "NOT MET", "open"
  [[nodiscard]] std::string verdict() const;
};

/// The judgement of the expectation that is called so; nullptr: there is none.
const Judgement* judgement_of(const std::vector<Judgement>& all, std::string_view name);

/// "17", "4.4 s", "[101, 102]"
std::string text_of(const Measured& seen, MeasureUnit unit);

/// What a run shows. Measures are those of spec/measures.h. A percentile is read from a histogram and may be off by
/// 1/128; `equals` allows for that, the bounds do not. Something that never happened (no record produced, none
/// delivered, one single instant for a rate) has no value, but a reason.
Measured measure(const ValueSpec& value, const RunResult& result);

/// Compares with a number, or with a value of the same run. What is compared with another variant stays open.
Judgement judge(const ExpectSpec& expectation, const RunResult& result);

/// The same for a value seen and, if the expectation has a reference, the one that it is compared with.
Judgement judge(const ExpectSpec& expectation, const Measured& seen, const Measured* reference);

}  // namespace scenario
