#pragma once
/// What `expect:` can talk about: the names of the measures, their units, whom they may be about and which statistics
/// they have. The loader checks scenario files against this table, the judge fills in the values seen, the reference is
/// printed from it.

#include <cstdint>
#include <span>
#include <string_view>

namespace scenario {

/// Base unit of a measure's values.
enum class MeasureUnit {
  records,     ///< a whole number of records
  seconds,     ///< a duration, in seconds
  per_second,  ///< records per second
  counts,      ///< a list: one whole number per partition (ExpectSpec::list)
  number,      ///< a whole number of anything else
  broker,      ///< a broker's or a ZooKeeper server's id; -1 is none
  brokers,     ///< a list of ids whose order does not matter (ExpectSpec::list)
};

/// Whom an expectation is about.
enum class SubjectKind { run, producer, group, topic, partition };

/// A set of subject kinds, one bit each.
using SubjectSet = std::uint8_t;
constexpr SubjectSet subject_bit(SubjectKind kind) {
  return static_cast<SubjectSet>(1u << static_cast<unsigned>(kind));
}

/// Which part of the run an expectation may be about, if not all of it.
enum class When : std::uint8_t {
  run,     ///< the whole run or its end, nothing else
  window,  ///< `from` and `until`
  state,   ///< the statistic `final`: `at` a moment; any other: `from` and `until`
};

struct Measure {
  std::string_view name;
  MeasureUnit unit;
  SubjectSet subjects;  ///< allowed; without `run` the subject must be named
  /// The first is meant when a plain value is written (`lost-records: 0`); latencies have no such default.
  std::span<const std::string_view> statistics;
  bool plain_value;  ///< may be written as `name: value`
  std::string_view meaning;
  When when = When::run;
  bool by_error = false;  ///< `error` may restrict it

  [[nodiscard]] bool allows(SubjectKind kind) const { return (subjects & subject_bit(kind)) != 0; }
};

/// "records", "seconds", "per second", "number", "broker", "brokers", "counts".
std::string_view name_of(MeasureUnit unit);

/// All measures in the order of the reference.
std::span<const Measure> measures();

/// nullptr if there is no such measure.
const Measure* find_measure(std::string_view name);

/// "producer", "group", "topic", "partition"; "" for the whole run. Also the key of the subject in a scenario file.
std::string_view subject_name(SubjectKind kind);

}  // namespace scenario
