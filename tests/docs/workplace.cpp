#include "tests/docs/workplace.h"

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tests/support/checkout.h"

namespace docs {
namespace fs = std::filesystem;

std::string read_file(const std::string& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

Workplace::Workplace()
    : path_((fs::path(testing::TempDir()) / ("kafkasim-docs-" + std::to_string(::getpid()))).string()) {
  fs::create_directories(path_);
  std::error_code ignored;
  fs::create_directory_symlink(kafka::testing::in_checkout("scenarios"), fs::path(path_) / "scenarios", ignored);
  fs::create_directory_symlink(kafka::testing::in_checkout("docs"), fs::path(path_) / "docs", ignored);
}

Workplace::~Workplace() {
  std::error_code ignored;
  fs::remove_all(path_, ignored);
}

Outcome Workplace::run(const std::string& arguments) const {
  const std::string command = "cd '" + path_ + "' && '" KAFKASIM_PROGRAM "' " + arguments + " 2>&1";
  std::FILE* pipe = ::popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  Outcome outcome;
  for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) outcome.output += static_cast<char>(c);
  const int status = ::pclose(pipe);
  outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  return outcome;
}

void Workplace::write(const std::string& name, const std::string& text) const {
  std::ofstream(fs::path(path_) / name, std::ios::binary) << text;
}

bool for_the_program(const std::string& command) {
  return command.starts_with("./kafkasim ") && !command.starts_with("./kafkasim test ") &&
         command != "./kafkasim test" && !command.starts_with("./kafkasim bench");
}

}  // namespace docs
