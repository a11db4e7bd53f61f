// What the README shows is what the program prints.

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/docs/console_block.h"
#include "tests/support/checkout.h"

namespace docs {
namespace {

namespace fs = std::filesystem;

std::string read(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

struct Outcome {
  int exit_code = -1;
  std::string output;
};

// A folder in which the README's commands find what they would find at the project's root, and nothing they can harm.
class Workplace {
 public:
  Workplace() : path_(fs::path(testing::TempDir()) / ("kafkasim-readme-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
    fs::create_directory_symlink(kafka::testing::in_checkout("scenarios"), path_ / "scenarios");
  }
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;

  [[nodiscard]] Outcome run(const std::string& arguments) const {
    const std::string command = "cd '" + path_.string() + "' && '" KAFKASIM_PROGRAM "' " + arguments + " 2>&1";
    std::FILE* pipe = ::popen(command.c_str(), "r");
    if (pipe == nullptr) return {};
    Outcome outcome;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) outcome.output += static_cast<char>(c);
    const int status = ::pclose(pipe);
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
  }

 private:
  fs::path path_;
};

// `test` and `bench` are the launcher's own; running them from here would run this test again.
bool for_the_program(const std::string& command) {
  return command.starts_with("./kafkasim ") && !command.starts_with("./kafkasim test") &&
         !command.starts_with("./kafkasim bench");
}

TEST(Readme, CommandsPrintWhatIsShown) {
  const Workplace workplace;
  int compared = 0;
  for (const ShownCommand& shown : shown_commands(read(kafka::testing::in_checkout("README.md")))) {
    if (!for_the_program(shown.command)) continue;
    const Outcome real = workplace.run(shown.command.substr(std::string("./kafkasim ").size()));
    if (shown.output.empty()) {
      EXPECT_EQ(real.exit_code, 0) << shown.command << "\n" << real.output;
      continue;
    }
    ++compared;
    EXPECT_TRUE(matches(shown.output, split(real.output))) << shown.command << " now prints\n" << real.output;
  }
  EXPECT_GT(compared, 0) << "the README shows no output to compare with";
}

TEST(Readme, NamesTheTwoCommandsOfANewcomer) {
  const std::string text = read(kafka::testing::in_checkout("README.md"));
  EXPECT_NE(text.find("$ ./kafkasim run trucks_gps"), std::string::npos);
  EXPECT_NE(text.find("$ ./kafkasim test"), std::string::npos);
}

}  // namespace
}  // namespace docs
