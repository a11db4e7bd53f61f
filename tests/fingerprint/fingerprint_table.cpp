#include "tests/fingerprint/fingerprint_table.h"

#include <algorithm>
#include <fstream>
#include <sstream>

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace scenario {

std::map<std::string, FingerprintRow> read_fingerprints(const std::filesystem::path& path) {
  std::map<std::string, FingerprintRow> rows;
  std::ifstream in(path);
  std::string line;
  std::getline(in, line);  // header
  while (std::getline(in, line)) {
    std::istringstream cells(line);
    std::string name;
    FingerprintRow row;
    std::getline(cells, name, ',');
    std::getline(cells, row.trajectory, ',');
    std::getline(cells, row.protocol, ',');
    std::getline(cells, row.outcome, ',');
    rows[name] = row;
  }
  return rows;
}

void rewrite_fingerprint(const std::filesystem::path& path, const std::string& name, const FingerprintRow& row,
                         const std::vector<std::string>& shipped) {
  const int lock = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
  ::flock(lock, LOCK_EX);
  auto rows = read_fingerprints(path);
  rows[name] = row;
  std::ofstream out(path, std::ios::trunc);
  out << "scenario,trajectory,protocol,outcome\n";
  for (const auto& [scenario, r] : rows) {
    if (std::find(shipped.begin(), shipped.end(), scenario) == shipped.end()) continue;
    out << scenario << ',' << r.trajectory << ',' << r.protocol << ',' << r.outcome << '\n';
  }
  out.close();
  ::close(lock);
}

}  // namespace scenario
