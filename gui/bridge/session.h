#pragma once
/// The one object that screens speak to: a run, what is known of it, and the instant that is looked at. On the thread
/// of the screen.

#include <QObject>
#include <QString>
#include <QTimer>
#include <functional>
#include <memory>
#include <optional>

#include "gui/bridge/selection.h"
#include "gui/bridge/sight.h"
#include "gui/bridge/time_window.h"
#include "gui/view/journal.h"
#include "gui/view/operators_part.h"
#include "gui/view/run_record.h"
#include "gui/view/told.h"

namespace view {
class LiveRun;
class RunDriver;
struct StopCondition;
}  // namespace view

namespace bridge {

class RunThread;

class Session final : public QObject {
  Q_OBJECT

 public:
  enum class Mode {
    live,    ///< the run has a thread, a timer looks at it 60 times a second, or 30 while it goes as fast as it can
    direct,  ///< everything is done within the call: for pictures, scripts and tests
  };

  explicit Session(Mode mode, QObject* parent = nullptr);
  ~Session() override;

  // ---- the run
  /// Loads the scenario (here, so that its errors are known at once) and brings it to time zero. "", or the errors;
  /// then the run before stays open.
  QString open(view::RunSource source);
  /// What was read; nothing is open before.
  [[nodiscard]] const std::optional<scenario::ScenarioSpec>& spec() const { return spec_; }
  [[nodiscard]] const view::RunSource& source() const { return source_; }
  /// What is known of the run so far; the same object until another scenario is opened or a branch begins.
  [[nodiscard]] const view::RunRecord& record() const { return *record_; }
  /// Runs that were left: by opening another, or by a branch; latest last. For comparing.
  struct PastRun {
    QString title;
    view::RunSource source;
    std::vector<view::JournalEntry> journal;
    std::shared_ptr<const view::RunRecord> record;
  };
  [[nodiscard]] const std::vector<PastRun>& past_runs() const { return past_; }
  /// Empty while a fault is hidden.
  [[nodiscard]] const std::vector<view::JournalEntry>& journal() const;
  /// Of the snapshot that is shown.
  [[nodiscard]] const scenario::Names& names() const { return *shown_->names; }

  // ---- an exercise
  /// Opens it with a fault at that instant which nobody is told of: until lift_veil() all that is shown is what
  /// operators have, and nothing can be done by hand. "", or what is wrong; if it is the fault, the run is open
  /// without.
  QString open_veiled(view::RunSource source, const QString& fault, double at);
  /// Everything is shown, also of the time until now.
  void lift_veil();
  [[nodiscard]] const Sight& sight() const { return sight_; }

  // ---- the instant
  /// What is shown: the run's own state, or while one scrubs the recorded frame. Never null once a run is open.
  [[nodiscard]] const view::SnapshotPtr& snapshot() const { return shown_; }
  [[nodiscard]] sim::SimTime now() const { return shown_ ? shown_->time : sim::kTimeZero; }
  [[nodiscard]] double seconds() const { return shown_ ? shown_->seconds() : 0; }
  /// Where the run itself stands: further on than now() while one scrubs.
  [[nodiscard]] sim::SimTime run_time() const { return live_ ? live_->time : sim::kTimeZero; }
  [[nodiscard]] double duration() const;
  [[nodiscard]] bool playing() const { return playing_; }
  [[nodiscard]] bool busy() const { return busy_; }
  [[nodiscard]] bool finished() const { return finished_; }
  [[nodiscard]] double speed() const { return speed_; }
  [[nodiscard]] double events_per_second() const { return events_per_second_; }
  /// The record has gone through steps again, and all had the digests of the first time.
  [[nodiscard]] bool verified() const { return record_->verified_steps() > 0 && !record_->diverged_at(); }

  /// Shared by all charts; what is marked in all views.
  [[nodiscard]] TimeWindow& window() { return window_; }
  [[nodiscard]] Selection& selection() { return selection_; }

  /// Direct: advances to that instant and shows it. Live: the same, when the run's thread has got there.
  void seek(double seconds);

