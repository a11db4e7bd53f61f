#pragma once
/// What the program can do. Each returns its exit code (exit_code.h).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/export_options.h"

namespace cli {

struct RunOptions {
  std::string scenario;  ///< name or file
  std::string variant;   ///< "" = the scenario itself
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< path=value
  std::optional<std::string> until;
  std::optional<std::string> out;
  ExportOptions exports;
  bool json = false;
  bool quiet = false;
};

/// What is run again to look at it.
struct RerunOptions {
  std::string run;  ///< a results folder, or a scenario's name or file
  std::string variant;
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;
  std::optional<std::string> until;
};

struct ExplainOptions : RerunOptions {
  std::optional<std::string> record;
  std::optional<std::string> partition;
  std::optional<std::int64_t> offset;
};

struct ReportOptions : RerunOptions {
  std::optional<std::string> out;  ///< file
};

struct DescribeOptions : RerunOptions {
  std::string what;  ///< topics, groups, zookeeper, log-dirs, metrics
  std::optional<std::string> at;
  std::vector<std::string> diff;  ///< two instants
};

struct ShellOptions {
  std::string scenario;         ///< name or file; "" = one machine with nothing started
  std::string script;           ///< "" = what is typed
  std::string release = "2.3";  ///< without a scenario
  std::optional<std::uint64_t> seed;
  std::vector<std::string> set;  ///< path=value
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
int shell_command(const ShellOptions& options);
int explain_command(const ExplainOptions& options);
int report_command(const ReportOptions& options);
int describe_command(const DescribeOptions& options);
int check_command(const std::vector<std::string>& scenarios);
int list_command();

}  // namespace cli
