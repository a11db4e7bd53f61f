/// What-ifs as a new user would write them, each with one mistake: what is said lets him see how to mend it.
/// KAFKASIM_REWRITE=1 writes what was said instead.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

#include "tests/scenarios/loader/load_helper.h"
#include "tests/support/checkout.h"

namespace scenario {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> what_ifs() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(kafka::testing::in_checkout("tests/scenarios/data/what_ifs"))) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

TEST(BrokenWhatIfs, AreAnsweredSoThatTheFixIsObvious) {
  const char* rewrite = std::getenv("KAFKASIM_REWRITE");
  ASSERT_GE(what_ifs().size(), 10u);
  for (const fs::path& file : what_ifs()) {
    Diagnostics diagnostics;
    const auto all = load_all_text(file.filename().string(), test::read_file(file.string()), diagnostics);
    EXPECT_TRUE(all.empty()) << file;
    const fs::path expected = fs::path(file).replace_extension(".expected");
    if (rewrite != nullptr && std::string(rewrite) == "1") {
      std::ofstream(expected, std::ios::binary) << diagnostics.render();
    } else {
      EXPECT_EQ(diagnostics.render(), test::read_file(expected.string())) << file;
    }
  }
}

TEST(BrokenWhatIfs, NoneIsAnsweredByMoreThanTwoMessages) {
  for (const fs::path& file : what_ifs()) {
    Diagnostics diagnostics;
    (void)load_all_text(file.filename().string(), test::read_file(file.string()), diagnostics);
    EXPECT_LE(diagnostics.errors(), 2) << diagnostics.render();
    EXPECT_GE(diagnostics.errors(), 1) << file;
  }
}

}  // namespace
}  // namespace scenario
