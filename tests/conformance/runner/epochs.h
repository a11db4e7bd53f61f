#pragma once
/// Entries of a leader epoch cache as the case files write them: [[epoch, start offset], ...].

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/log/leader_epoch_cache.h"
#include "tests/conformance/runner/fields.h"

namespace conformance {

using EpochEntries = std::vector<std::pair<std::int64_t, std::int64_t>>;

EpochEntries epoch_entries(const kafka::LeaderEpochCache& cache);
EpochEntries read_epoch_entries(const YAML::Node& list, const std::string& where);

}  // namespace conformance
