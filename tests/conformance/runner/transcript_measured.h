#pragma once
/// What a performance tool prints of numbers that a case gives instead of a cluster.

#include <string>

#include "tests/conformance/runner/fields.h"

namespace conformance {

/// stdout of `command` when it has measured that. Reads `measured`.
std::string performance_text(Fields& measured, const std::string& command);

}  // namespace conformance
