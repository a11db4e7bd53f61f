/// conformance_tests: checks the model against cases taken from Kafka's own tests and sources. See ../README.md.

#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <gtest/gtest.h>

#include "tests/conformance/runner/cases.h"
#include "tests/conformance/runner/table.h"

namespace {

bool has_runner(const std::string& file) {
  const auto suites = conformance::suites();
  return std::any_of(suites.begin(), suites.end(), [&](const auto& suite) { return suite.file == file; });
}

/// Data files this program has no runner for: named in a given directory, a failure in ours.
std::vector<std::string> files_without_runner(const std::filesystem::path& directory) {
  std::vector<std::string> names;
  for (const char* folder : {"client", "broker", "checkers"}) {
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator(directory / folder, none)) {
      const std::string name = std::string(folder) + "/" + entry.path().stem().string();
      if (entry.path().extension() == ".yaml" && !has_runner(name)) names.push_back(name);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

/// Ids contain '-', which begins the list of exceptions in a filter: a filter that is the name of one test means it.
void mean_names_in_filter() {
  std::string filter = GTEST_FLAG_GET(filter);
  if (!conformance::is_registered(filter)) return;
  std::replace(filter.begin(), filter.end(), '-', '?');
  GTEST_FLAG_SET(filter, filter);
}

}  // namespace

int main(int argc, char** argv) {
  ::testing::InitGoogleTest(&argc, argv);
  const std::filesystem::path directory = conformance::directory();
  if (!std::filesystem::is_directory(directory / "client") && !std::filesystem::is_directory(directory / "broker")) {
    std::fprintf(stderr, "%s: no folder `client` or `broker` with case files in it\n", directory.string().c_str());
    return 2;
  }
  conformance::register_tests(GTEST_FLAG_GET(filter));
  for (const std::string& name : files_without_runner(directory)) {
    if (conformance::directory_is_given()) {
      std::fprintf(stderr, "note: no runner for %s.yaml, its cases are not checked\n", name.c_str());
    } else {
      conformance::register_failure(name, "no runner checks this file");
    }
  }
  mean_names_in_filter();
  auto* table = new conformance::Table;  // GoogleTest deletes it
  ::testing::UnitTest::GetInstance()->listeners().Append(table);
  const int failed = RUN_ALL_TESTS();
  if (!GTEST_FLAG_GET(list_tests)) table->print();
  return failed;
}
