#include "scenarios/engine/export/output_file.h"

#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <unistd.h>

namespace scenario {
namespace {

namespace fs = std::filesystem;

struct OutputFileTest : testing::Test {
  fs::path folder = fs::temp_directory_path() / ("kafkasim-output-" + std::to_string(::getpid()));
  std::string target = (folder / "deep" / "trace.json").string();

  OutputFileTest() { fs::create_directories(folder); }
  ~OutputFileTest() override { fs::remove_all(folder); }

  [[nodiscard]] std::string text() const {
    std::ifstream in(target);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  [[nodiscard]] std::size_t entries() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder / "deep"), {}));
  }
};

TEST_F(OutputFileTest, AppearsWholeAtItsCommit) {
  OutputFile file(target);
  ASSERT_TRUE(file.ready()) << file.error();
  file.write("one ");
  file.write("two");
  EXPECT_FALSE(fs::exists(target));
  EXPECT_TRUE(file.commit());
  EXPECT_EQ(text(), "one two");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(OutputFileTest, LeavesAnEarlierOneAloneUntilThen) {
  {
    OutputFile first(target);
    first.write("first");
    EXPECT_TRUE(first.commit());
  }
  {
    OutputFile abandoned(target);
    abandoned.write("second");
  }
  EXPECT_EQ(text(), "first");
  EXPECT_EQ(entries(), 1u);
}

TEST_F(OutputFileTest, RemovesWhatACrashLeftBehind) {
  fs::create_directories(folder / "deep");
  std::ofstream(folder / "deep" / ".trace.json.part-999999999") << "half";
  OutputFile file(target);
  EXPECT_EQ(entries(), 1u);  // its own
}

TEST_F(OutputFileTest, SaysWhyItCannotBeWritten) {
  OutputFile onto_a_folder(folder.string());
  EXPECT_EQ(onto_a_folder.error(), "cannot write " + folder.string() + ": it exists and is not a file");
  std::ofstream(folder / "file") << "";
  OutputFile below_a_file((folder / "file" / "trace.json").string());
  EXPECT_FALSE(below_a_file.ready());
  EXPECT_FALSE(below_a_file.commit());
  OutputFile full("/dev/full");
  EXPECT_FALSE(full.ready());
}

}  // namespace
}  // namespace scenario
