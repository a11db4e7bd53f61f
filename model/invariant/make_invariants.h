#pragma once
/// The table of all checkers.

#include <memory>
#include <vector>

#include "model/invariant/invariant.h"

namespace kafka {

/// In the order in which they are asked at an event.
std::vector<std::unique_ptr<Invariant>> make_invariants(CheckContext& context);

}  // namespace kafka
