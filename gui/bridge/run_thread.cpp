#include "gui/bridge/run_thread.h"

#include <algorithm>
#include <chrono>
#include <limits>
#include <utility>

#include "gui/view/live_run.h"

namespace bridge {
namespace {

using Clock = std::chrono::steady_clock;

/// A slice of work, and between two slices of a run that is paced. Short, so that pausing is felt at once.
constexpr auto kSlice = std::chrono::milliseconds(8);
/// Simulated time in the first call of advance() in a slice: short, so that the slice ends in time whatever the run
/// costs. Each further one is twice as long: together they are never longer than what was done in time, twice.
constexpr sim::Duration kPiece = std::chrono::milliseconds(20);

double seconds_of(Clock::duration d) { return std::chrono::duration<double>(d).count(); }

}  // namespace

RunThread::RunThread(bool threaded) : threaded_(threaded) {
  if (threaded_) thread_ = std::jthread([this](const std::stop_token& stop) { loop(stop); });
}

RunThread::~RunThread() {
  cancelled_ = std::numeric_limits<std::uint64_t>::max();
  thread_.request_stop();
}

// ---- from the other thread

void RunThread::post(Command command, bool pauses) {
  {
    const std::lock_guard lock(mutex_);
    commands_.push_back(std::move(command));
    if (pauses) pace_ = {};
    ++posted_;
  }
  wake_.notify_all();
}

void RunThread::set_pace(Pace pace) {
  {
    const std::lock_guard lock(mutex_);
    pace_ = pace;
    // Said at once: a run that pauses hands nothing over any more.
    update_.playing = pace.kind != Pace::Kind::pause;
  }
  wake_.notify_all();
}

void RunThread::cancel() {
  const std::lock_guard lock(mutex_);
  cancelled_ = posted_;
}

Update RunThread::take() {
  Update update;
  {
    const std::lock_guard lock(mutex_);
    update = std::exchange(update_, {});
    waiting_ = 0;
    update.busy = completed_ < posted_;
    update.playing = pace_.kind != Pace::Kind::pause;
    update_.finished = update.finished;
    update_.events_per_second = update.events_per_second;
  }
  wake_.notify_all();
  return update;
}

void RunThread::finish() {
  if (threaded_) {
    std::unique_lock lock(mutex_);
    done_.wait(lock, [this] { return completed_ == posted_ && (pace_.kind != Pace::Kind::pause || !untold_); });
    return;
  }
  for (Command command; find_work(command);) {
    if (command) {
      carry_out(std::exchange(command, {}));
      continue;
    }
    if (driver_.is_open()) driver_.seek(std::min(pace_.until, driver_.run().end()));
    hand_over(false);
  }
}

// ---- on the thread

void RunThread::loop(const std::stop_token& stop) {
  Clock::time_point last = Clock::now();
  while (!stop.stop_requested()) {
    Command command;
    if (!find_work(command)) {
      if (!driver_.prepare()) {
        std::unique_lock lock(mutex_);
        wake_.wait(lock, stop, [this] { return is_work(); });
      }
    } else if (command) {
      carry_out(command);
    } else {
      const Clock::time_point now = Clock::now();
      play_slice(std::min(seconds_of(now - last), 0.25));
      last = now;
      std::unique_lock lock(mutex_);
      if (pace_.kind == Pace::Kind::play)
        wake_.wait_for(lock, stop, kSlice, [this] { return !commands_.empty() || pace_.kind != Pace::Kind::play; });
      continue;
    }
    // Time in which it did not play is not owed.
    last = Clock::now();
    owed_ = 0;
  }
}

bool RunThread::is_work() const {
  return !commands_.empty() || (pace_.kind != Pace::Kind::pause && waiting_ < kMostWaiting);
}

bool RunThread::find_work(Command& command) {
  {
    const std::lock_guard lock(mutex_);
    if (!commands_.empty()) {
      command = std::move(commands_.front());
      commands_.pop_front();
    }
    if (command || is_work()) return true;
    if (!untold_) return false;
  }
  hand_over(false);
  return false;
}

void RunThread::carry_out(const Command& command) {
  ++number_;
  const std::string problem = command(driver_);
  hand_over(true);
  {
    const std::lock_guard lock(mutex_);
    if (!problem.empty()) update_.problems.push_back(problem);
    completed_ = number_;
  }
  done_.notify_all();
}

void RunThread::play_slice(double elapsed) {
  Pace pace;
  {
    const std::lock_guard lock(mutex_);
    pace = pace_;
    untold_ = true;
    ++waiting_;
  }
  owed_ = pace.kind == Pace::Kind::play ? std::min(owed_ + elapsed * pace.speed, 0.25 * pace.speed + 0.1) : 0;
  if (driver_.is_open() && pace.kind != Pace::Kind::pause) advance(pace);
  // A snapshot costs: in the midst of playing one is made when the last one was taken.
  bool wanted = false;
  {
    const std::lock_guard lock(mutex_);
    wanted = update_.snapshot == nullptr || over();
  }
  if (wanted) hand_over(false);
}

void RunThread::advance(Pace pace) {
  view::LiveRun& run = driver_.run();
  const Clock::time_point began = Clock::now();
  const std::uint64_t executed = run.experiment().scheduler().executed();
  const sim::SimTime end = std::min(pace.until, run.end());
  for (sim::Duration most = kPiece; run.now() < end && Clock::now() - began < kSlice; most *= 2) {
    sim::Duration piece = most;
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
  const std::lock_guard lock(mutex_);
  if (took > 0) update_.events_per_second = 0.9 * update_.events_per_second + 0.1 * events / took;
}

/// The pace of now, which need not be that of the slice: nothing is left to be played.
bool RunThread::over() const {
  return !driver_.is_open() || driver_.run().now() >= std::min(pace_.until, driver_.run().end());
}

void RunThread::hand_over(bool journal) {
  view::SnapshotPtr snapshot;
  std::vector<view::Told> told;
  if (driver_.is_open()) {
    snapshot = driver_.run().snapshot();
    told = driver_.take();
  }
  {
    const std::lock_guard lock(mutex_);
    for (view::Told& t : told) update_.told.push_back(std::move(t));
    if (snapshot) update_.snapshot = std::move(snapshot);
    if (journal) update_.journal = driver_.journal().entries();
    update_.finished = driver_.is_open() && driver_.run().finished();
    if (over()) pace_ = {};
    untold_ = false;
  }
  done_.notify_all();
}

}  // namespace bridge
