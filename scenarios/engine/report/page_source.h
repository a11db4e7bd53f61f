#pragma once
/// What a report is made of.

#include <optional>
#include <string>
#include <vector>

#include "scenarios/engine/report/chart_frame.h"
#include "scenarios/engine/report/report_recorder.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/suite/comparison.h"

namespace report {

/// Where the run came from: enough to repeat it.
struct PageOrigin {
  std::string version;                 ///< of kafkasim
  std::string scenario;                ///< as it is named on the command line
  std::string scenario_text;           ///< the file
  std::vector<std::string> overrides;  ///< path=value
  std::optional<std::string> until;    ///< --until as given
  bool seed_given = false;             ///< beside the scenario
  std::optional<std::string> digest;   ///< of the finished run that this one repeats; nothing: it repeats none
};

/// All sections of the page draw from this.
struct PageSource {
  const scenario::RunResult& run;
  const ReportRecorder& recorder;
  PageOrigin origin;
  Stage stage;
  const scenario::Comparison* comparison = nullptr;  ///< with the runs of all variants, if they were made

  [[nodiscard]] const scenario::ScenarioSpec& spec() const { return recorder.spec(); }
  [[nodiscard]] std::string partition(kafka::TopicPartition tp) const {
    return run.topics[static_cast<std::size_t>(tp.topic.value())].name + "-" + std::to_string(tp.partition.value());
  }
  [[nodiscard]] bool is_internal(kafka::TopicPartition tp) const {
    return run.topics[static_cast<std::size_t>(tp.topic.value())].internal;
  }
  /// "nobody" for nobody.
  [[nodiscard]] std::string client(kafka::ClientId id) const {
    const auto c = static_cast<std::size_t>(id.value());
    return id == kafka::kNoClient || c >= run.client_names.size() ? "nobody" : run.client_names[c];
  }
};

/// What the run is called: its variant's title, or the scenario's.
inline const std::string& title_of(const scenario::RunResult& run) {
  if (!run.variant_title.empty()) return run.variant_title;
  return run.title.empty() ? run.name : run.title;
}
/// "trucks_gps", "trucks_gps.a-larger-fleet"
inline std::string full_name(const scenario::RunResult& run) {
  return run.variant.empty() ? run.name : run.name + "." + run.variant;
}

}  // namespace report
