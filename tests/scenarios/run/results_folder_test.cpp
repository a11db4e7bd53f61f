#include "scenarios/engine/run/results_folder.h"

#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>
#include <unistd.h>

namespace scenario {
namespace {
namespace fs = std::filesystem;

struct ResultsFolderTest : testing::Test {
  fs::path base = fs::path(testing::TempDir()) / ("results_folder." + std::to_string(getpid()) + "." +
                                                  testing::UnitTest::GetInstance()->current_test_info()->name());
  ResultsFolderTest() {
    fs::remove_all(base);
    fs::create_directories(base);
  }
  ~ResultsFolderTest() override { fs::remove_all(base); }

  std::string target() const { return (base / "trucks").string(); }
  static void put(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path) << text;
  }
  static std::string text_of(const fs::path& path) {
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::vector<std::string> entries() const {
    std::vector<std::string> names;
    for (const auto& e : fs::directory_iterator(base)) names.push_back(e.path().filename().string());
    return names;
  }
};

TEST_F(ResultsFolderTest, AppearsWholeWhenCommitted) {
  ResultsFolder folder(target());
  ASSERT_TRUE(folder.ready()) << folder.error();
  const std::size_t series = folder.open("series.csv");
  folder.write(series, "a,b\n");
  folder.write(series, "1,2\n");
  folder.write_file("manifest.json", "{}\n");
  EXPECT_FALSE(fs::exists(target()));
  EXPECT_TRUE(folder.commit());
  EXPECT_EQ(text_of(fs::path(target()) / "series.csv"), "a,b\n1,2\n");
  EXPECT_EQ(entries(), std::vector<std::string>{"trucks"});
}

TEST_F(ResultsFolderTest, LeavesNothingWhenTheRunStops) {
  {
    ResultsFolder folder(target());
    folder.write_file("series.csv", "half");
  }
  EXPECT_TRUE(entries().empty());
}

TEST_F(ResultsFolderTest, KeepsAnEarlierResultUntilTheNewOneIsComplete) {
  put(base / "trucks/manifest.json", "old");
  put(base / "trucks/extra.csv", "old");
  {
    ResultsFolder folder(target());
    folder.write_file("manifest.json", "half");
  }
  EXPECT_EQ(text_of(base / "trucks/manifest.json"), "old");
  ResultsFolder folder(target());
  folder.write_file("manifest.json", "new");
  EXPECT_TRUE(folder.commit());
  EXPECT_EQ(text_of(base / "trucks/manifest.json"), "new");
  EXPECT_FALSE(fs::exists(base / "trucks/extra.csv"));
  EXPECT_EQ(entries(), std::vector<std::string>{"trucks"});
}

TEST_F(ResultsFolderTest, NeverReplacesWhatIsNotAResult) {
  put(base / "trucks/thesis.tex", "years of work");
  const ResultsFolder folder(target());
  EXPECT_FALSE(folder.ready());
  EXPECT_NE(folder.error().find("no manifest.json"), std::string::npos) << folder.error();
  EXPECT_EQ(text_of(base / "trucks/thesis.tex"), "years of work");
  put(base / "file", "x");
  EXPECT_FALSE(ResultsFolder((base / "file").string()).ready());
}

TEST_F(ResultsFolderTest, TakesAnEmptyFolder) {
  fs::create_directories(target());
  ResultsFolder folder(target() + "/");
  ASSERT_TRUE(folder.ready()) << folder.error();
  folder.write_file("manifest.json", "{}");
  EXPECT_TRUE(folder.commit());
  EXPECT_TRUE(fs::exists(base / "trucks/manifest.json"));
}

TEST_F(ResultsFolderTest, RemovesWhatACrashLeftButNotWhatStillRuns) {
  // No process has the largest pid plus one; process 1 always runs.
  put(base / ".trucks.part-4194305/series.csv", "stale");
  put(base / ".trucks.part-1/series.csv", "another run");
  put(base / ".trucks.part-notes/series.csv", "not ours");
  put(base / ".trucks2.part-4194305/series.csv", "another target's");
  ResultsFolder folder(target());
  EXPECT_FALSE(fs::exists(base / ".trucks.part-4194305"));
  EXPECT_TRUE(fs::exists(base / ".trucks.part-1"));
  EXPECT_TRUE(fs::exists(base / ".trucks.part-notes"));
  EXPECT_TRUE(fs::exists(base / ".trucks2.part-4194305"));
}

TEST_F(ResultsFolderTest, SaysWhenTheDiskIsFull) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  ResultsFolder folder(target());
  fs::path hidden;
  for (const auto& e : fs::directory_iterator(base)) hidden = e.path();
  fs::create_symlink("/dev/full", hidden / "series.csv");
  folder.write_file("series.csv", std::string(1 << 20, 'x'));
  EXPECT_FALSE(folder.commit());
  EXPECT_NE(folder.error().find("No space left"), std::string::npos) << folder.error();
  EXPECT_FALSE(fs::exists(target()));
}

}  // namespace
}  // namespace scenario
