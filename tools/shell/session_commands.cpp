// Session: the shell's and the simulator's own commands.

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "model/invariant/invariants.h"
#include "scenarios/engine/loader/units.h"
#include "tools/shell/server_tools.h"
#include "tools/shell/session.h"
#include "tools/shell/small_tools.h"

namespace tools {
namespace {

/// jps: the main classes of Kafka's programs. The servers' are known by their machines.
std::string_view main_class(std::string_view program) {
  static constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kClasses{{
      {"kafka-configs", "ConfigCommand"},
      {"kafka-console-consumer", "ConsoleConsumer"},
      {"kafka-console-producer", "ConsoleProducer"},
      {"kafka-consumer-groups", "ConsumerGroupCommand"},
      {"kafka-consumer-perf-test", "ConsumerPerformance"},
      {"kafka-get-offsets", "GetOffsetShell"},
      {"kafka-leader-election", "LeaderElectionCommand"},
      {"kafka-log-dirs", "LogDirsCommand"},
      {"kafka-preferred-replica-election", "PreferredReplicaLeaderElectionCommand"},
      {"kafka-producer-perf-test", "ProducerPerformance"},
      {"kafka-reassign-partitions", "ReassignPartitionsCommand"},
      {"kafka-topics", "TopicCommand"},
      {"zookeeper-shell", "ZooKeeperMain"},
  }};
  for (const auto& [name, class_name] : kClasses)
    if (name == program) return class_name;
  return "";
}

std::optional<Signal> signal_of(std::string name) {
  if (name.starts_with("SIG")) name.erase(0, 3);
  if (name == "INT" || name == "2") return Signal::INT;
  if (name == "KILL" || name == "9") return Signal::KILL;
  if (name == "TERM" || name == "15") return Signal::TERM;
  if (name == "CONT" || name == "18") return Signal::CONT;
  if (name == "STOP" || name == "19" || name == "TSTP" || name == "20") return Signal::STOP;
  return std::nullopt;
}

std::string clock_text(sim::SimTime time) {
  return fmt::format("{:.3f} s", std::chrono::duration<double>(time - sim::kTimeZero).count());
}

}  // namespace

const std::vector<Session::OwnCommand>& Session::own_commands() {
  static const std::vector<OwnCommand> table = {
      {"advance", "advance [until] TIME", "let simulated time run: 5s, 2m", &Session::run_advance},
      {"bg", "bg [N]", "let a stopped job go on in the background", &Session::run_bg},
      {"cd", "cd [DIR]", "nothing: there are no folders here", &Session::run_cd},
      {"describe", "describe WHAT", "the cluster at this instant: topics, groups, zookeeper, log-dirs, metrics",
       &Session::run_describe},
      {"exit", "exit [CODE]", "leave the session", &Session::run_exit},
      {"export", "export NAME=VALUE", "set a variable", &Session::run_export},
      {"fg", "fg [N]", "bring a job to the foreground", &Session::run_fg},
      {"help", "help", "this text", &Session::run_help},
      {"jobs", "jobs", "what runs at this terminal", &Session::run_jobs},
      {"jps", "jps", "process ids of servers and programs", &Session::run_jps},
      {"kill", "kill [-9|-STOP|-CONT] PID|%N", "send a signal", &Session::run_kill},
      {"now", "now", "the simulated time", &Session::run_now},
      {"pace", "pace 10x|off", "simulated seconds per second while nothing is typed", &Session::run_pace},
      {"terminal", "terminal [NAME]", "take another terminal, or list them", &Session::run_terminal},
      {"wait", "wait [PID]", "until the jobs in the background are over", &Session::run_wait},
      {"why", "why", "what went wrong last, and what led to it", &Session::run_why},
  };
  return table;
}

const Session::OwnCommand* Session::find_own(std::string_view name) {
  for (const OwnCommand& own : own_commands())
    if (own.name == name) return &own;
  return nullptr;
}

// ---- time

int Session::run_advance(const Args& args, Console& console) {
  const bool until = args.size() == 2 && args.front() == "until";
  std::string text;
  for (std::size_t i = until ? 1 : 0; i < args.size(); ++i) text += args[i];
  const auto span = scenario::parse_duration(text);
  if (!span.ok() || args.empty()) {
    console.err("usage: advance [until] TIME, such as advance 5s\n");
    return 2;
  }
  const sim::SimTime from = until ? sim::kTimeZero : simulation_.now();
  if (from + span.value < simulation_.now()) {
    console.err(fmt::format("kafkasim: it is {} already\n", clock_text(simulation_.now())));
    return 1;
  }
  return advance_to(from + span.value);
}

int Session::run_pace(const Args& args, Console& console) {
  if (args.empty()) {
    console.out(pace_ > 0 ? fmt::format("{}x\n", pace_) : "off\n");
    return 0;
  }
  std::string text = args.front();
  if (text == "off") text = "0";
  if (text.ends_with('x')) text.pop_back();
  double pace = 0;
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), pace);
  if (code != std::errc() || end != text.data() + text.size() || !(pace >= 0 && pace <= 1e6)) {
    console.err("usage: pace 10x, or pace off\n");
    return 2;
  }
  pace_ = pace;
  return 0;
}

