#include "gui/bridge/run_thread.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace bridge {
namespace {

using Clock = std::chrono::steady_clock;

/// A slice of work, and between two slices of a run that is paced. Short, so that pausing is felt at once.
constexpr auto kSlice = std::chrono::milliseconds(8);
/// Simulated time in one call of advance(): short, so that a slice ends in time whatever the run costs.
constexpr sim::Duration kPiece = std::chrono::milliseconds(20);

double seconds_of(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

}  // namespace

RunThread::RunThread(bool threaded) : threaded_(threaded) {
  if (threaded_) thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

RunThread::~RunThread() {
  cancelled_ = true;
  if (!threaded_) return;
  thread_.request_stop();
  wake_.notify_all();
}

// ---- from the other thread

void RunThread::post(Command command, bool pauses) {
  {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
    if (pauses) pace_ = {};
    if (pauses) update_.playing = false;
    ++under_way_;
  }
  wake_.notify_all();
}

void RunThread::set_pace(Pace pace) {
  {
    const std::lock_guard lock(mutex_);
    pace_ = pace;
    update_.playing = pace.kind != Pace::Kind::pause;
  }
  wake_.notify_all();
}

Update RunThread::take() {
  Update update;
  {
    const std::lock_guard lock(mutex_);
    update = std::exchange(update_, {});
    update.busy = under_way_ > 0;
    update_.playing = update.playing;
    update_.finished = update.finished;
    update_.events_per_second = update.events_per_second;
  }
  wake_.notify_all();
  return update;
}

void RunThread::pump() {
  while (!commands_.empty()) {
    const Command command = std::move(commands_.front());
    commands_.pop_front();
    carry_out(command);
  }
  if (pace_.kind != Pace::Kind::pause && driver_.is_open()) {
    driver_.seek(std::min(pace_.until, driver_.run().end()));
    pace_ = {};
    hand_over(true);
  }
}

// ---- on the thread

void RunThread::loop(const std::stop_token& stop) {
  Clock::time_point last = Clock::now();
  while (!stop.stop_requested()) {
    Pace pace;
    Command command;
    {
      std::unique_lock lock(mutex_);
      const auto work = [&] {
        return !commands_.empty() || (pace_.kind != Pace::Kind::pause && update_.told.size() < kMostWaiting);
      };
      wake_.wait(lock, stop, work);
      if (stop.stop_requested()) return;
      if (!commands_.empty()) {
        command = std::move(commands_.front());
        commands_.pop_front();
      }
      pace = pace_;
    }
    if (command) {
      carry_out(command);
      last = Clock::now();
      owed_ = 0;
      continue;
    }
    const Clock::time_point now = Clock::now();
    play_slice(pace, std::min(seconds_of(now - last), 0.25));
    last = now;
    if (pace.kind == Pace::Kind::play) {
      std::unique_lock lock(mutex_);
      wake_.wait_for(lock, stop, kSlice, [&] { return !commands_.empty() || pace_.kind != pace.kind; });
    }
    if (paused()) hand_over(true);  // what the last slice did is shown, too: the run stands there
  }
}

bool RunThread::paused() {
  const std::lock_guard lock(mutex_);
  return pace_.kind == Pace::Kind::pause;
}

void RunThread::carry_out(const Command& command) {
  cancelled_ = false;
  const std::string problem = command(driver_);
  if (!problem.empty()) {
    const std::lock_guard lock(mutex_);
    update_.problems.push_back(problem);
  }
  hand_over(true);
  --under_way_;
}

void RunThread::play_slice(Pace pace, double elapsed) {
  if (!driver_.is_open()) return;
  view::LiveRun& run = driver_.run();
  const Clock::time_point began = Clock::now();
  const std::uint64_t executed = run.experiment().scheduler().executed();
  owed_ = pace.kind == Pace::Kind::play ? std::min(owed_ + elapsed * pace.speed, 0.25 * pace.speed + 0.1) : 0;
  const sim::SimTime end = std::min(pace.until, run.end());
  while (run.now() < end && Clock::now() - began < kSlice) {
    sim::Duration piece = kPiece;
    if (pace.kind == Pace::Kind::play) {
      if (owed_ <= 0) break;
      piece = std::min(piece, sim::Duration(static_cast<std::int64_t>(owed_ * 1e9) + 1));
    }
    const sim::SimTime before = run.now();
    run.advance(std::min(end, before + piece));
    owed_ -= sim::to_seconds(run.now() - before);
  }
  const double took = seconds_of(Clock::now() - began);
  const auto events = static_cast<double>(run.experiment().scheduler().executed() - executed);
  const bool over = run.now() >= end;
  {
    const std::lock_guard lock(mutex_);
    if (took > 0) update_.events_per_second = 0.9 * update_.events_per_second + 0.1 * events / took;
    if (over) pace_ = {};
  }
  hand_over(over);
}

/// A snapshot costs: one is made when the last one was taken.
void RunThread::hand_over(bool always) {
  if (!driver_.is_open()) return;
  bool wanted = always;
  {
    const std::lock_guard lock(mutex_);
    wanted = wanted || update_.snapshot == nullptr;
  }
  view::SnapshotPtr snapshot = wanted ? driver_.run().snapshot() : nullptr;
  if (!wanted) return;
  std::vector<view::Told> told = driver_.take();
  const std::lock_guard lock(mutex_);
  for (view::Told& t : told) update_.told.push_back(std::move(t));
  update_.snapshot = std::move(snapshot);
  update_.playing = pace_.kind != Pace::Kind::pause;
  update_.finished = driver_.run().finished();
}

}  // namespace bridge
