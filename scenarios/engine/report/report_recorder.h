#pragma once
/// Watches a run for what its report shows and the run's own result does not keep. Nothing of it touches the run.

#include <vector>

#include "model/observe/event_sink.h"
#include "scenarios/engine/report/fleet_recorder.h"
#include "scenarios/engine/report/replication_recorder.h"
#include "scenarios/engine/report/scene_recorder.h"
#include "scenarios/engine/report/series_recorder.h"
#include "scenarios/engine/report/story_recorder.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {
class Experiment;
}

namespace report {

class ReportRecorder final : public kafka::EventSink {
 public:
  /// Before the run starts, and with its end set: it watches from here on. The experiment outlives it.
  explicit ReportRecorder(scenario::Experiment& experiment);
  ReportRecorder(const ReportRecorder&) = delete;
  ReportRecorder& operator=(const ReportRecorder&) = delete;

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// After the run.
  void finish();

  [[nodiscard]] const SeriesRecorder& series() const { return series_; }
  [[nodiscard]] const ReplicationRecorder& replication() const { return replication_; }
  [[nodiscard]] const StoryRecorder& story() const { return story_; }
  [[nodiscard]] const SceneRecorder& scenes() const { return scenes_; }
  [[nodiscard]] const FleetRecorder& fleet() const { return fleet_; }
  /// Alerts of the notification service and crossings without one, in order; the first kMostAlerts.
  [[nodiscard]] const std::vector<scenario::AlertRow>& alerts() const { return alerts_; }
  [[nodiscard]] const scenario::ScenarioSpec& spec() const { return spec_; }
  /// Null without trucks.
  [[nodiscard]] const scenario::TrucksRun* trucks() const { return trucks_; }

 private:
  static constexpr std::size_t kMostAlerts = 100'000;

  const scenario::ScenarioSpec& spec_;
  sim::SimTime end_;
  const scenario::TrucksRun* trucks_;
  SeriesRecorder series_;
  ReplicationRecorder replication_;
  StoryRecorder story_;
  SceneRecorder scenes_;
  FleetRecorder fleet_;
  std::vector<scenario::AlertRow> alerts_;
};

}  // namespace report