int Session::run_now(const Args&, Console& console) {
  console.out(fmt::format("{}  {}\n", clock_text(simulation_.now()), simulation_.world().log_time()));
  return 0;
}

/// "12s kafka-topics.sh ..."
int Session::schedule(std::string_view text) {
  const std::size_t space = std::min(text.find(' '), text.size());
  const std::string when(text.substr(0, space));
  std::string command(text.substr(std::min(space + 1, text.size())));
  const auto time = scenario::parse_duration(when);
  if (!time.ok() || command.empty()) {
    terminal_->console.err("usage: at TIME COMMAND, such as at 12s kafka-topics.sh --list ...\n");
    return 2;
  }
  if (sim::kTimeZero + time.value < simulation_.now()) {
    terminal_->console.err(fmt::format("kafkasim: it is {} already\n", clock_text(simulation_.now())));
    return 1;
  }
  auto entry = std::make_shared<std::pair<std::string, std::string>>(when, std::move(command));
  simulation_.world().scheduler().at(sim::kTimeZero + time.value, sim::kWorld, [this, entry] {
    due_.push_back(*entry);
    simulation_.world().scheduler().stop();
  });
  return 0;
}

int Session::inject(std::string_view text) {
  const std::string problem = simulation_.inject(text);
  if (problem.empty()) {
    quantum(sim::Duration{1});  // it begins at this instant, behind what is due
    return 0;
  }
  terminal_->console.err("kafkasim: " + problem + "\n");
  return 2;
}

// ---- jobs and processes

int Session::run_jobs(const Args&, Console& console) {
  const auto& jobs = terminal_->jobs;
  for (const auto& job : jobs) {
    if (job.get() == terminal_->foreground || job->over()) continue;
    const bool latest = job == jobs.back();
    console.out(fmt::format("[{}]{}  {:<24}{}{}\n", job->number, latest ? '+' : '-',
                            job->stopped() ? "Stopped" : "Running", job->text, job->stopped() ? "" : " &"));
  }
  return 0;
}

int Session::run_fg(const Args& args, Console& console) {
  Job* const job = find_job(*terminal_, args);
  if (!job || terminal_->foreground) {
    console.err("bash: fg: no such job\n");
    return 1;
  }
  console.out(job->text + "\n");
  job->background = false;
  terminal_->foreground = job;
  signal(*job, Signal::CONT);
  settle(*terminal_);
  return terminal_->last_exit;
}

int Session::run_bg(const Args& args, Console& console) {
  Job* const job = find_job(*terminal_, args);
  if (!job) {
    console.err("bash: bg: no such job\n");
    return 1;
  }
  console.out(fmt::format("[{}]+ {} &\n", job->number, job->text));
  job->background = true;
  signal(*job, Signal::CONT);
  return 0;
}

int Session::run_wait(const Args& args, Console& console) {
  int pid = 0;
  if (!args.empty()) std::from_chars(args.front().data(), args.front().data() + args.front().size(), pid);
  if (!args.empty() && !find_process(pid)) {
    console.err(fmt::format("bash: wait: pid {} is not a child of this shell\n", args.front()));
    return 127;
  }
  const auto waits = [&] {
    if (pid != 0) return find_process(pid) != nullptr;
    return std::any_of(terminal_->jobs.begin(), terminal_->jobs.end(),
                       [](const auto& job) { return !job->over() && !job->stopped(); });
  };
  constexpr sim::Duration kAtMost = std::chrono::hours(24);
  for (const sim::SimTime end = simulation_.now() + kAtMost; waits() && simulation_.now() < end;)
    if (!quantum(std::chrono::milliseconds(1))) return kExitInterrupted;
  return 0;
}

int Session::run_jps(const Args&, Console& console) {
  for (const ServerProcess& server : servers_.running())
    console.out(fmt::format("{} {}\n", server.pid,
                            server.machine.kind == kafka::MachineKind::broker ? "Kafka" : "QuorumPeerMain"));
  for (const auto& [name, t] : terminals_)
    for (const auto& job : t->jobs)
      for (const auto& process : job->processes)
        if (!process->over() && !main_class(process->program).empty())
          console.out(fmt::format("{} {}\n", process->pid, main_class(process->program)));
  console.out(fmt::format("{} Jps\n", next_pid()));
  return 0;
}

