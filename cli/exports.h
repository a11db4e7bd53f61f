#pragma once
/// The files that a run writes for other programs, beside its results.

#include <memory>
#include <optional>
#include <string>

#include "cli/export_options.h"
#include "scenarios/engine/export/broker_meters.h"
#include "scenarios/engine/export/omb_result.h"
#include "scenarios/engine/export/output_file.h"
#include "scenarios/engine/export/trace_sink.h"
#include "scenarios/engine/run/experiment.h"

namespace cli {

/// Outlives the experiment that it watches.
class Exports {
 public:
  /// Opens the files, before anything is run.
  explicit Exports(const ExportOptions& options);

  /// What went wrong first; "" as long as all is well.
  [[nodiscard]] std::string error() const;
  /// Before the experiment starts.
  void watch(scenario::Experiment& experiment);
  /// After it: all files, or error() says why not.
  bool finish(const scenario::Experiment& experiment, const scenario::RunResult& result);

 private:
  using File = std::unique_ptr<scenario::OutputFile>;  ///< null: not wanted

  static File open(const std::optional<std::string>& target);
  sim::SimTime time(const char* option, const std::optional<std::string>& text, sim::SimTime otherwise);

  std::string problem_;
  scenario::TraceLimits limits_;
  File trace_file_;
  File prometheus_file_;
  File omb_file_;
  std::unique_ptr<scenario::TraceSink> trace_;
  std::unique_ptr<scenario::BrokerMeters> meters_;
  std::unique_ptr<scenario::OmbRecorder> omb_;
};

}  // namespace cli
