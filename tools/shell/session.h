#pragma once
/// Terminals on a simulated cluster: what is typed, what runs, what time it is.

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/shell/command_line.h"
#include "tools/shell/job.h"
#include "tools/shell/screen.h"
#include "tools/shell/servers.h"
#include "tools/shell/simulation.h"

namespace tools {

/// One of the session's terminals: a shell with its jobs.
struct Terminal {
  Terminal(Screen& screen, std::string its_name) : name(std::move(its_name)), console(screen, name) {}

  std::string name;  ///< "" = the first one
  TerminalConsole console;
  std::vector<std::unique_ptr<Job>> jobs;
  Job* foreground = nullptr;
  std::deque<Pipeline> rest;         ///< of a line, behind the foreground job
  std::vector<std::string> notices;  ///< of jobs in the background, for the next prompt
  int last_exit = 0;
  int last_background = 0;  ///< pid: $!
};

/// Time stands still while nobody asks for it. A command makes it run until the command ends, waits for a line, or
/// looks on; then the prompt, or the program, has the terminal. Nothing here is asynchronous: every call returns when
/// the terminal waits again.
class Session {
 public:
  Session(Simulation& simulation, Screen& screen);
  ~Session();
  Session(const Session&) = delete;
  Session& operator=(const Session&) = delete;

  /// A line typed at the present terminal: for the program in its foreground, or for the shell. "@NAME text" types at
  /// the terminal NAME (a new one, if there is none) and leaves it the present one; ":text" is for the simulator
  /// whatever runs there. "^C", "^Z" and "^D" alone are the keys.
  void enter(std::string_view line);
  /// Shows the line as if it had been typed: for scripts.
  void show_typed(std::string_view line);
  /// The Enter key, before enter(): for who has shown the line himself.
  void line_ended();
  void interrupt();
  void suspend();
  void end_of_input();
  /// Time that passes while nobody types.
  void pass(sim::Duration span);

  /// What stands before the cursor: "$ " or "[C1] $ "; "" while a program has the terminal.
  [[nodiscard]] std::string prompt() const;
  /// A program has the present terminal.
  [[nodiscard]] bool busy() const { return terminal_->foreground != nullptr; }
  [[nodiscard]] bool finished() const { return finished_; }
  [[nodiscard]] int exit_code() const { return terminal_->last_exit; }
  /// Simulated seconds for each one on the wall; 0: time stands still at the prompt.
  [[nodiscard]] double pace() const { return pace_; }
  void set_pace(double pace) { pace_ = pace; }
  /// Asked while time runs: true stops it, as ^C does.
  void set_interrupt_check(std::function<bool()> check) { interrupted_ = std::move(check); }
  /// What the last word of a line may become: see session_completion.cpp.
  [[nodiscard]] std::vector<std::string> completions(std::string_view line) const;

 private:
  using Args = std::vector<std::string>;
  /// A command of the shell or of the simulator itself.
  struct OwnCommand {
    std::string_view name;
    std::string_view usage;
    std::string_view purpose;
    int (Session::*run)(const Args& args, Console& console);
  };
  static const std::vector<OwnCommand>& own_commands();
  [[nodiscard]] static const OwnCommand* find_own(std::string_view name);

  // ---- session.cpp: lines and time
  void type(std::string_view line);
  void show_prompt_again();
  bool raw_command(std::string_view line);
  void run_line(std::string_view line);
  void run_beside(const CommandLine& line);
  void proceed(Terminal& terminal);
  void run_pipeline(Terminal& terminal, const Pipeline& pipeline);
  void settle(Terminal& terminal);
  bool quantum(sim::Duration span);
  int advance_to(sim::SimTime until);
  void tell_notices(Terminal& terminal);
  void run_scheduled();
  [[nodiscard]] std::string expand(std::string_view name) const;
  Terminal& terminal(const std::string& name);

  // ---- session_jobs.cpp
  Job& start_job(Terminal& terminal, const Pipeline& pipeline);
  void start_process(Terminal& terminal, Job& job, const SimpleCommand& command, ToolProcess* reader);
  [[nodiscard]] std::unique_ptr<Tool> make(const std::string& program, const SimpleCommand& command,
                                           ToolContext context);
  void feed_from_file(ToolProcess& process, const SimpleCommand& command, Console& console);
  void signal(ToolProcess& process, Signal signal);
  void signal(Job& job, Signal signal);
  void reap();
  void bury(ToolProcess& process);
  void collect(Terminal& terminal, Job& job);
  [[nodiscard]] Job* find_job(Terminal& terminal, const Args& args) const;
  [[nodiscard]] ToolProcess* find_process(int pid) const;
  int next_pid();

  // ---- session_commands.cpp
  int run_advance(const Args& args, Console& console);
  int run_bg(const Args& args, Console& console);
  int run_cd(const Args& args, Console& console);
  int run_describe(const Args& args, Console& console);
  int run_exit(const Args& args, Console& console);
  int run_export(const Args& args, Console& console);
  int run_fg(const Args& args, Console& console);
  int run_help(const Args& args, Console& console);
  int run_jobs(const Args& args, Console& console);
  int run_jps(const Args& args, Console& console);
  int run_kill(const Args& args, Console& console);
  int run_now(const Args& args, Console& console);
  int run_pace(const Args& args, Console& console);
  int run_terminal(const Args& args, Console& console);
  int run_wait(const Args& args, Console& console);
  int run_why(const Args& args, Console& console);
  int inject(std::string_view text);
  int schedule(std::string_view text);
  bool kill_one(const std::string& target, Signal signal, Console& console);

  Simulation& simulation_;
  Screen& screen_;
  Servers servers_;
  std::map<std::string, std::unique_ptr<Terminal>> terminals_;
  Terminal* terminal_ = nullptr;  ///< the present one
  std::map<std::string, std::string> variables_;
  std::deque<std::pair<std::string, std::string>> due_;  ///< commands of `at` whose time has come: when, what
  std::map<std::string, int> runs_;                      ///< by program
  std::string typed_at_;                                 ///< what stood before the line that was typed last
  std::function<bool()> interrupted_;
  double pace_ = 0;
  int pids_ = 0;
  int depth_ = 0;  ///< of commands that make time run within others that do
  bool finished_ = false;
};

}  // namespace tools
