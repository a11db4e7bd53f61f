#pragma once
/// A scenario that runs: cluster, workloads, watchers and samples put together. For the command line, tests and
/// screens.
///
///   Experiment experiment(spec);
///   experiment.attach(my_sink);                       // optional
///   experiment.start();
///   while (!experiment.finished()) experiment.advance(experiment.now() + step);
///   RunResult result = experiment.finish();
///
/// How far each advance() goes, who watches and how often is sampled leave the run itself as it is: samples are taken
/// between events, not by events. No global state; one thread.

#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "model/cluster/cluster.h"
#include "model/invariant/invariants.h"
#include "model/observe/events_since.h"
#include "scenarios/engine/faults/admin_schedule.h"
#include "scenarios/engine/faults/fault_schedule.h"
#include "scenarios/engine/run/chosen_member_ids.h"
#include "scenarios/engine/run/cluster_history.h"
#include "scenarios/engine/run/error_counts.h"
#include "scenarios/engine/run/event_log.h"
#include "scenarios/engine/run/fault_log.h"
#include "scenarios/engine/run/fingerprint.h"
#include "scenarios/engine/run/ledger.h"
#include "scenarios/engine/run/outage_budget.h"
#include "scenarios/engine/run/producer_stalls.h"
#include "scenarios/engine/run/rebalances.h"
#include "scenarios/engine/run/recorder.h"
#include "scenarios/engine/run/run_result.h"
#include "scenarios/engine/run/trucks_run.h"
#include "scenarios/engine/run/window_watch.h"
#include "scenarios/engine/run/workload.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace scenario {

struct ExperimentOptions {
  /// false: no ledger, no statistics, no fingerprints; only the cluster itself can tell what happened. For measuring
  /// what watching costs and for testing that it changes nothing.
  bool watch = true;
};

class Experiment {
 public:
  using WriteSeries = std::function<void(std::span<const double> row)>;

  /// Builds everything; nothing has happened yet. The spec is one that the loader accepts.
  explicit Experiment(const ScenarioSpec& spec, ExperimentOptions options = {});
  ~Experiment();
  Experiment(const Experiment&) = delete;
  Experiment& operator=(const Experiment&) = delete;

  // Before start():
  /// `sink` outlives the experiment.
  void attach(kafka::EventSink& sink) { emitter_.attach(sink); }
  void write_events(EventLog::Write write, EventLogLimits limits = {});
  /// A row of Recorder::columns() for each sample; the first at sample_every, the last at the end.
  void write_series(WriteSeries write) { write_series_ = std::move(write); }
  /// The run ends here instead of at spec.duration.
  void end_at(sim::SimTime end) { end_ = end; }

  /// The cluster comes up before time zero. "", or why it did not: then nothing else may be asked of it.
  [[nodiscard]] std::string boot() { return cluster_->boot(); }
  /// Boots first, if that has not been done.
  void start();
  /// Instead of start(): comes to time zero with nothing started, neither servers nor clients, for who does that by
  /// hand.
  void start_cold();
  /// Runs all events at or before `until` (at most the end), taking the samples that fall due. Less, if an event calls
  /// scheduler().stop().
  void advance(sim::SimTime until);
  [[nodiscard]] bool finished() const { return scheduler_.now() >= end_; }
  /// By hand, while it runs: one more fault behind those of the scenario, at its time or, if that is over, now. The run
  /// is that of a scenario that ends its `faults:` with it, provided nothing else happens at that very instant.
  void inject(FaultSpec fault);
  /// Likewise behind its `admin:`.
  void command(AdminSpec action);
  /// Once, at any time after start(): sums up what has happened so far and judges it.
  RunResult finish();

  [[nodiscard]] sim::SimTime now() const { return scheduler_.now(); }
  [[nodiscard]] sim::SimTime end() const { return end_; }
  [[nodiscard]] const ScenarioSpec& spec() const { return spec_; }
  [[nodiscard]] sim::Scheduler& scheduler() { return scheduler_; }
  [[nodiscard]] const sim::Streams& streams() const { return streams_; }
  [[nodiscard]] const kafka::Emitter& emitter() const { return emitter_; }
  [[nodiscard]] kafka::Cluster& cluster() { return *cluster_; }
  [[nodiscard]] const kafka::Cluster& cluster() const { return *cluster_; }
  [[nodiscard]] const Ledger& ledger() const { return *ledger_; }
  /// Null if nobody watches.
  [[nodiscard]] kafka::Invariants* invariants() { return invariants_.get(); }
  [[nodiscard]] const Recorder& recorder() const { return *recorder_; }
  [[nodiscard]] const Rebalances& rebalances() const { return *rebalances_; }
  [[nodiscard]] const ClusterHistory& history() const { return history_; }
  /// Of what was watched so far: its trajectory hash tells two runs apart at the first event that differs.
  [[nodiscard]] const FingerprintSink& fingerprint() const { return fingerprint_; }
  [[nodiscard]] const Names& names() const { return *names_; }
  [[nodiscard]] TrucksRun* trucks() { return trucks_.get(); }  ///< null without trucks

 private:
  void add_producers();
  void add_application(const std::string& name, const std::vector<ProducerSpec>& instances);
  void add_groups();
  void choose_member_ids(kafka::GroupId id, const GroupSpec& group);
  void add_transformation(kafka::GroupId id, const GroupSpec& group);
  void enlist(kafka::ClientId producer, kafka::Acks acks);
  void add_disturbances();
  void build_schedules();
  void watch(ExperimentOptions options);
  void watch_windows();
  void watch_window(const ValueSpec& value);
  void attach_from_zero(kafka::EventSink& sink);
  void sample();
  void close_books(RunResult& result);

  ScenarioSpec spec_;
  sim::Scheduler scheduler_{kafka::Cluster::kBootTime};
  sim::Streams streams_;
  kafka::Emitter emitter_;
  std::unique_ptr<ChosenMemberIds> member_ids_;  ///< null if the scenario chooses none
  std::unique_ptr<kafka::Cluster> cluster_;
  std::unique_ptr<Names> names_;
  std::unique_ptr<TrucksRun> trucks_;
  kafka::ClientId first_truck_ = kafka::kNoClient;
  std::vector<std::unique_ptr<OpenLoopWorkload>> workloads_;
  std::unique_ptr<FaultSchedule> faults_;
  std::unique_ptr<AdminSchedule> admin_;

  Roles roles_;
  std::vector<std::unique_ptr<kafka::EventsSince>> from_zero_;
  std::vector<kafka::Acks> acks_;  ///< by ClientId
  std::unique_ptr<Ledger> ledger_;
  std::unique_ptr<Recorder> recorder_;
  ClusterHistory history_;
  ErrorCounts errors_;
  std::unique_ptr<ProducerStalls> stalls_;
  std::unique_ptr<Rebalances> rebalances_;
  std::vector<std::unique_ptr<WindowWatch>> windows_;
  FaultLog fault_log_;
  std::unique_ptr<kafka::Invariants> invariants_;
  OutageBudget outages_;
  FingerprintSink fingerprint_;
  std::unique_ptr<EventLog> event_log_;
  WriteSeries write_series_;

  sim::SimTime end_;
  sim::SimTime next_sample_;
};

}  // namespace scenario
