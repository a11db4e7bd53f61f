#include "gui/bridge/session.h"

#include <QSaveFile>
#include <algorithm>
#include <utility>

#include "gui/bridge/marks_text.h"
#include "gui/bridge/run_thread.h"
#include "gui/view/live_run.h"
#include "gui/view/scenario_of.h"
#include "gui/view/stop_condition.h"

namespace bridge {
namespace {

constexpr int kFrameMs = 16;
constexpr int kFastFrameMs = 33;  // as fast as possible: a picture costs the run

sim::SimTime instant(double seconds) {
  return sim::kTimeZero + sim::Duration(static_cast<std::int64_t>(seconds * 1e9 + 0.5));
}

/// Charts point at its series until they are refreshed, which may be after they are painted once more.
void let_go_later(QObject* session, std::shared_ptr<const view::RunRecord> record) {
  constexpr int kLaterMs = 2000;
  QTimer::singleShot(kLaterMs, session, [record = std::move(record)] {});
}

}  // namespace

Session::Session(Mode mode, QObject* parent)
    : QObject(parent), mode_(mode), thread_(std::make_unique<RunThread>(mode == Mode::live)) {
  timer_.setTimerType(Qt::PreciseTimer);
  timer_.setInterval(kFrameMs);
  connect(&timer_, &QTimer::timeout, this, &Session::tick);
  if (mode_ == Mode::live) timer_.start();
}

Session::~Session() = default;

double Session::duration() const { return spec_ ? sim::to_seconds(spec_->duration) : 0; }

const view::HealthNow& Session::health() const {
  static const view::HealthNow kNothing;
  if (!shown_) return kNothing;
  return operator_view_ ? shown_->operators : shown_->truth;
}

// ---- opening

QString Session::open(view::RunSource source) { return open_run(std::move(source), std::nullopt); }

QString Session::open_run(view::RunSource source, const std::optional<Hidden>& hidden) {
  std::string wrong;
  auto spec = view::scenario_of(source, wrong);
  if (!spec) return QString::fromStdString(wrong);
  pause();
  thread_->cancel();
  settle();
  bool open = false;
  // Waited for: it takes some milliseconds, and nothing can be shown before.
  thread_->post([&](view::RunDriver& driver) {
    wrong = driver.open(source);
    open = wrong.empty();
    if (open && hidden) wrong = driver.plan(hidden->fault, hidden->at);
    return std::string();
  });
  thread_->finish();
  if (!open) return QString::fromStdString(wrong);
  if (shown_) keep_past();
  spec_ = std::move(spec);
  source_ = std::move(source);
  begin_record(hidden && wrong.empty());
  tick();
  Q_EMIT opened();
  if (hidden) Q_EMIT state_changed();
  return QString::fromStdString(wrong);
}

/// Nothing is known yet of the run that was opened.
void Session::begin_record(bool veiled) {
  if (veiled || sight_.veiled()) operator_view_ = veiled;
  sight_.veil(veiled);
  const view::Kept kept = spec_ ? view::Grain::of(spec_->duration).kept : view::Kept{};
  whole_ = veiled ? std::make_shared<view::RunRecord>(kept) : nullptr;
  part_ = {};
  journal_.clear();
  let_go_later(this, record_);
  record_ = std::make_shared<view::RunRecord>(kept);
  live_.reset();
  shown_.reset();
  scrub_.reset();
  bugs_told_ = 0;
  window_.reset(duration());
  read_marks(QString::fromStdString(source_.text), window_);
  selection_.clear();
}

/// Not an exercise that was left unsolved: its journal would tell what the next attempt is about.
void Session::keep_past() {
  if (sight_.veiled()) return;
  const QString title = QString::fromStdString(spec_->title + (spec_->variant.empty() ? "" : ", " + spec_->variant));
  past_.push_back({title, source_, journal_, record_});
}

// ---- an exercise

QString Session::open_veiled(view::RunSource source, const QString& fault, double at) {
  return open_run(std::move(source), Hidden{fault.toStdString(), instant(at)});
}

void Session::lift_veil() {
  if (!sight_.veiled()) return;
  sight_.veil(false);
  let_go_later(this, record_);
  record_ = std::move(whole_);
  operator_view_ = false;
  scrub_.reset();
  post([](view::RunDriver&) { return std::string(); });  // hands the whole snapshot over
  Q_EMIT branched();
  Q_EMIT recorded();
  Q_EMIT state_changed();
}

bool Session::may(bool allowed) {
  if (!allowed)
    Q_EMIT problem(
        tr("Not while a fault is hidden: look at the charts, ask Kafka's tools, read the logs, then answer."));
  return allowed;
}

const std::vector<view::JournalEntry>& Session::journal() const {
  static const std::vector<view::JournalEntry> kNothing;
  return sight_.veiled() ? kNothing : journal_;
}

// ---- what the thread tells

void Session::post(RunThread::Command command, bool pauses) {
  if (!live_) return;  // nothing is open
  thread_->post(std::move(command), pauses || mode_ == Mode::direct);
  const bool was_busy = std::exchange(busy_, true);
  if (mode_ == Mode::direct) return settle();
  if (!was_busy) Q_EMIT state_changed();
}

/// What was posted before is done, and shown.
void Session::settle() {
  thread_->finish();
  tick();
}

void Session::look_every(int ms) {
  if (timer_.interval() != ms) timer_.setInterval(ms);
}

void Session::tick() {
  Update update = thread_->take();
  const bool news = !update.told.empty();
  take_told(std::move(update.told));
  const bool changed = busy_ != update.busy || playing_ != update.playing || finished_ != update.finished;
  if (update.journal) journal_ = *std::move(update.journal);
  busy_ = update.busy;
  playing_ = update.playing;
  finished_ = update.finished;
  if (!playing_) look_every(kFrameMs);
  events_per_second_ = update.events_per_second;
  if (news) Q_EMIT recorded();
  if (update.snapshot) {
    live_ = sight_.veiled() ? view::operators_part(update.snapshot) : std::move(update.snapshot);
    if (!scrub_) show(live_);
  }
  if (changed) Q_EMIT state_changed();
  for (const std::string& text : update.problems) Q_EMIT problem(QString::fromStdString(text));
  const bool diverged = record_->diverged_at().has_value();
  const std::size_t bugs = record_->violations().size() + (diverged ? 1 : 0);
  if (bugs <= bugs_told_) return;
  bugs_told_ = bugs;
  pause();
  QStringList lines;
  if (diverged) lines << tr("The run did not repeat itself: it differs at %1 s.").arg(*record_->diverged_at());
  for (const std::string& v : record_->violations()) lines << QString::fromStdString(v);
  Q_EMIT bug(lines.join('\n'));
}

void Session::take_told(std::vector<view::Told> told) {
  for (view::Told& t : told) {
    if (t.branch) {
      auto other = std::make_shared<view::RunRecord>(*record_);
      keep_past();
      record_ = std::move(other);
      record_->cut_after(t.branch->time, t.branch->event);
      Q_EMIT branched();
    }
    if (t.begins) record_->begin_run();
    if (whole_) {
      if (t.branch) whole_->cut_after(t.branch->time, t.branch->event);
      if (t.begins) {
        whole_->begin_run();
        part_.begin_run();
      }
      record_->add(part_.of(t.chunk));
      whole_->add(std::move(t.chunk));
      continue;
    }
    record_->add(std::move(t.chunk));
  }
}

void Session::show(view::SnapshotPtr snapshot) {
  if (!snapshot || snapshot == shown_) return;
  shown_ = std::move(snapshot);
  window_.follow(seconds());
  Q_EMIT shown();
}

// ---- time

void Session::seek(double seconds) {
  scrub_.reset();
  post([this, t = instant(seconds)](view::RunDriver& driver) {
    driver.seek(t, [this] { return !thread_->cancelled(); });
    return std::string();
  });
}

void Session::play() {
  if (scrub_) release_scrub();
  look_every(kFrameMs);
  thread_->set_pace({Pace::Kind::play, speed_});
  playing_ = true;
  Q_EMIT state_changed();
}

void Session::pause() {
  thread_->set_pace({});
  if (!playing_) return;
  playing_ = false;
  Q_EMIT state_changed();
}

void Session::toggle_play() { playing_ ? pause() : play(); }

void Session::set_speed(double simulated_seconds_in_a_second) {
  speed_ = std::clamp(simulated_seconds_in_a_second, 0.001, 1000.0);
  if (playing_) {
    look_every(kFrameMs);
    thread_->set_pace({Pace::Kind::play, speed_});
  }
  Q_EMIT state_changed();
}

void Session::run_fast() { run_until(duration()); }

void Session::run_until(double seconds) {
  if (scrub_) release_scrub();
  look_every(kFastFrameMs);
  thread_->set_pace({Pace::Kind::fast, 1, instant(seconds)});
  playing_ = true;
  if (mode_ == Mode::direct) settle();
  Q_EMIT state_changed();
}

void Session::step_event() {
  post([](view::RunDriver& driver) {
    driver.step();
    return std::string();
  });
}

void Session::step_back() {
  post([this](view::RunDriver& driver) {
    driver.step_back([this] { return !thread_->cancelled(); });
    return std::string();
  });
}

double Session::next_stop() const {
  double next = duration();
  const double now = seconds() + 1e-6;
  if (spec_)
    for (const scenario::StepSpec& step : spec_->steps)
      if (const double at = sim::to_seconds(step.at); at > now) next = std::min(next, at);
  for (const TimeWindow::Mark& mark : window_.marks())
    if (mark.seconds > now) next = std::min(next, mark.seconds);
  return next;
}

/// Of steps and marks; -1: there is none.
double Session::stop_before() const {
  double before = -1;
  const double now = seconds() - 1e-6;
  if (spec_)
    for (const scenario::StepSpec& step : spec_->steps)
      if (const double at = sim::to_seconds(step.at); at < now) before = std::max(before, at);
  for (const TimeWindow::Mark& mark : window_.marks())
    if (mark.seconds < now) before = std::max(before, mark.seconds);
  return before;
}

void Session::next_turn() {
  if (!may(sight_.events())) return;
  if (scrub_) release_scrub();
  post([this, no_later = instant(next_stop())](view::RunDriver& driver) {
    view::run_to_turn(driver, no_later, [this] { return !thread_->cancelled(); });
    return std::string();
  });
}

/// What has been told already need not be gone through again.
void Session::look_in_record(view::StopCondition& condition) const {
  if (!condition.matches) return;
  for (const view::EventRow& row : record_->events()) {
    if (row.number <= shown_->event || !condition.matches(row)) continue;
    condition.event = row.number;
    return;
  }
}

void Session::run_until_so(const QString& text) {
  std::string wrong;
  const auto condition = view::read_condition(text.toStdString(), operator_view_, wrong);
  if (!condition) {
    Q_EMIT problem(QString::fromStdString(wrong));
    return;
  }
  if (!shown_ || (!condition->time && !condition->holds && !may(sight_.events()))) return;
  if (scrub_) release_scrub();
  view::StopCondition to = *condition;
  look_in_record(to);
  post([this, to](view::RunDriver& driver) {
    return view::run_until(driver, to, [this] { return !thread_->cancelled(); });
  });
}

void Session::previous_turn() {
  if (!may(sight_.events())) return;
  const view::EventRow* const turn = record_->turn_before(now());
  const double stop = stop_before();
  if (stop >= 0 && (turn == nullptr || stop > sim::to_seconds(turn->time - sim::kTimeZero))) return seek(stop);
  const std::uint64_t number = turn != nullptr ? turn->number : 0;
  post([this, number, time = turn != nullptr ? turn->time : sim::kTimeZero](view::RunDriver& driver) {
    if (number == 0)
      driver.seek(sim::kTimeZero);
    else
      driver.seek_event(
          number, [this] { return !thread_->cancelled(); }, time);
    return std::string();
  });
}

void Session::scrub(double seconds) {
  pause();
  const view::SnapshotPtr frame = record_->frame(instant(seconds));
  if (!frame) return;
  scrub_ = seconds;
  show(frame);
}

void Session::release_scrub() {
  if (scrub_) seek(*std::exchange(scrub_, std::nullopt));
}

void Session::restart() { seek(0); }

void Session::cancel() { thread_->cancel(); }

// ---- by hand

void Session::change(std::function<std::string(view::RunDriver&)> command, bool pauses) {
  if (!shown_ || !may(sight_.change())) return;
  if (scrub_) release_scrub();
  post(std::move(command), pauses);
}

void Session::inject(const QString& words) {
  change([text = words.toStdString()](view::RunDriver& driver) { return driver.inject(text); }, false);
}

void Session::plan_fault(const QString& words, double at) {
  change([text = words.toStdString(), at = instant(at)](view::RunDriver& driver) { return driver.plan(text, at); },
         false);
}

void Session::inject_at_event(const QString& words, const QString& filter) {
  std::string wrong;
  auto condition = view::read_condition(filter.toStdString(), operator_view_, wrong);
  if (!condition) {
    Q_EMIT problem(QString::fromStdString(wrong));
    return;
  }
  if (shown_) look_in_record(*condition);
  change([this, text = words.toStdString(), to = *condition](view::RunDriver& driver) {
    std::string problem;
    if (!driver.run().read_fault(text, problem)) return problem;
    problem = view::run_until(driver, to, [this] { return !thread_->cancelled(); });
    if (!problem.empty() || thread_->cancelled()) return problem;
    return driver.inject(text);
  });
}

void Session::heal(int fault) {
  change([fault](view::RunDriver& driver) { return driver.heal(fault); }, false);
}

void Session::undo_fault() {
  change([](view::RunDriver& driver) { return driver.undo_fault(); });
}

void Session::set_operator_view(bool on) {
  if (operator_view_ == on || (!on && !may(sight_.truth()))) return;
  operator_view_ = on;
  Q_EMIT state_changed();
  Q_EMIT shown();
}

void Session::tell_routine(bool on) {
  thread_->post(
      [on](view::RunDriver& driver) {
        driver.tell_routine(on);
        return std::string();
      },
      false);
  if (mode_ == Mode::direct) thread_->finish();
}

QString Session::save_as_scenario(const QString& path) {
  if (!sight_.change()) return tr("A fault is hidden: it is not written down before it is found.");
  std::string wrong;
  settle();
  const std::string text = view::text_with(source_, journal_, wrong);
  if (!wrong.empty()) return QString::fromStdString(wrong);
  QSaveFile file(path);
  if (!file.open(QIODevice::WriteOnly)) return file.errorString();
  file.write(text.data(), static_cast<qint64>(text.size()));
  file.write(marks_as_comments(window_).toUtf8());
  return file.commit() ? QString() : file.errorString();
}

QString Session::ask(const std::function<QString(view::LiveRun&)>& f) {
  QString result;
  thread_->post(
      [&](view::RunDriver& driver) {
        if (driver.is_open()) result = f(driver.run());
        return std::string();
      },
      false);
  thread_->finish();
  return result;
}

}  // namespace bridge
