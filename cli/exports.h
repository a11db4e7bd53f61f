#pragma once
/// The files that a run writes for other programs, beside its results.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/export/output_file.h"
#include "scenarios/engine/export/trace_sink.h"
#include "scenarios/engine/run/experiment.h"

namespace cli {

struct ExportOptions {
  std::optional<std::string> trace;
  std::optional<std::string> trace_from;   ///< a time
  std::optional<std::string> trace_until;  ///< a time
};

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
  std::unique_ptr<scenario::OutputFile> open(const std::optional<std::string>& target);
  sim::SimTime time(const char* option, const std::optional<std::string>& text, sim::SimTime otherwise);

  std::string problem_;
  scenario::TraceLimits limits_;
  std::unique_ptr<scenario::OutputFile> trace_file_;
  std::unique_ptr<scenario::TraceSink> trace_;
};

}  // namespace cli
