#include <exception>
#include <iostream>
#include <string>

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "kafkasim/version.h"

namespace cli {
namespace {

std::string version_text() {
  return fmt::format("kafkasim {} ({}, {})", kafkasim::kVersion, kafkasim::kCompiler, kafkasim::kBuildType);
}

void describe_variant(CLI::App& app, std::string& variant) {
  app.add_option("--variant", variant, "one of the scenario's variants")->type_name("NAME");
}

/// What may be different from the scenario as it is written.
template <class Options>
void describe_changes(CLI::App& app, Options& options) {
  describe_variant(app, options.variant);
  app.add_option("--seed", options.seed, "seed of all random choices, instead of the scenario's")->type_name("N");
  app.add_option("--set", options.set, "change a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  app.add_option("--until", options.until, "end of the run in simulated time, such as 90s or 2h")->type_name("T");
}

void describe_run(CLI::App& app, RunOptions& options) {
  app.add_option("scenario", options.scenario, "name of a shipped scenario, or a YAML file")
      ->required()
      ->type_name("NAME|FILE");
  describe_changes(app, options);
  app.add_option("--out", options.out, "folder for the results, instead of results/NAME or results/NAME.VARIANT")
      ->type_name("DIR");
  app.add_option("--trace", options.exports.trace, "write a trace for ui.perfetto.dev or chrome://tracing")
      ->type_name("FILE");
  app.add_option("--trace-from", options.exports.trace_from, "draw requests, batches and polls from here on")
      ->type_name("T");
  app.add_option("--trace-until", options.exports.trace_until, "... and up to here")->type_name("T");
  app.add_option("--prometheus", options.exports.prometheus,
                 "write the final metrics by the names of Kafka's exporters")
      ->type_name("FILE");
  app.add_option("--omb", options.exports.omb, "write the result in the shape of OpenMessaging Benchmark")
      ->type_name("FILE");
  app.add_flag("--json", options.json, "print summary.json and nothing else");
  app.add_flag("--quiet", options.quiet, "print nothing but errors");
}

void describe_rerun(CLI::App& app, RerunOptions& options) {
  app.add_option("run", options.run, "folder of a finished run, name of a shipped scenario, or a YAML file")
      ->required()
      ->type_name("FOLDER|NAME|FILE");
  describe_changes(app, options);
}

void describe_explain(CLI::App& app, ExplainOptions& options) {
  describe_rerun(app, options);
  auto* const record =
      app.add_option("--record", options.record, "the record of this number, from 0")->type_name("PRODUCER:NUMBER");
  auto* const partition =
      app.add_option("--partition", options.partition, "the partition it is in")->type_name("TOPIC-PARTITION");
  app.add_option("--offset", options.offset, "instead of --record: what lay at this offset of the partition")
      ->type_name("N")
      ->needs(partition)
      ->excludes(record);
}

void describe_report(CLI::App& app, ReportOptions& options) {
  describe_rerun(app, options);
  app.add_option("--out", options.out, "the page's file, instead of FOLDER/report.html or NAME.html")
      ->type_name("FILE");
}

void describe_describe(CLI::App& app, DescribeOptions& options) {
  describe_rerun(app, options);
  app.add_option("what", options.what, "topics, groups, zookeeper, log-dirs or metrics")
      ->required()
      ->check(CLI::IsMember({"topics", "groups", "zookeeper", "log-dirs", "metrics"}))
      ->type_name("WHAT");
  auto* const at = app.add_option("--at", options.at, "the instant, such as 12.5s; without it the end")->type_name("T");
  app.add_option("--diff", options.diff, "only what changed between two instants")
      ->expected(2)
      ->excludes(at)
      ->type_name("T1 T2");
}

void describe_odds(CLI::App& app, OddsCommandOptions& options) {
  app.add_option("scenario", options.scenario, "name of a shipped scenario, or a YAML file")
      ->required()
      ->type_name("NAME|FILE");
  describe_variant(app, options.variant);
  app.add_option("--seeds", options.seeds, "first and last seed")->type_name("A-B")->capture_default_str();
  app.add_option("--set", options.set, "change a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
  app.add_option("--confidence", options.confidence, "of the intervals, in percent")
      ->type_name("P")
      ->capture_default_str();
  app.add_option("--jobs", options.jobs, "runs at a time, instead of one for each processor")->type_name("N");
  app.add_flag("--json", options.json, "print JSON instead of tables");
}

void describe_test_scenarios(CLI::App& app, TestScenariosOptions& options) {
  app.add_option("scenarios", options.scenarios, "folders, files or names; none = all that are shipped")
      ->type_name("DIR|FILE|NAME");
  app.add_option("--junit", options.junit, "write the results as JUnit XML, for build servers")->type_name("FILE");
  app.add_option("--jobs", options.jobs, "runs at a time, instead of one for each processor")->type_name("N");
}

void describe_shell(CLI::App& app, ShellOptions& options) {
  app.add_option(
         "scenario", options.scenario,
         "name of a shipped scenario, or a YAML file; without one: a machine as the tutorial's, nothing started")
      ->type_name("NAME|FILE");
  app.add_option("--script", options.script, "type the lines of this file and print the transcript")->type_name("FILE");
  app.add_option("--release", options.release, "whose programs, without a scenario")
      ->check(CLI::IsMember({"2.3", "3.9"}))
      ->capture_default_str();
  app.add_option("--seed", options.seed, "seed of all random choices")->type_name("N");
  app.add_option("--set", options.set, "change a value of the scenario; may be repeated")
      ->type_name("PATH=VALUE")
      ->allow_extra_args(false);
}

int dispatch(int argc, char** argv) {
  CLI::App app("A deterministic simulator of an Apache Kafka cluster.", "kafkasim");
  app.set_version_flag("--version", version_text());
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  app.footer(
      "Exit codes: 0 all expectations met, 1 one was not met, 2 bad scenario or usage, 3 the run contradicts itself.");

  RunOptions run;
  CLI::App& run_app = *app.add_subcommand("run", "run a scenario, judge it, write its results");
  describe_run(run_app, run);
  OddsCommandOptions odds;
  CLI::App& odds_app = *app.add_subcommand(
      "odds", "run a scenario with many seeds: how often something happens, with confidence intervals");
  describe_odds(odds_app, odds);
  ExplainOptions explain;
  CLI::App& explain_app = *app.add_subcommand("explain", "run again and tell what became of one record, and why");
  describe_explain(explain_app, explain);
  ReportOptions report;
  CLI::App& report_app =
      *app.add_subcommand("report", "run again and write all about it into one HTML page that can be handed round");
  describe_report(report_app, report);
  DescribeOptions describe;
  CLI::App& describe_app =
      *app.add_subcommand("describe", "run again up to an instant and print what Kafka's tools would print then");
  describe_describe(describe_app, describe);
  ShellOptions shell;
  CLI::App& shell_app = *app.add_subcommand("shell", "terminals on a simulated cluster: Kafka's own commands, typed");
  describe_shell(shell_app, shell);
  std::vector<std::string> files;
  CLI::App& check_app = *app.add_subcommand("check", "tell what is wrong with scenario files without running them");
  check_app.add_option("scenarios", files, "scenario files, or names of shipped ones")->required()->type_name("FILE");
  TestScenariosOptions tests;
  CLI::App& tests_app = *app.add_subcommand("test-scenarios", "run scenarios with all their variants and judge them");
  describe_test_scenarios(tests_app, tests);
  const CLI::App& schema_app =
      *app.add_subcommand("schema", "print the JSON Schema of scenario files, for editors that complete and check");
  const CLI::App& list_app = *app.add_subcommand("list", "the shipped scenarios by chapter");

  if (argc <= 1) {
    std::cerr << app.help();
    return kBadInput;
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error, std::cout, std::cerr) == 0 ? kMet : kBadInput;
  }
  if (run_app.parsed()) return run_command(run);
  if (odds_app.parsed()) return odds_command(odds);
  if (shell_app.parsed()) return shell_command(shell);
  if (explain_app.parsed()) return explain_command(explain);
  if (report_app.parsed()) return report_command(report);
  if (describe_app.parsed()) return describe_command(describe);
  if (check_app.parsed()) return check_command(files);
  if (tests_app.parsed()) return test_scenarios_command(tests);
  if (schema_app.parsed()) return schema_command();
  if (list_app.parsed()) return list_command();
  return kBadInput;
}

}  // namespace
}  // namespace cli

int main(int argc, char** argv) {
  try {
    return cli::dispatch(argc, argv);
  } catch (const std::exception& error) {
    std::cerr << "kafkasim: " << error.what() << '\n';
    return cli::kBadInput;
  }
}
