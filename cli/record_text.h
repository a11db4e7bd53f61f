#pragma once
/// One record's way through a run and how it ended, for people.

#include <string>

#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/record_story.h"

namespace cli {

std::string record_text(const scenario::RecordStory& story, const scenario::Experiment& experiment);

}  // namespace cli
