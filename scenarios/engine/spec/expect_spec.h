#pragma once
/// One line under `expect:`: a value that the run shows, and what it is compared with.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/spec/location.h"
#include "scenarios/engine/spec/measures.h"
#include "sim/core/time.h"

namespace scenario {

/// A value of a run: what, of whom, over which time.
struct ValueSpec {
  std::string measure;  ///< e.g. "lost-records", "end-to-end-latency"; all are in measures.h
  SubjectKind about = SubjectKind::run;
  /// Name as in the file, a producer's without "-N"; "trucks" is the fleet; a partition's "orders-0"; "" = the whole
  /// run.
  std::string subject;
  std::int32_t partition = -1;          ///< about a partition: its number; `subject` is its topic then
  std::string statistic;                ///< one of Measure::statistics: total, mean; latency: p50, p99, max ...
  std::string error;                    ///< only this error counts; "" = any
  std::optional<sim::Duration> at;      ///< the value at this moment
  sim::Duration from{0};                ///< only what happens from here ...
  sim::Duration until = sim::kForever;  ///< ... and before this moment

  friend bool operator==(const ValueSpec&, const ValueSpec&) = default;
  [[nodiscard]] bool whole_run() const { return from == sim::Duration{0} && until == sim::kForever; }
};

/// A value that another one is compared with.
struct ReferenceSpec {
  ValueSpec value;
  std::optional<std::string> variant;  ///< seen in that variant's run ("" = the scenario itself); nothing: the same run
  double times = 1;                    ///< that many times of it
};

struct ExpectSpec : ValueSpec {
  enum class Compare {
    equal,
    at_most,
    at_least,
    between,
    less_than,
    more_than,
    anything,  ///< nothing is expected: what a variant says to what its scenario expects
  } compare = Compare::equal;
  double value = 0;                   ///< in the measure's base unit: records, seconds, records/s
  double upper = 0;                   ///< between only
  std::vector<std::int64_t> list;     ///< per-partition counts, broker ids
  std::optional<ReferenceSpec> with;  ///< instead of value and list
  std::string name;                   ///< "" or how a step calls it
  std::string text;                   ///< as written
  Location where;
};

/// How comparisons are written; in the order of the enum.
struct ComparisonKey {
  std::string_view name;
  ExpectSpec::Compare compare;
  std::string_view meaning;
};
const std::vector<ComparisonKey>& comparison_keys();

/// What a reference calls the scenario without any variant: `variant: base`.
inline constexpr std::string_view kBaseVariant = "base";

}  // namespace scenario
