#pragma once
/// What a driven run has to tell, with the places at which it began anew.

#include <optional>

#include "gui/view/chunk.h"

namespace view {

/// Another future begins here.
struct Branch {
  sim::SimTime time;
  std::uint64_t event = 0;
};

/// A piece of what happened, for the record.
struct Told {
  bool begins = false;           ///< the run was made anew: series are numbered from zero again
  std::optional<Branch> branch;  ///< the record forgets what is after it first
  Chunk chunk;
};

}  // namespace view