int Session::run_kill(const Args& args, Console& console) {
  std::optional<Signal> signal = Signal::TERM;
  std::size_t first = 0;
  if (!args.empty() && args.front().starts_with('-')) {
    const bool apart = args.front() == "-s" && args.size() > 1;
    signal = signal_of(apart ? args[1] : args.front().substr(1));
    first = apart ? 2 : 1;
  }
  if (!signal || first == args.size()) {
    console.err(signal ? "kill: usage: kill [-s sigspec | -n signum | -sigspec] pid | jobspec ...\n"
                       : fmt::format("bash: kill: {}: invalid signal specification\n", args.front()));
    return signal ? 2 : 1;
  }
  int code = 0;
  for (std::size_t i = first; i < args.size(); ++i)
    if (!kill_one(args[i], *signal, console)) code = 1;
  reap();
  return code;
}

bool Session::kill_one(const std::string& target, Signal s, Console& console) {
  if (target.starts_with('%')) {
    Job* const job = find_job(*terminal_, {target});
    if (job) signal(*job, s);
    if (!job) console.err(fmt::format("bash: kill: {}: no such job\n", target));
    return job != nullptr;
  }
  int pid = 0;
  std::from_chars(target.data(), target.data() + target.size(), pid);
  for (const ServerProcess& server : servers_.running()) {
    if (server.pid != pid) continue;
    servers_.signal(server.machine.host, s);
    return true;
  }
  ToolProcess* const process = find_process(pid);
  if (process) signal(*process, s);
  if (!process) console.err(fmt::format("bash: kill: ({}) - No such process\n", target));
  return process != nullptr;
}

// ---- the shell

int Session::run_terminal(const Args& args, Console& console) {
  if (args.empty()) {
    for (const auto& [name, t] : terminals_)
      console.out(fmt::format("{}{}{}\n", name.empty() ? "main" : name, t.get() == terminal_ ? " (here)" : "",
                              t->foreground ? ": " + t->foreground->text : ""));
    return 0;
  }
  terminal_ = &terminal(args.front() == "main" ? "" : args.front());
  return 0;
}

int Session::run_cd(const Args&, Console&) { return 0; }

int Session::run_export(const Args& args, Console&) {
  for (const std::string& word : args) {
    const std::size_t equals = word.find('=');
    if (equals != std::string::npos) variables_[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return 0;
}

int Session::run_exit(const Args& args, Console&) {
  int code = terminal_->last_exit;
  if (!args.empty()) std::from_chars(args.front().data(), args.front().data() + args.front().size(), code);
  finished_ = true;
  return code;
}

int Session::run_help(const Args&, Console& console) {
  console.out("Kafka's programs:\n");
  const auto line = [&](std::string_view name, std::string_view purpose) {
    console.out(fmt::format("  {:<38} {}\n", name, purpose));
  };
  for (const ToolRow& row : tool_table())
    if (find_tool(row.name, simulation_.world())) line(std::string(row.name) + ".sh", row.purpose);
  console.out("Servers:\n");
  for (const std::string_view name : server_tool_names()) line(name, "");
  line("zkServer.sh status [zookeeper-N]", "which part a ZooKeeper server plays");
  line("echo mntr | nc 127.0.0.1 2181", "what a ZooKeeper server says of itself");
  console.out("The simulator and the shell:\n");
  line("at TIME COMMAND", "run a command at a moment of the simulation");
  line("inject FAULT TARGET [for TIME]", "make something go wrong: kill, pause, partition ...");
  for (const OwnCommand& own : own_commands()) line(own.usage, own.purpose);
  std::string small;
  for (const std::string_view name : small_tool_names()) small += (small.empty() ? "" : ", ") + std::string(name);
  console.out("Small programs: " + small + "\n");
  console.out(
      "@NAME LINE types at another terminal; :COMMAND is for the simulator while a program runs; ^C, ^Z and ^D\n"
      "on a line of their own are the keys.\n");
  return 0;
}

int Session::run_describe(const Args& args, Console& console) {
  const auto text = args.size() == 1 ? simulation_.description(args.front()) : std::nullopt;
  if (!text) {
    console.err("usage: describe topics|groups|zookeeper|log-dirs|metrics\n");
    return 2;
  }
  console.out(*text);
  return 0;
}

int Session::run_why(const Args&, Console& console) {
  kafka::Invariants& invariants = simulation_.invariants();
  for (const kafka::AllowedLoss& loss : invariants.allowed_losses())
    for (const std::string& line : kafka::lines_of(loss, invariants.settings())) console.out(line + "\n");
  for (const kafka::Violation& violation : invariants.violations())
    for (const std::string& line : kafka::lines_of(violation)) console.out(line + "\n");
  for (const std::string& line : simulation_.outages()) console.out(line + "\n");
  const std::vector<ChronicleEntry> chain = simulation_.chronicle().last_chain();
  if (chain.empty()) console.out("Nothing has gone wrong so far. What happened last:\n");
  for (const ChronicleEntry& entry : chain.empty() ? simulation_.chronicle().latest() : chain)
    console.out(fmt::format("  {:>12}  {}\n", clock_text(entry.time), entry.text()));
  return 0;
}

}  // namespace tools
