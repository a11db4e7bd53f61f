#include "scenarios/engine/run/results_writer.h"

#include <nlohmann/json.hpp>

#include "scenarios/engine/run/series_csv.h"
#include "scenarios/engine/run/summary_json.h"
#include "scenarios/engine/trucks/truck_csv.h"

namespace scenario {

std::string manifest_text(const RunOrigin& origin, const RunResult& result) {
  Hash64 hash;
  hash.mix(std::string_view(origin.scenario_text));
  nlohmann::ordered_json j;
  j["kafkasim"] = origin.version;
  j["compiler"] = origin.compiler;
  j["scenario"] = result.name;
  if (!result.variant.empty()) j["variant"] = result.variant;
  j["seed"] = result.seed;
  j["overrides"] = origin.overrides;
  if (origin.until) j["until"] = *origin.until;
  j["fingerprints"] = {{"trajectory", to_hex(result.fingerprints.trajectory)},
                       {"protocol", to_hex(result.fingerprints.protocol)},
                       {"outcome", to_hex(result.fingerprints.outcome)}};
  j["scenario_hash"] = to_hex(hash.digest());
  j["scenario_text"] = origin.scenario_text;
  return to_text(j);
}

ResultsWriter::ResultsWriter(Experiment& experiment, ResultsFolder& folder) : folder_(folder) {
  const std::size_t events = folder.open("events.jsonl");
  experiment.write_events([&folder, events](std::string_view line) { folder.write(events, line); });

  const std::size_t series = folder.open("series.csv");
  folder.write(series, csv_header(experiment.recorder().columns()));
  experiment.write_series([&folder, series](std::span<const double> row) { folder.write(series, csv_row(row)); });

  TrucksRun* const trucks = experiment.trucks();
  if (trucks == nullptr) return;
  const std::size_t positions = folder.open("positions.csv");
  folder.write(positions, kPositionsHeader);
  trucks->dashboard().set_listener([&folder, positions](const PositionRow& row) {
    std::string line;
    append_csv(line, row);
    folder.write(positions, line);
  });
  const std::size_t alerts = folder.open("alerts.csv");
  folder.write(alerts, kAlertsHeader);
  trucks->notification().set_listener([&folder, alerts, trucks](const AlertRow& row) {
    std::string line;
    append_csv(line, row, trucks->regions());
    folder.write(alerts, line);
  });
}

bool ResultsWriter::finish(const RunOrigin& origin, const RunResult& result) {
  folder_.write_file("summary.json", to_text(summary_json(result)));
  folder_.write_file("manifest.json", manifest_text(origin, result));
  return folder_.commit();
}

}  // namespace scenario
