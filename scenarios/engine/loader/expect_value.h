#pragma once
/// The value an expectation compares with, in the unit of its measure.

#include <string>
#include <string_view>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// Reads `node` (the value of `key`) for expect.compare, which is set already: one value, two for `between`, a list for
/// per-partition counts.
void read_expected(Context& context, const Node& node, std::string_view key, const Measure& measure,
                   ExpectSpec& expect);

/// An entry as one line: "lost-records: 0, group: dashboard".
std::string as_written(const Node& entry);

}  // namespace scenario
