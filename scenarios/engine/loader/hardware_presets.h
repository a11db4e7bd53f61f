#pragma once
/// Ready-made machines and wires for `hardware: {preset: ...}`.

#include <optional>
#include <span>
#include <string_view>

#include "model/config/hardware_config.h"

namespace scenario {

/// ideal, lan, zones.
std::span<const std::string_view> hardware_preset_names();

/// nullopt for an unknown name.
std::optional<kafka::HardwareConfig> hardware_preset(std::string_view name);

}  // namespace scenario
