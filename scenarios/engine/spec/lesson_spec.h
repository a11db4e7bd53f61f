#pragma once
/// What a scenario tells a learner beside its run: chapter, steps with questions, and its variants. Nothing here
/// changes what is simulated.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/spec/fault_spec.h"
#include "scenarios/engine/spec/location.h"
#include "sim/core/time.h"

namespace scenario {

/// One thing to look at while a step is told.
struct LookSpec {
  enum class Kind : std::uint8_t {
    machine,    ///< `target`, as faults name it
    topic,      ///< topic NAME
    partition,  ///< partition NAME-NUMBER
    group,      ///< group NAME
    map,        ///< the map of the trucks
    measure,    ///< its chart: a name of measures.h
  };
  Kind kind = Kind::machine;
  std::string text;         ///< as written
  TargetSpec target;        ///< machine
  std::string name;         ///< topic, group, measure
  std::int32_t number = 0;  ///< partition
};

/// Asked before the run shows it. What is right is not a claim of the file: an expectation of the same run proves it.
struct QuestionSpec {
  std::string ask;
  std::vector<std::string> choices;
  std::size_t answer = 0;  ///< index of the right choice
  std::string proof;       ///< ExpectSpec::name
};

struct StepSpec {
  sim::Duration at{0};
  std::vector<LookSpec> look;
  std::string say;
  std::optional<QuestionSpec> question;
  Location where;
};

/// A named change of a scenario.
struct VariantInfo {
  std::string name;
  std::string title;
};

/// Chapters of the library in the order of the course. A scenario may have one of its own.
std::span<const std::string_view> chapters();

}  // namespace scenario
