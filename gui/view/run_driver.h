#pragma once
/// Drives a run as a player drives a film: forward, one event, back, to any instant; and changes it by hand. Whoever
/// owns it calls work() again and again. One thread.
///
/// Going back: the run is made anew from its scenario, seed and journal and gone through silently to the instant. So
/// what is played from there on is exactly what would have come, and the record compares the digests.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "gui/view/journal.h"
#include "gui/view/known.h"
#include "gui/view/parked_runs.h"
#include "gui/view/told.h"
#include "scenarios/engine/spec/scenario_spec.h"

namespace view {

class LiveRun;

class RunDriver {
 public:
  RunDriver();
  ~RunDriver();

  /// "", or what is wrong with the scenario, with file, line and column: then all is as it was. What has not been taken
  /// of the run before is forgotten.
  std::string open(RunSource source);
  [[nodiscard]] bool is_open() const { return run_ != nullptr; }
  [[nodiscard]] const scenario::ScenarioSpec& spec() const { return spec_; }
  [[nodiscard]] const RunSource& source() const { return source_; }
  [[nodiscard]] const Journal& journal() const { return journal_; }
  [[nodiscard]] LiveRun& run() { return *run_; }
  [[nodiscard]] const LiveRun& run() const { return *run_; }

  // ---- time. `go_on` is asked every few milliseconds of work; false ends it early.
  using GoOn = std::function<bool()>;

  /// Forward, or back by going through it again.
  void seek(sim::SimTime time, const GoOn& go_on = {});
  /// To the observed event of that number. `about`: it comes then, or not more than some seconds before; going back is
  /// faster if that is known.
  void seek_event(std::uint64_t number, const GoOn& go_on = {}, sim::SimTime about = sim::kTimeZero);
  void step();
  /// To the next event that changes something, or the end.
  void next_turn(const GoOn& go_on = {});
  void step_back(const GoOn& go_on = {});

  // ---- by hand
  /// A fault that begins now: "kill broker-102 for 10s". If the run has been further than this, another branch begins.
  /// "", or what is wrong with it.
  std::string inject(const std::string& words);
  /// The same at a later time: the run is made anew with it in its scenario.
  std::string plan(const std::string& words, sim::SimTime at);
  /// Ends the fault of that number (FaultSpan::fault) now: its `for` in the journal becomes what it has lasted. "", or
  /// why it cannot be ended by hand.
  std::string heal(std::int32_t fault);
  /// Back to just before the last fault by hand, which is taken out of the journal. "", or why not.
  std::string undo_fault();
  /// The scenario's file with what was done by hand behind its faults. "" : `problem` says why not.
  [[nodiscard]] std::string as_scenario(std::string& problem) const;

  /// How far the run has been, this time or another.
  [[nodiscard]] Known known() const;
  /// What has happened since the last call, in order.
  std::vector<Told> take();
  void tell_routine(bool on);

  /// Something for later, while nothing else is to be done: see ParkedRuns. False: nothing is left to do.
  bool prepare();

 private:
  void begin(std::unique_ptr<LiveRun> run);
  [[nodiscard]] std::unique_ptr<LiveRun> made_anew() const;
  /// That one goes on, on its way to that time; the one before stays where it is, for coming back.
  void leave_for(std::unique_ptr<LiveRun> run, sim::SimTime target);
  /// The run begins again, on its way to that time.
  void make_anew(sim::SimTime target);
  /// This one goes on instead, on its way to that time.
  void change_to(std::unique_ptr<LiveRun> run, sim::SimTime target);
  void take_furthest();
  void make_anew_here(bool branches);
  void keep_told();

  RunSource source_;
  scenario::ScenarioSpec spec_;
  Journal journal_;
  std::unique_ptr<LiveRun> run_;
  ParkedRuns parked_;  // of the same spec and journal
  Known furthest_;
  bool routine_ = false;
  std::vector<Told> told_;  // of runs before this one
  bool begins_ = false;
  std::optional<Branch> branch_;
};

}  // namespace view
