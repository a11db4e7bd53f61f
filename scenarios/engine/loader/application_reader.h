#pragma once
/// What a group's application does with what it reads.

#include "scenarios/engine/loader/map_reader.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// Reads processing, commit, sink, worker, poison, restart.after and transform of a group whose topics are known.
void read_application(Context& context, MapReader& map, GroupSpec& group);
/// What the application demands of its consumer's settings: call it before the group's `config:` is applied, so that a
/// setting that somebody wrote wins.
void settle_for_application(const GroupSpec& group, kafka::Profile profile, kafka::ConsumerConfig& config);
/// ... and what contradicts it in the settings as they are now; `config` is where they stand, or nullptr.
void check_application(Context& context, const Node* config, const GroupSpec& group);

}  // namespace scenario
