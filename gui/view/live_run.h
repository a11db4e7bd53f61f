#pragma once
/// A run under control: advanced step by step, looked at between events, disturbed by hand; what it does is handed out
/// in chunks. One thread.

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "gui/view/chunk.h"
#include "gui/view/event_teller.h"
#include "gui/view/facts.h"
#include "gui/view/fault_watch.h"
#include "gui/view/grain.h"
#include "gui/view/groups_watch.h"
#include "gui/view/journal.h"
#include "gui/view/known.h"
#include "gui/view/log_watch.h"
#include "gui/view/metric_sampler.h"
#include "gui/view/metric_table.h"
#include "gui/view/snapshot_maker.h"
#include "gui/view/traffic.h"
#include "gui/view/travel_watch.h"
#include "gui/view/utilisation.h"
#include "gui/view/watches.h"
#include "scenarios/engine/run/experiment.h"

namespace view {

class LiveRun {
 public:
  /// At time zero. nullptr: `problem` says why the cluster did not come up.
  static std::unique_ptr<LiveRun> start(scenario::ScenarioSpec spec, const Journal& journal, Known known,
                                        std::string& problem);
  ~LiveRun();

  [[nodiscard]] sim::SimTime now() const { return experiment_.now(); }
  [[nodiscard]] sim::SimTime end() const { return experiment_.end(); }
  [[nodiscard]] bool finished() const { return experiment_.finished(); }
  [[nodiscard]] std::uint64_t event() const { return experiment_.fingerprint().events(); }
  /// Of all events so far: equal in two runs that have gone the same way.
  [[nodiscard]] std::uint64_t digest() const { return experiment_.fingerprint().trajectory(); }

  void advance(sim::SimTime until);
  /// Nobody looks before that time: what is gone through until then costs less. Only digests are kept.
  void hurry_to(sim::SimTime time);
  /// It has been watched for long enough that its snapshot says all: not on a way that was hurried and broken off.
  [[nodiscard]] bool watched() const;
  /// More is known by now than when it was started; it stands before the end of that.
  void set_known(Known known);
  /// Up to and including the next thing that can be seen (several, if one event of the scheduler shows several); false:
  /// none is left before the end.
  bool step();
  /// The same up to the observed event of that number.
  /// `go_on` is asked now and then; false ends it early.
  bool run_to_event(std::uint64_t number, const std::function<bool()>& go_on = {});
  /// advance() returns at each event that is a turn (see EventRow).
  void stop_at_turns(bool on) { stopper_.at_turns(on); }
  /// advance() returns at each event that is told and matches; empty: at none any more.
  void stop_at(std::function<bool(const EventRow&)> matches) { stopper_.at_matches(std::move(matches)); }
  /// The number of the event at which stop_at() stopped last; 0: there was none.
  [[nodiscard]] std::uint64_t matched() const { return stopper_.matched(); }
  /// The number of the last turn; 0: none yet.
  [[nodiscard]] std::uint64_t last_turn() const { return teller_.last_turn(); }
  /// Moves on by some nanoseconds to an instant at which nothing else happens. False: the run is over.
  bool settle();
  /// A fault that begins now, which moves on by some nanoseconds to an instant at which nothing else happens: so a
  /// scenario that ends its `faults:` with it runs the same to the last event. Its time is set. "", or why it cannot
  /// be.
  std::string inject(scenario::FaultSpec& fault);
  /// The fault that the words stand for: "kill broker-102 for 10s" (see tools/shell/injection.h).
  [[nodiscard]] std::optional<scenario::FaultSpec> read_fault(std::string_view words, std::string& problem) const;

  void tell_routine(bool on) { teller_.tell_routine(on); }
  [[nodiscard]] SnapshotPtr snapshot();
  /// What has happened since the last call.
  Chunk take();
  /// Sums up and judges, once; nothing else may be asked of the run then but what it has told.
  scenario::RunResult finish() { return experiment_.finish(); }
  [[nodiscard]] scenario::Experiment& experiment() { return experiment_; }

 private:
  /// Stops the run at the event that is waited for.
  class Stopper final : public kafka::EventSink {
   public:
    /// Attached behind the teller.
    Stopper(sim::Scheduler& scheduler, const EventTeller& teller) : scheduler_(scheduler), teller_(teller) {}
    void wait_for(std::uint64_t event) { wanted_ = event; }
    void at_turns(bool on) { at_turns_ = on; }
    void at_matches(std::function<bool(const EventRow&)> matches) {
      matches_ = std::move(matches);
      if (matches_) matched_ = 0;
    }
    [[nodiscard]] std::uint64_t matched() const { return matched_; }
    void go_on() { stopped_ = false; }
    /// It has stopped the run since go_on().
    [[nodiscard]] bool stopped() const { return stopped_; }
    void on_event(sim::SimTime, sim::HostId, const kafka::Event&) override {
      if (++seen_ >= wanted_ || (at_turns_ && teller_.last_turn() == seen_)) stop();
      if (!matches_ || matched_ != 0) return;
      const EventRow* const row = teller_.last_row();
      if (row == nullptr || !matches_(*row)) return;
      matched_ = seen_;
      stop();
    }
    [[nodiscard]] std::uint64_t seen() const { return seen_; }
    static constexpr std::uint64_t kNever = ~std::uint64_t{0};

   private:
    void stop() {
      stopped_ = true;
      scheduler_.stop();
    }

    sim::Scheduler& scheduler_;
    const EventTeller& teller_;
    bool stopped_ = false;
    bool at_turns_ = false;
    std::function<bool(const EventRow&)> matches_;
    std::uint64_t matched_ = 0;
    std::uint64_t seen_ = 0;
    std::uint64_t wanted_ = kNever;
  };

  LiveRun(const scenario::ScenarioSpec& spec, std::int32_t first_by_hand, Known known);
  void watch();
  [[nodiscard]] sim::Duration memory() const;
  void close_step();
  void sample(double seconds);
  void look_at_names();
  void note_violations();

  scenario::Experiment experiment_;
  Known known_;
  Grain grain_;
  sim::SimTime hurry_ = sim::SimTime::min();    // nothing is watched before
  sim::SimTime watched_ = sim::SimTime::min();  // since when all is watched, or will be
  Facts facts_;
  FaultWatch faults_;
  Traffic traffic_;
  TravelWatch travel_;
  EventTeller teller_;
  Stopper stopper_;
  LogWatch logs_;
  GroupsWatch groups_;
  Watches watches_;
  Utilisation utilisation_;
  SnapshotMaker maker_;
  MetricTable table_;
  MetricSampler sampler_{table_};
  MetricSampler::Names names_;  // of what is sampled
  Health health_;               // as of that many news
  std::optional<std::uint64_t> health_of_;
  sim::SimTime next_step_;
  std::int64_t steps_ = 0;
  std::size_t violations_ = 0;
  SnapshotPtr latest_;
  Chunk chunk_;
};

}  // namespace view
