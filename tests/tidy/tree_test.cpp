// The rules of rules.h and include_table.h held against the project itself.

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "tests/support/checkout.h"
#include "tests/tidy/class_names.h"
#include "tests/tidy/include_table.h"
#include "tests/tidy/rules.h"
#include "tests/tidy/source_file.h"

namespace tidy {
namespace {

using Rule = std::vector<Finding> (*)(const SourceFile&);

const std::vector<SourceFile>& tree() {
  static const std::vector<SourceFile> files = read_tree(kafka::testing::in_checkout());
  return files;
}

// Every finding of the rule in the files that `concerns` picks; fails if it picks none, for then the rule holds
// nothing.
template <class Concerns>
void expect_clean(Rule rule, Concerns concerns) {
  std::vector<Finding> findings;
  std::size_t looked_at = 0;
  for (const SourceFile& file : tree()) {
    if (!concerns(file)) continue;
    ++looked_at;
    for (Finding& finding : rule(file)) findings.push_back(std::move(finding));
  }
  EXPECT_GT(looked_at, 0u);
  EXPECT_TRUE(findings.empty()) << to_text(findings);
}

bool source(const SourceFile& file) { return file.cpp(); }
bool ours(const SourceFile& file) { return file.cpp() && !file.in("tests") && !file.in("bench"); }
bool simulator(const SourceFile& file) {
  return file.cpp() && (file.in("sim") || file.in("model") || file.in("scenarios/engine") || file.in("tools"));
}
bool scenario(const SourceFile& file) {
  return file.in("scenarios") && !file.in("scenarios/engine") && file.ends_with(".yaml");
}
bool any(const SourceFile&) { return true; }

TEST(Tidy, FilesAreShort) { expect_clean(file_length, source); }

TEST(Tidy, MostFilesAreVeryShort) {
  std::vector<std::size_t> lengths;
  for (const SourceFile& file : tree()) {
    if (ours(file)) lengths.push_back(file.lines().size());
  }
  ASSERT_FALSE(lengths.empty());
  std::sort(lengths.begin(), lengths.end());
  const auto median = lengths[lengths.size() / 2];
  const auto ninth_tenth = lengths[lengths.size() * 9 / 10];
  std::printf("%zu files, median %zu lines, 90 %% within %zu, longest %zu\n", lengths.size(), median, ninth_tenth,
              lengths.back());
  EXPECT_LE(median, 130u);
  EXPECT_LE(ninth_tenth, 350u);
}

TEST(Tidy, FunctionsFitAScreen) { expect_clean(function_length, ours); }

TEST(Tidy, HeadersBeginWithPragmaOnce) {
  expect_clean(pragma_once, [](const SourceFile& file) { return file.ends_with(".h"); });
}

TEST(Tidy, NoTwoClassesHaveOneName) {
  std::vector<SourceFile> headers;
  for (const SourceFile& file : tree())
    if (ours(file) && file.ends_with(".h")) headers.push_back(file);
  EXPECT_GT(headers.size(), 100u);
  const std::vector<Finding> findings = class_names(headers);
  EXPECT_TRUE(findings.empty()) << to_text(findings);
}

TEST(Tidy, NoTabsNoTrailingBlanks) { expect_clean(blanks, any); }

TEST(Tidy, NothingIsLeftUnfinished) { expect_clean(unfinished, any); }

TEST(Tidy, NoPathOfOneMachine) { expect_clean(machine_paths, any); }

TEST(Tidy, TheSimulatorIsDeterministic) { expect_clean(determinism, simulator); }

TEST(Tidy, NothingThrows) {
  // A throw is the only way to stop yaml-cpp's parser; it is caught in the same file. Kafka's own programs are told as
  // their Java originals, whose errors are exceptions that main() prints (docs/adr/0009).
  expect_clean(exceptions, [](const SourceFile& file) {
    return ours(file) && file.path != "scenarios/engine/loader/document.cpp" && !file.in("tools/kafka");
  });
}

TEST(Tidy, ScenariosHaveTitles) { expect_clean(scenario_title, scenario); }

TEST(Tidy, RoomsIncludeOnlyWhatTheyUse) {
  const IncludeTable table = read_include_table(tree());
  ASSERT_TRUE(table.contains("sim/core"));
  ASSERT_TRUE(table.contains("model/cluster"));
  std::vector<Finding> findings = layers(table);
  for (const SourceFile& file : tree()) {
    if (!file.cpp()) continue;
    for (Finding& finding : includes(file, table)) findings.push_back(std::move(finding));
  }
  EXPECT_TRUE(findings.empty()) << to_text(findings);
}

// What the repository holds at its top; a working copy may have private files beside it.
TEST(Tidy, TopLevelHoldsTheProjectOnly) {
  static constexpr std::array<std::string_view, 24> kAllowed = {".ci",
                                                                ".clang-format",
                                                                ".clang-tidy",
                                                                ".editorconfig",
                                                                ".gitignore",
                                                                "CHANGELOG.md",
                                                                "CMakeLists.txt",
                                                                "CMakePresets.json",
                                                                "CONTRIBUTING.md",
                                                                "LICENSE",
                                                                "NOTICE",
                                                                "README.md",
                                                                "bench",
                                                                "cli",
                                                                "cmake",
                                                                "docs",
                                                                "gui",
                                                                "kafkasim",
                                                                "model",
                                                                "results",
                                                                "scenarios",
                                                                "sim",
                                                                "tests",
                                                                "tools"};
  const std::string command = "git -C '" + kafka::testing::in_checkout() + "' ls-tree --name-only HEAD 2>&1";
  std::FILE* listing = ::popen(command.c_str(), "r");
  ASSERT_NE(listing, nullptr);
  std::string names;
  for (int c = std::fgetc(listing); c != EOF; c = std::fgetc(listing)) names += static_cast<char>(c);
  if (::pclose(listing) != 0) GTEST_SKIP() << "not a git checkout, or no git: " << names;
  for (const std::string_view name : split_lines(names)) {
    EXPECT_NE(std::find(kAllowed.begin(), kAllowed.end(), name), kAllowed.end()) << name << " has no place at the top";
  }
}

}  // namespace
}  // namespace tidy
