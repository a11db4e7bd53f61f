#pragma once
/// What a finished run's manifest says: all that is needed to run it again.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scenario {

struct FinishedRun {
  std::string scenario;       ///< its name
  std::string scenario_text;  ///< the file as it was
  std::string variant;        ///< "" = the scenario itself
  std::uint64_t seed = 1;
  std::vector<std::string> overrides;
  std::optional<std::string> until;
  std::string version;
  std::string trajectory;  ///< its fingerprint
};

/// Of a results folder. Nothing if it is none; `problem` then says why.
std::optional<FinishedRun> read_manifest(const std::string& folder, std::string& problem);

}  // namespace scenario
