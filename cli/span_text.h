#pragma once
/// Long times as people say them.

#include <string>

#include "sim/core/time.h"

namespace cli {

/// At most two units: "1h", "25m 48s", "3d 4h"; below a minute as duration_text: "12.5 s", "4.02 ms".
std::string span_text(sim::Duration d);

}  // namespace cli
