// Every script of tests/scripts gives its trace, to the last line. KAFKASIM_REWRITE=1 writes what was seen instead:
// read it before it is committed.

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "tests/model/scripts/script.h"
#include "tests/support/checkout.h"

namespace kafka::testing {
namespace {

std::vector<std::filesystem::path> script_files() {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(in_checkout("tests/scripts")))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

class Scripts : public ::testing::TestWithParam<std::filesystem::path> {};

TEST_P(Scripts, GiveTheirTrace) {
  std::stringstream text;
  text << std::ifstream(GetParam()).rdbuf();
  std::string seen;
  try {
    seen = Script().run(text.str());
  } catch (const ScriptError& error) {
    FAIL() << error.what;
  }
  ASSERT_NE(seen.find("---\n"), std::string::npos) << "a script without a trace shows nothing";
  if (const char* rewrite = std::getenv("KAFKASIM_REWRITE"); rewrite && *rewrite == '1') {
    std::ofstream(GetParam()) << seen;
    GTEST_SKIP() << "rewritten";
  }
  EXPECT_EQ(seen, text.str());
}

INSTANTIATE_TEST_SUITE_P(All, Scripts, ::testing::ValuesIn(script_files()),
                         [](const auto& file) { return file.param.stem().string(); });

TEST(ScriptRunner, NamesMistakes) {
  EXPECT_THROW(Script().run("cluster brokers=x\n"), ScriptError);
  EXPECT_THROW(Script().run("cluster brokers=1 num.io.thread=3\n"), ScriptError);
  EXPECT_THROW(Script().run("cluster brokers=1\nfly\n"), ScriptError);
}

}  // namespace
}  // namespace kafka::testing
