// Session: processes and jobs.

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "tools/shell/four_letter_words.h"
#include "tools/shell/java_program.h"
#include "tools/shell/server_tools.h"
#include "tools/shell/session.h"
#include "tools/shell/small_tools.h"

namespace tools {
namespace {

/// A shell's answers where there is no program to run.
constexpr int kNotFound = 127;
constexpr int kNoFile = 1;
/// The tutorial's first process id, for old times' sake.
constexpr int kFirstPid = 8791;
constexpr int kPidStep = 41;

/// What `bash FILE` runs is FILE.
SimpleCommand without_bash(const SimpleCommand& command) {
  SimpleCommand inner = command;
  const std::string name = program_name(command.words.front());
  if (command.words.size() > 1 && (name == "bash" || name == "sh" || name == "sudo" || name == "nohup"))
    inner.words.erase(inner.words.begin());
  return inner;
}

std::string how_it_ended(int code) {
  if (code == 0) return "Done";
  if (code == kExitKilled) return "Killed";
  if (code == kExitTerminated) return "Terminated";
  return fmt::format("Exit {}", code);
}

}  // namespace

int Session::next_pid() { return kFirstPid + kPidStep * pids_++; }

Job& Session::start_job(Terminal& t, const Pipeline& pipeline) {
  t.jobs.push_back(std::make_unique<Job>());
  Job& job = *t.jobs.back();
  job.number = 1;
  for (const auto& other : t.jobs)
    if (other.get() != &job && other->number >= job.number) job.number = other->number + 1;
  job.text = pipeline.text;
  // From the right: who reads is there before who writes.
  for (auto it = pipeline.commands.rbegin(); it != pipeline.commands.rend(); ++it)
    start_process(t, job, without_bash(*it), job.processes.empty() ? nullptr : job.processes.front().get());
  for (auto it = job.processes.rbegin(); it != job.processes.rend(); ++it)
    if (!(*it)->over()) (*it)->tool->start();
  if (!job.processes.front()->over()) {
    SimpleCommand first = without_bash(pipeline.commands.front());
    if (first.in) feed_from_file(*job.processes.front(), first, t.console);
  }
  return job;
}

void Session::start_process(Terminal& t, Job& job, const SimpleCommand& command, ToolProcess* reader) {
  job.processes.insert(job.processes.begin(), std::make_unique<ToolProcess>());
  ToolProcess& process = *job.processes.front();
  World& world = simulation_.world();
  process.program = program_name(command.words.front());
  process.pid = next_pid();
  process.life = world.scheduler().begin_life();
  process.reader = reader;
  if (reader) reader->input_ended = true;
  if (reader) {
    process.console = std::make_unique<PipeConsole>(*reader, t.console);
  } else if (command.out) {
    if (!command.out->append) world.files().write(command.out->file, "");
    process.console = std::make_unique<FileConsole>(world.files(), command.out->file, t.console);
  } else {
    process.console = std::make_unique<TerminalConsole>(screen_, t.name);
  }
  const int run = ++runs_[process.program];
  process.tool = make(process.program, command,
                      {.world = world,
                       .args = Args(command.words.begin() + 1, command.words.end()),
                       .console = *process.console,
                       .life = process.life,
                       .host = world.host(),
                       .name = fmt::format("{}-{}", process.program, run),
                       .exit = [this, p = &process](int code) {
                         if (p->over()) return;
                         p->exit_code = code;
                         simulation_.world().scheduler().stop();
                       }});
  if (process.tool) return;
  t.console.err(fmt::format("bash: {}: command not found\n", command.words.front()));
  process.exit_code = kNotFound;
}

std::unique_ptr<Tool> Session::make(const std::string& program, const SimpleCommand& command, ToolContext context) {
  if (const OwnCommand* const own = find_own(command.words.front())) {
    return std::make_unique<ImmediateTool>(
        std::move(context), [this, own](const ToolContext& c) { return (this->*own->run)(c.args, c.console); });
  }
  if (program == "nc") return make_nc(std::move(context));
  if (program == "zkServer") return make_zk_server(std::move(context));
  if (find_tool(program, context.world)) return std::make_unique<JavaProgram>(context, make_tool(program, context));
  if (is_server_tool(program)) return make_server_tool(command.words.front(), std::move(context), servers_);
  return make_small_tool(program, std::move(context));
}

void Session::feed_from_file(ToolProcess& process, const SimpleCommand& command, Console& console) {
  const auto text = simulation_.world().files().read(*command.in);
  if (!text) {
    console.err(fmt::format("bash: {}: No such file or directory\n", *command.in));
    process.exit_code = kNoFile;
    return;
  }
  std::string_view rest = *text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    process.tool->line(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  process.input_ended = true;
  process.tool->end_of_input();
}

// ---- signals

void Session::signal(Job& job, Signal s) {
  for (const auto& process : job.processes) signal(*process, s);
}

void Session::signal(ToolProcess& process, Signal s) {
  sim::Scheduler& scheduler = simulation_.world().scheduler();
  if (process.over()) return;
  if (s == Signal::KILL) {
    scheduler.end_life(process.life);
    process.tool->signal(s);
    process.exit_code = kExitKilled;
    return;
  }
  if (s == Signal::STOP || s == Signal::CONT) {
    if (process.stopped == (s == Signal::STOP)) return;
    process.stopped = s == Signal::STOP;
    process.stopped ? scheduler.pause_life(process.life) : scheduler.resume_life(process.life);
    process.tool->signal(s);
    for (const Signal waiting : std::exchange(process.pending, {})) signal(process, waiting);
    return;
  }
  if (process.stopped) {
    process.pending.push_back(s);
  } else {
    process.tool->signal(s);
  }
}

// ---- ends

/// Between events: destroys programs that have ended, and tells whoever read from them.
void Session::reap() {
  for (bool again = true; again;) {
    again = false;
    for (const auto& [name, t] : terminals_) {
      for (const auto& job : t->jobs) {
        for (const auto& process : job->processes) {
          if (!process->over() || !process->tool) continue;
          bury(*process);
          again = true;
        }
      }
    }
  }
  std::vector<Terminal*> free;
  for (const auto& [name, t] : terminals_) {
    const std::size_t before = t->rest.size();
    const bool had = t->foreground != nullptr;
    for (std::size_t i = 0; i < t->jobs.size();) {
      if (t->jobs[i]->over()) {
        collect(*t, *t->jobs[i]);
        t->jobs.erase(t->jobs.begin() + static_cast<std::ptrdiff_t>(i));
      } else {
        ++i;
      }
    }
    if (had && !t->foreground && before > 0 && t.get() != terminal_) free.push_back(t.get());
  }
  for (Terminal* t : free) proceed(*t);
}

void Session::bury(ToolProcess& process) {
  simulation_.world().scheduler().end_life(process.life);
  process.tool.reset();
  if (process.reader)
    if (auto* const pipe = dynamic_cast<PipeConsole*>(process.console.get())) pipe->close();
}

void Session::collect(Terminal& t, Job& job) {
  const int code = job.exit_code();
  if (t.foreground != &job) {
    const char mark = &job == t.jobs.back().get() ? '+' : '-';
    t.notices.push_back(fmt::format("[{}]{}  {:<24}{}", job.number, mark, how_it_ended(code), job.text));
    return;
  }
  t.foreground = nullptr;
  t.last_exit = code;
  if (code == kExitKilled || code == kExitTerminated) t.console.out(how_it_ended(code) + "\n");
}

Job* Session::find_job(Terminal& t, const Args& args) const {
  if (t.jobs.empty()) return nullptr;
  if (args.empty()) return t.jobs.back().get();
  const std::string& word = args.front();
  int number = 0;
  const char* const begin = word.data() + (word.starts_with('%') ? 1 : 0);
  std::from_chars(begin, word.data() + word.size(), number);
  for (const auto& job : t.jobs)
    if (job->number == number) return job.get();
  return nullptr;
}

ToolProcess* Session::find_process(int pid) const {
  for (const auto& [name, t] : terminals_)
    for (const auto& job : t->jobs)
      for (const auto& process : job->processes)
        if (process->pid == pid && !process->over()) return process.get();
  return nullptr;
}

}  // namespace tools
