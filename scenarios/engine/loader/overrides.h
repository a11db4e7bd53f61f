#pragma once
/// `--set path=value`: changes the tree of a scenario before it is read, so that a wrong value is told as any other.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/loader/context.h"
#include "scenarios/engine/loader/document.h"

namespace scenario {

/// What the command line changes in a scenario.
struct Overrides {
  std::optional<std::uint64_t> seed;
  /// "path=value" in order. A path is the keys with points between them; entries of lists go by their name (brokers by
  /// their id) or their number from 0: "topics.orders.config.min.insync.replicas=2". A value is YAML: "[101, 102]".
  std::vector<std::string> set;
  std::string variant;  ///< "" = the scenario itself
};

/// Mistakes are located in the override's own text.
void apply_overrides(Context& context, Node& root, const std::vector<std::string>& set);

/// Puts a value at a path as above; without one, removes what is there. `where` is the place of the path's text.
void change_at(Context& context, Node& root, Mark where, const std::string& path, std::optional<Node> value);

}  // namespace scenario