 public Q_SLOTS:
  void play();
  void pause();
  void toggle_play();
  void set_speed(double simulated_seconds_in_a_second);
  void run_fast();
  void run_until(double seconds);
  /// Until it is so (see view/stop_condition.h), or the end, which comes as problem().
  void run_until_so(const QString& condition);
  void step_event();
  void step_back();
  void next_turn();
  void previous_turn();
  /// Shows the recorded frame at once; release_scrub() takes the run itself there.
  void scrub(double seconds);
  void release_scrub();
  void restart();
  void cancel();
  /// "kill broker-102 for 10s": at the instant that is shown. Its problem comes as problem().
  void inject(const QString& words);
  /// The same at a later instant.
  void plan_fault(const QString& words, double at);
  /// Runs on to the next event that matches the filter, and makes the fault there.
  void inject_at_event(const QString& words, const QString& filter);
  /// Ends the fault of that number (FaultSpan::fault) now.
  void heal(int fault);
  /// Back to just before the last fault by hand, which is taken out of the journal.
  void undo_fault();
  void set_operator_view(bool on);
  void tell_routine(bool on);

 public:
  [[nodiscard]] bool operator_view() const { return operator_view_; }
  /// The health that is shown, by the switch.
  [[nodiscard]] const view::HealthNow& health() const;
  /// Writes the scenario with the faults made by hand. "", or what went wrong.
  QString save_as_scenario(const QString& path);
  /// Runs `f` on the run between two events and waits: for what no snapshot has (Kafka's tools at this instant).
  QString ask(const std::function<QString(view::LiveRun&)>& f);
  /// Takes what the thread has told. Called by the timer; tests call it themselves.
  void tick();

 Q_SIGNALS:
  void opened();         ///< another run: everything is new
  void shown();          ///< another snapshot is shown
  void recorded();       ///< the record has grown
  void branched();       ///< the record was cut: another future begins
  void state_changed();  ///< playing, busy, speed, finished, operator view
  void problem(const QString& text);
  void bug(const QString& text);  ///< an invariant is broken or a replay differs: the run is paused

 private:
  /// A fault that nobody is told of.
  struct Hidden {
    std::string fault;
    sim::SimTime at;
  };

  QString open_run(view::RunSource source, const std::optional<Hidden>& hidden);
  void begin_record(bool veiled);
  void settle();
  void look_every(int ms);
  void post(std::function<std::string(view::RunDriver&)> command, bool pauses = true);
  void show(view::SnapshotPtr snapshot);
  void take_told(std::vector<view::Told> told);
  void keep_past();
  /// Posts what changes the run by hand. A run that plays plays on, unless it pauses.
  void change(std::function<std::string(view::RunDriver&)> command, bool pauses = true);
  /// `allowed`, by the sight; if not, says so.
  [[nodiscard]] bool may(bool allowed);
  /// An event that is known already, if one matches.
  void look_in_record(view::StopCondition& condition) const;
  /// Where lessons and marks want a stop before the run gets to its next turn.
  [[nodiscard]] double next_stop() const;
  [[nodiscard]] double stop_before() const;

  Mode mode_;
  std::optional<scenario::ScenarioSpec> spec_;
  view::RunSource source_;
  std::vector<view::JournalEntry> journal_;
  std::shared_ptr<view::RunRecord> record_ = std::make_shared<view::RunRecord>();
  std::vector<PastRun> past_;
  Sight sight_;
  view::OperatorsPart part_;
  std::shared_ptr<view::RunRecord> whole_;  // while a fault is hidden: everything, for later
  view::SnapshotPtr live_;
  view::SnapshotPtr shown_;
  std::optional<double> scrub_;
  bool playing_ = false;
  bool busy_ = false;
  bool finished_ = false;
  bool operator_view_ = false;
  std::size_t bugs_told_ = 0;
  double speed_ = 1;
  double events_per_second_ = 0;
  TimeWindow window_;
  Selection selection_;
  QTimer timer_;
  std::unique_ptr<RunThread> thread_;  // last: it ends before what it speaks to
};

}  // namespace bridge
