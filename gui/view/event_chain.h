#pragma once
/// What led to an event, and what followed from it.

#include <vector>

#include "gui/view/run_record.h"

namespace view {

/// From the root to the event itself; empty: it is not in the record.
std::vector<const EventRow*> chain_to(const RunRecord& record, std::uint64_t number);

struct Consequence {
  const EventRow* row = nullptr;
  int depth = 1;         ///< 1: the event itself led to it
  std::size_t more = 0;  ///< alike (same kind of event, same cause) and left out
};
/// In order of time: at most `most`, the first of each kind for each cause.
std::vector<Consequence> consequences_of(const RunRecord& record, std::uint64_t number, std::size_t most = 40);

}  // namespace view
