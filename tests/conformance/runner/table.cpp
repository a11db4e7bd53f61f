#include "tests/conformance/runner/table.h"

#include <cstdio>

namespace conformance {

namespace {

std::string reason_of(const ::testing::TestResult& result) {
  for (int i = 0; i < result.total_part_count(); ++i)
    if (result.GetTestPartResult(i).skipped()) return result.GetTestPartResult(i).message();
  return "";
}

std::string list(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
  return text;
}

}  // namespace

void Table::OnTestEnd(const ::testing::TestInfo& test) {
  Row& row = rows_[test.test_suite_name()];
  const ::testing::TestResult& result = *test.result();
  if (result.Skipped()) {
    row.skipped[reason_of(result)].emplace_back(test.name());
  } else {
    ++(result.Passed() ? row.passed : row.failed);
  }
}

void Table::print() const {
  std::printf("\n%-28s %6s %7s %7s %15s\n", "file", "cases", "passed", "failed", "not applicable");
  for (const auto& [file, row] : rows_) {
    int skipped = 0;
    for (const auto& [reason, ids] : row.skipped) skipped += static_cast<int>(ids.size());
    std::printf("%-28s %6d %7d %7d %15d\n", file.c_str(), row.passed + row.failed + skipped, row.passed, row.failed,
                skipped);
    for (const auto& [reason, ids] : row.skipped) std::printf("    %s: %s\n", list(ids).c_str(), reason.c_str());
  }
  std::fflush(stdout);
}

}  // namespace conformance
