#pragma once
/// What the program can do. Each returns its exit code (exit_code.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cli {

struct RunOptions {
  std::string scenario;  ///< name or file
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< path=value
  std::optional<std::string> until;
  std::optional<std::string> out;
  bool json = false;
  bool quiet = false;
};

int run_command(const RunOptions& options);
int check_command(const std::vector<std::string>& scenarios);
int list_command();

}  // namespace cli
