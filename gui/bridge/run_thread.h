#pragma once
/// Runs a RunDriver on a thread of its own, at a pace, and hands over what it tells. No Qt.
///
/// Commands go in as values and are carried out between events, in order. What is told comes out in pieces that are
/// never lost: while too many wait, the thread waits, too. Of snapshots the latest wins. The thread never waits for a
/// screen to draw, and who draws never waits for the thread.

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "gui/view/run_driver.h"

namespace bridge {

/// How the run goes on.
struct Pace {
  enum class Kind { pause, play, fast };
  Kind kind = Kind::pause;
  double speed = 1;                          ///< play: simulated seconds in a second
  sim::SimTime until = sim::SimTime::max();  ///< then it pauses
};

/// What the thread has to say since it was last asked.
struct Update {
  std::vector<view::Told> told;
  view::SnapshotPtr snapshot;  ///< nullptr: the same as before
  bool busy = false;           ///< a command is under way: going back, opening
  bool playing = false;
  bool finished = false;
  double events_per_second = 0;  ///< of the last slices
  std::vector<std::string> problems;
};

class RunThread {
 public:
  using Command = std::function<std::string(view::RunDriver&)>;

  /// Not threaded: pump() does the work, for who needs the same result each time (pictures, tests).
  explicit RunThread(bool threaded = true);
  ~RunThread();
  RunThread(const RunThread&) = delete;
  RunThread& operator=(const RunThread&) = delete;

  /// What it returns other than "" is a problem, to be told. Ends the pace, if it says so by `pauses`.
  void post(Command command, bool pauses = true);
  void set_pace(Pace pace);
  /// Ends a long command early: going back, running on.
  void cancel() { cancelled_ = true; }
  /// The pieces so far. Cheap.
  Update take();
  /// Not threaded: carries out all commands.
  void pump();
  [[nodiscard]] bool cancelled() const { return cancelled_; }

  static constexpr std::size_t kMostWaiting = 64;

 private:
  void loop(const std::stop_token& stop);
  void carry_out(const Command& command);
  void play_slice(Pace pace, double elapsed);
  void hand_over(bool always);
  [[nodiscard]] bool paused();

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::deque<Command> commands_;
  Pace pace_;
  Update update_;
  std::atomic<bool> cancelled_{false};
  std::atomic<int> under_way_{0};  // commands that have not been carried out

  view::RunDriver driver_;  // of the thread alone
  double owed_ = 0;         // simulated seconds that a slice did not get to
  bool threaded_;
  std::jthread thread_;
};

}  // namespace bridge
