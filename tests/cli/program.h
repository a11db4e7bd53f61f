#pragma once
/// Runs the built program as a user would, in a folder of its own.

#include <filesystem>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace cli {

struct Ran {
  int code = -1;  ///< exit code; 128 + signal if a signal ended it
  std::string out;
  std::string err;
};

/// Where the built program stands.
std::string program_path();

class ProgramTest : public testing::Test {
 protected:
  ProgramTest();
  ~ProgramTest() override;

  /// Runs kafkasim with these arguments in folder().
  Ran run(const std::vector<std::string>& arguments) const;
  /// The same, but sends `signal` as soon as something matching `.*.part-*` stands in results/.
  Ran run_and_signal(const std::vector<std::string>& arguments, int signal) const;

  [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }
  void write(const std::string& name, const std::string& text) const;
  [[nodiscard]] std::string read(const std::string& name) const;
  [[nodiscard]] bool exists(const std::string& name) const { return std::filesystem::exists(folder_ / name); }
  /// All files below results/, hidden ones too.
  [[nodiscard]] std::vector<std::string> results() const;

 private:
  int start(const std::vector<std::string>& arguments) const;
  Ran finish(int process) const;

  std::filesystem::path folder_;
};

/// A scenario that takes no time: three brokers, one producer, one group; `expect` is put at its end.
std::string small_scenario(const std::string& expect = "");

}  // namespace cli
