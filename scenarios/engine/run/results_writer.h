#pragma once
/// The files of a run: manifest.json, summary.json, series.csv, events.jsonl, for trucks positions.csv and alerts.csv.
///
/// The same scenario and seed give the same bytes: no wall clock, no machine. Only the manifest names the compiler.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/run/experiment.h"
#include "scenarios/engine/run/results_folder.h"

namespace scenario {

/// What the manifest says beside the run itself.
struct RunOrigin {
  std::string scenario_text;           ///< the file as read
  std::vector<std::string> overrides;  ///< path=value
  std::optional<std::string> until;    ///< --until as given
  std::string version;
  std::string compiler;
};

/// manifest.json: enough to repeat the run and to tell whether it was the same.
std::string manifest_text(const RunOrigin& origin, const RunResult& result);

class ResultsWriter {
 public:
  /// Takes the experiment's series, events and truck rows from its start on; call before it starts. Both outlive it.
  ResultsWriter(Experiment& experiment, ResultsFolder& folder);

  /// After the run: summary and manifest, and the folder gets its name.
  bool finish(const RunOrigin& origin, const RunResult& result);

 private:
  ResultsFolder& folder_;
};

}  // namespace scenario
