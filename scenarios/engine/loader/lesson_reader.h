#pragma once
/// Reads what a scenario tells beside its run: chapter, lesson, steps.

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// title, chapter and lesson.
void read_words(Context& context, MapReader& root, ScenarioSpec& spec);

/// The list `steps`; what proves an answer is looked up in spec.expect, which is read already.
void read_steps(Context& context, const Node* node, ScenarioSpec& spec);

}  // namespace scenario
