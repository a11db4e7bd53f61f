#pragma once
/// Draws a scene: actors as lines from top to bottom, one row for each thing that is said or done. Silences are told,
/// not drawn to scale.

#include <string>

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/scene.h"

namespace report {

/// Arrow heads that all diagrams of a page share. Once, before the first.
void draw_arrow_heads(Markup& page);
void draw_sequence(Markup& page, const Scene& scene, const std::string& label);

}  // namespace report
