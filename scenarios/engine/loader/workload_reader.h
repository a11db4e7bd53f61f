#pragma once
/// `workload:` - what a producer sends and when.

#include <string>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

/// `duration`: of the run; 0 if it could not be read.
void read_workload(Context& context, const Node& node, const std::string& path, sim::Duration duration,
                   WorkloadSpec& workload);

/// `key:` - null, one word for all records, or a map.
void read_key(Context& context, const Node& node, const std::string& path, KeySpec& key);

/// True if `format` holds exactly one number: %d, or with leading zeros %05d; %% is a per cent sign.
bool key_format_valid(const std::string& format);

}  // namespace scenario
