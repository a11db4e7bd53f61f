#include "tools/shell/session.h"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "scenarios/engine/loader/units.h"

namespace tools {
namespace {

/// How long at most a program is looked at before it is asked again what it waits for.
constexpr sim::Duration kQuantum = std::chrono::milliseconds(1);
/// A program that still works after so long is left to itself.
constexpr sim::Duration kPatience = std::chrono::hours(24);

std::string_view without_blanks(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r\n");
  if (begin == std::string_view::npos) return "";
  return text.substr(begin, text.find_last_not_of(" \t\r\n") - begin + 1);
}

std::string_view first_word(std::string_view text) { return text.substr(0, text.find_first_of(" \t")); }

}  // namespace

Session::Session(Simulation& simulation, Screen& screen)
    : simulation_(simulation), screen_(screen), servers_(simulation.world(), [this] { return next_pid(); }) {
  terminal_ = &terminal("");
  servers_.running();
}

/// What still runs ends with its life.
Session::~Session() {
  for (const auto& [name, t] : terminals_)
    for (const auto& job : t->jobs)
      for (const auto& process : job->processes)
        if (!process->over()) simulation_.world().scheduler().end_life(process->life);
}

Terminal& Session::terminal(const std::string& name) {
  std::unique_ptr<Terminal>& slot = terminals_[name];
  if (!slot) slot = std::make_unique<Terminal>(screen_, name);
  return *slot;
}

std::string Session::prompt() const { return terminal_->foreground ? "" : "$ "; }

void Session::show_typed(std::string_view line) {
  typed_at_ = screen_.open_line();
  terminal_->console.out(prompt() + std::string(line) + "\n");
}

void Session::line_ended() {
  typed_at_ = screen_.open_line();
  screen_.line_ended();
}

// ---- lines

void Session::enter(std::string_view line) {
  if (line.starts_with('@')) {
    const std::string name(first_word(line.substr(1)));
    terminal_ = &terminal(name == "main" ? "" : name);
    line = without_blanks(line.substr(1 + name.size()));
    if (line.empty()) return;
  }
  const std::string_view key = without_blanks(line);
  if (key == "^C") return interrupt();
  if (key == "^Z") return suspend();
  if (key == "^D") return end_of_input();
  type(line);
  reap();
  tell_notices(*terminal_);
}

void Session::type(std::string_view line) {
  const std::string_view text = without_blanks(line);
  if (text.starts_with(':')) {
    run_line(text.substr(1));
    return show_prompt_again();
  }
  Job* const job = terminal_->foreground;
  if (!job) return run_line(text);
  const bool looks_on = job->waiting() == Waiting::for_events;
  if (looks_on && (find_own(first_word(text)) || first_word(text) == "at" || first_word(text) == "inject"))
    return run_line(text);
  ToolProcess& reader = *job->processes.front();
  if (!reader.over() && !reader.input_ended) reader.tool->line(line);
  settle(*terminal_);
  proceed(*terminal_);
}

/// The program in the foreground still waits for the line that the simulator got.
void Session::show_prompt_again() {
  std::string text = std::exchange(typed_at_, {});
  const std::string mark = terminal_->name.empty() ? "" : "[" + terminal_->name + "] ";
  if (text.starts_with(mark)) text.erase(0, mark.size());
  reap();
  Job* const job = terminal_->foreground;
  if (job && job->waiting() == Waiting::for_input && !text.empty()) terminal_->console.out(text);
}

/// What takes the rest of the line as it is.
bool Session::raw_command(std::string_view line) {
  const std::string_view word = first_word(line);
  if (word != "inject" && word != "at") return false;
  const std::string_view rest = without_blanks(line.substr(word.size()));
  terminal_->last_exit = word == "inject" ? inject(rest) : schedule(rest);
  return true;
}

void Session::run_line(std::string_view line) {
  line = without_blanks(line);
  if (raw_command(line)) return;
  CommandLine parsed = parse_command_line(line, [this](std::string_view name) { return expand(name); });
  if (!parsed.error.empty()) {
    terminal_->console.err("bash: " + parsed.error + "\n");
    terminal_->last_exit = 2;
    return;
  }
  Terminal& here = *terminal_;
  if (here.foreground) return run_beside(parsed);
  for (Pipeline& pipeline : parsed.pipelines) here.rest.push_back(std::move(pipeline));
  proceed(here);
}

/// While a program has the terminal only the simulator's and the shell's own commands can run.
void Session::run_beside(const CommandLine& line) {
  for (const Pipeline& pipeline : line.pipelines) {
    const std::vector<std::string>& words = pipeline.commands.front().words;
    const OwnCommand* const own = find_own(words.front());
    if (!own) {
      terminal_->console.err(fmt::format("kafkasim: {} has this terminal; take another one: @NAME {}\n",
                                         terminal_->foreground->text, words.front()));
      return;
    }
    (this->*own->run)(Args(words.begin() + 1, words.end()), terminal_->console);
  }
}

void Session::proceed(Terminal& t) {
  while (!t.foreground && !t.rest.empty() && !finished_) {
    const Pipeline next = std::move(t.rest.front());
    t.rest.pop_front();
    const bool runs = next.when == Then::always || (next.when == Then::if_ok) == (t.last_exit == 0);
    if (runs) run_pipeline(t, next);
  }
}

void Session::run_pipeline(Terminal& t, const Pipeline& pipeline) {
  const SimpleCommand& first = pipeline.commands.front();
  const OwnCommand* const own = find_own(first.words.front());
  const bool alone = pipeline.commands.size() == 1 && !pipeline.background && !first.out;
  if (own && alone) {
    const Args args(first.words.begin() + 1, first.words.end());
    t.last_exit = (this->*own->run)(args, t.console);
    return;
  }
  Job& job = start_job(t, pipeline);
  if (pipeline.background) {
    job.background = true;
    t.last_background = job.processes.back()->pid;
    t.console.out(fmt::format("[{}] {}\n", job.number, t.last_background));
    t.last_exit = 0;
    return;
  }
  t.foreground = &job;
  settle(t);
}

std::string Session::expand(std::string_view name) const {
  if (name == "?") return std::to_string(terminal_->last_exit);
  if (name == "!") return terminal_->last_background ? std::to_string(terminal_->last_background) : "";
  const auto it = variables_.find(std::string(name));
  return it == variables_.end() ? "" : it->second;
}

// ---- time

/// Runs until the program in the foreground is over, or waits.
void Session::settle(Terminal& t) {
  const sim::SimTime begun = simulation_.now();
  reap();
  while (t.foreground && !t.foreground->stopped() && t.foreground->waiting() == Waiting::no) {
    if (simulation_.now() - begun > kPatience) return;
    if (quantum(kQuantum)) continue;
    signal(*t.foreground, Signal::INT);
    reap();
  }
}

/// False: somebody wants time to stand still.
bool Session::quantum(sim::Duration span) {
  const sim::SimTime until = simulation_.now() + span;
  while (simulation_.now() < until) {
    simulation_.run_for(until - simulation_.now());
    reap();
    run_scheduled();
    if (interrupted_ && interrupted_()) return false;
    if (span == kQuantum) break;  // whoever waits looks again
  }
  return true;
}

/// In steps so long that nobody waits for what is not there, and so short that ^C is heard.
int Session::advance_to(sim::SimTime until) {
  constexpr sim::Duration kStep = std::chrono::seconds(1);
  while (simulation_.now() < until && !finished_)
    if (!quantum(std::min<sim::Duration>(kStep, until - simulation_.now()))) return kExitInterrupted;
  return 0;
}

void Session::pass(sim::Duration span) {
  advance_to(simulation_.now() + span);
  reap();
}

/// Commands of `at`, each at a terminal of its own.
void Session::run_scheduled() {
  if (depth_ > 0) return;
  ++depth_;
  while (!due_.empty()) {
    const auto [when, command] = std::move(due_.front());
    due_.pop_front();
    Terminal* const present = std::exchange(terminal_, &terminal("at " + when));
    run_line(command);
    terminal_ = present;
  }
  --depth_;
}

// ---- keys

void Session::interrupt() {
  if (Job* const job = terminal_->foreground) {
    terminal_->console.out("^C");
    terminal_->rest.clear();
    signal(*job, Signal::INT);
    settle(*terminal_);
  } else {
    terminal_->console.out("^C\n");
    terminal_->last_exit = kExitInterrupted;
  }
  if (screen_.line_open() && !terminal_->foreground) terminal_->console.out("\n");
  tell_notices(*terminal_);
}

void Session::suspend() {
  Job* const job = terminal_->foreground;
  if (!job) return;
  terminal_->console.out("^Z\n");
  signal(*job, Signal::STOP);
  terminal_->foreground = nullptr;
  job->background = true;
  terminal_->last_exit = 148;  // 128 + SIGTSTP
  terminal_->console.out(fmt::format("[{}]+  {:<24}{}\n", job->number, "Stopped", job->text));
}

void Session::end_of_input() {
  Job* const job = terminal_->foreground;
  if (!job) {
    if (terminal_->name.empty()) {
      finished_ = true;
    } else {
      terminal_ = &terminal("");
    }
    return;
  }
  ToolProcess& reader = *job->processes.front();
  if (!reader.over() && !std::exchange(reader.input_ended, true)) reader.tool->end_of_input();
  settle(*terminal_);
  if (screen_.line_open() && !terminal_->foreground) terminal_->console.out("\n");
  proceed(*terminal_);
  tell_notices(*terminal_);
}

void Session::tell_notices(Terminal& t) {
  if (t.foreground) return;
  for (const std::string& notice : std::exchange(t.notices, {})) t.console.out(notice + "\n");
}

}  // namespace tools
