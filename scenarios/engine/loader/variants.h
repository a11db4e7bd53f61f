#pragma once
/// `variants:`: each is a map of the keys of a scenario, laid over it before it is read.
///
/// Maps are merged key by key. Of a list whose entries have names (brokers: ids), an entry of the same name is merged,
/// another one added; any other list replaces the scenario's. `set` and `without` then change and remove single paths.
/// Expectations and steps are not merged here: they are what the variant itself shows.

#include <string>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// Reads the names and titles of all variants, and tells what they cannot be.
void read_variants(Context& context, const Node& root, ScenarioSpec& spec);

/// Lays the variant over the scenario, which becomes that of the variant. False if there is none of that name.
bool apply_variant(Context& context, Node& root, const std::string& name);

}  // namespace scenario
