#pragma once
/// What the program can do. Each returns its exit code (exit_code.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cli {

struct RunOptions {
  std::string scenario;  ///< name or file
  std::string variant;   ///< "" = the scenario itself
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< path=value
  std::optional<std::string> until;
  std::optional<std::string> out;
  bool json = false;
  bool quiet = false;
};

struct ExplainOptions {
  std::string run;  ///< a results folder, or a scenario's name or file
  std::optional<std::string> record;
  std::optional<std::string> partition;
  std::optional<std::int64_t> offset;
  std::string variant;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::optional<std::string> until;
};

struct OddsCommandOptions {
  std::string scenario;  ///< name or file
  std::string variant;
  std::string seeds = "1-100";   ///< first-last
  std::vector<std::string> set;  ///< path=value
  double confidence = 95;        ///< percent
  unsigned jobs = 0;             ///< 0 = one for each processor
  bool json = false;
};

struct TestScenariosOptions {
  std::vector<std::string> scenarios;  ///< folders, files, names; none = all that are shipped
  std::optional<std::string> junit;    ///< a file to write
  unsigned jobs = 0;                   ///< 0 = one for each processor
};

int test_scenarios_command(const TestScenariosOptions& options);
int schema_command();
int odds_command(const OddsCommandOptions& options);
int run_command(const RunOptions& options);
int explain_command(const ExplainOptions& options);
int check_command(const std::vector<std::string>& scenarios);
int list_command();

}  // namespace cli
