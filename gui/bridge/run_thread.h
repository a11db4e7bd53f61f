#pragma once
/// Runs a RunDriver on a thread of its own, at a pace, and hands over what it tells. No Qt.
///
/// Commands go in as values and are carried out between events, in order. What is told comes out in pieces that are
/// never lost: if nobody takes them for long, the thread waits. Of snapshots the latest wins. The thread never waits
/// for a screen to draw, and who draws never waits for the thread.

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
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
  view::SnapshotPtr snapshot;                              ///< nullptr: the same as before
  std::optional<std::vector<view::JournalEntry>> journal;  ///< after a command
  bool busy = false;                                       ///< a command is under way: going back, opening
  bool playing = false;
  bool finished = false;
  double events_per_second = 0;  ///< of the last slices
  std::vector<std::string> problems;
};

/// All but cancelled() is for one thread: the one that owns it.
class RunThread {
 public:
  using Command = std::function<std::string(view::RunDriver&)>;

  /// Not threaded: finish() does the work, for who needs the same result each time (pictures, tests).
  explicit RunThread(bool threaded = true);
  ~RunThread();
  RunThread(const RunThread&) = delete;
  RunThread& operator=(const RunThread&) = delete;

  /// What it returns other than "" is a problem, to be told. Ends the pace, if it says so by `pauses`.
  void post(Command command, bool pauses = true);
  void set_pace(Pace pace);
  /// Ends the commands early that were posted so far: going back, running on.
  void cancel();
  /// The pieces so far. Cheap.
  Update take();
  /// When it returns, all commands are carried out, and if the run pauses, all that it did can be taken. Not threaded:
  /// also goes to the end of its pace.
  void finish();
  /// Asked by the command that is under way.
  [[nodiscard]] bool cancelled() const { return number_ <= cancelled_; }

  /// So many slices are not taken: it waits.
  static constexpr int kMostWaiting = 64;

 private:
  void loop(const std::stop_token& stop);
  /// The next command, if there is one; else a slice is due. False: there is nothing to be done.
  bool find_work(Command& command);
  void carry_out(const Command& command);
  void play_slice(double elapsed);
  void advance(Pace pace);
  void hand_over(bool journal);
  [[nodiscard]] bool is_work() const;
  [[nodiscard]] bool over() const;

  std::mutex mutex_;
  std::condition_variable_any wake_;
  std::condition_variable done_;
  // ---- under the mutex
  std::deque<Command> commands_;
  Pace pace_;
  Update update_;
  int waiting_ = 0;              // slices since the last take()
  bool untold_ = false;          // a slice has not been handed over
  std::uint64_t posted_ = 0;     // commands
  std::uint64_t completed_ = 0;  // of them
  // ----
  std::atomic<std::uint64_t> cancelled_{0};  // the last command that shall end early

  view::RunDriver driver_;    // of the thread alone, like what follows
  std::uint64_t number_ = 0;  // of the command under way, from 1
  double owed_ = 0;           // simulated seconds that a slice did not get to
  bool threaded_;
  std::jthread thread_;
};

}  // namespace bridge
