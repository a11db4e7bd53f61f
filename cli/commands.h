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

struct ExplainOptions {
  std::string run;  ///< a results folder, or a scenario's name or file
  std::optional<std::string> record;
  std::optional<std::string> partition;
  std::optional<std::int64_t> offset;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::optional<std::string> until;
};

struct DescribeOptions {
  std::string run;   ///< a results folder, or a scenario's name or file
  std::string what;  ///< topics, groups, zookeeper, log-dirs, metrics
  std::optional<std::string> at;
  std::vector<std::string> diff;  ///< two instants
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
};

struct ShellOptions {
  std::string scenario;         ///< name or file; "" = one machine with nothing started
  std::string script;           ///< "" = what is typed
  std::string release = "2.3";  ///< without a scenario
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< path=value
};

struct OddsCommandOptions {
  std::string scenario;          ///< name or file
  std::string seeds = "1-100";   ///< first-last
  std::vector<std::string> set;  ///< path=value
  double confidence = 95;        ///< percent
  unsigned jobs = 0;             ///< 0 = one for each processor
  bool json = false;
};

int odds_command(const OddsCommandOptions& options);
int run_command(const RunOptions& options);
int shell_command(const ShellOptions& options);
int explain_command(const ExplainOptions& options);
int describe_command(const DescribeOptions& options);
int check_command(const std::vector<std::string>& scenarios);
int list_command();

}  // namespace cli
