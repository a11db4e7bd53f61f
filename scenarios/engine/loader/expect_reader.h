#pragma once
/// Reads what a run must show: the lists `expect` and, of a variant, `expect.only`.

#include <string_view>
#include <vector>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// `list` is its name in the file. Topics, producers and groups are known to the context already.
std::vector<ExpectSpec> read_expectations(Context& context, const Node* node, std::string_view list);

/// A variant's own expectations laid over the scenario's: one of the same name, or about the same value, replaces.
void lay_over(std::vector<ExpectSpec>& expectations, std::vector<ExpectSpec> own);

}  // namespace scenario
