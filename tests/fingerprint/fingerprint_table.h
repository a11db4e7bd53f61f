#pragma once
/// fingerprints.csv: the three hashes of each shipped scenario as they were when somebody last looked.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace scenario {

struct FingerprintRow {
  std::string trajectory;
  std::string protocol;
  std::string outcome;
};

std::map<std::string, FingerprintRow> read_fingerprints(const std::filesystem::path& path);

/// Puts one scenario's row into the file and drops rows of scenarios that are no longer `shipped`. Safe beside others
/// that do the same.
void rewrite_fingerprint(const std::filesystem::path& path, const std::string& name, const FingerprintRow& row,
                         const std::vector<std::string>& shipped);

}  // namespace scenario
