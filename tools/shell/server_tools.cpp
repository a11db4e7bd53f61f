#include "tools/shell/server_tools.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "tools/kafka/world.h"
#include "tools/shell/command_line.h"
#include "tools/shell/small_tools.h"

namespace tools {
namespace {

using kafka::MachineKind;

/// How often a script in the foreground looks whether its process still runs.
constexpr sim::Duration kLook = std::chrono::milliseconds(10);

std::string log_line(const World& world, std::string_view level, std::string_view what) {
  return fmt::format("{} {} {}\n", world.log_time(), level, what);
}

/// Starts servers. In the foreground it is their process, and ends with them.
class StartScript final : public Tool {
 public:
  StartScript(ToolContext context, Servers& servers, MachineKind kind, std::vector<kafka::Machine> machines,
              bool foreground)
      : context_(std::move(context)),
        servers_(servers),
        kind_(kind),
        machines_(std::move(machines)),
        foreground_(foreground),
        look_(context_.world.scheduler(), context_.life, [this] { look(); }) {}

  void start() override {
    starting_ = machines_.size();
    for (const kafka::Machine& machine : machines_) kind_ == MachineKind::broker ? broker(machine) : zookeeper(machine);
  }

  void signal(Signal signal) override {
    if (signal == Signal::INT) asked_ = kExitInterrupted;
    if (signal == Signal::TERM) asked_ = kExitTerminated;
    for (const kafka::Machine& machine : machines_) servers_.signal(machine.host, signal);
    if (asked_ && !look_.armed()) look_.arm(kLook);
  }
  [[nodiscard]] Waiting waiting() const override {
    return starting_ == 0 && !asked_ ? Waiting::for_events : Waiting::no;
  }

 private:
  void say(std::string_view level, std::string_view what) {
    context_.console.out(log_line(context_.world, level, what));
  }

  void zookeeper(const kafka::Machine& machine) {
    const std::int32_t port = 2181;
    if (!servers_.stopped(machine.host)) {
      say("ERROR", "Unexpected exception, exiting abnormally (org.apache.zookeeper.server.ZooKeeperServerMain)");
      context_.console.out("java.net.BindException: Address already in use\n");
      return done(1);
    }
    say("INFO",
        fmt::format("binding to port 0.0.0.0/0.0.0.0:{} (org.apache.zookeeper.server.NIOServerCnxnFactory)", port));
    context_.world.cluster().start(machine.host);
    done(0);
  }

  /// The callbacks are the world's: they may come when this program is gone.
  void broker(const kafka::Machine& machine) {
    const kafka::BrokerId id(machine.number);
    if (!servers_.stopped(machine.host)) {
      fatal(
          "org.apache.kafka.common.KafkaException: Socket server failed to bind to 0.0.0.0:9092: Address already in "
          "use.");
      return done(1);
    }
    say("INFO", "starting (kafka.server.KafkaServer)");
    say("INFO", fmt::format("Connecting to zookeeper on {} (kafka.server.KafkaServer)", zookeepers()));
    context_.world.cluster().start_broker(id, [this, id, alive = std::weak_ptr<int>(alive_)](const std::string& why) {
      if (!alive.expired()) broker_started(id, why);
    });
  }

  void broker_started(kafka::BrokerId id, const std::string& why) {
    if (why.empty()) {
      say("INFO", fmt::format("[KafkaServer id={}] started (kafka.server.KafkaServer)", id.value()));
      return done(0);
    }
    if (why == "ZooKeeperClientTimeoutException") {
      fatal(
          "kafka.zookeeper.ZooKeeperClientTimeoutException: Timed out waiting for connection while in state: "
          "CONNECTING");
    } else if (!asked_ && why.ends_with("Exception")) {
      fatal(why);
    }
    context_.world.scheduler().after(sim::Duration{0}, context_.life, [this] { done(1); });  // the process ends first
  }

  void fatal(const std::string& exception) {
    say("ERROR", "Fatal error during KafkaServer startup. Prepare to shutdown (kafka.server.KafkaServer)");
    context_.console.out(exception + "\n");
    say("INFO", "shutting down (kafka.server.KafkaServer)");
    say("ERROR", context_.world.release_2_3() ? "Exiting Kafka. (kafka.server.KafkaServerStartable)"
                                              : "Exiting Kafka due to fatal exception during startup. (kafka.Kafka$)");
  }

  [[nodiscard]] std::string zookeepers() const {
    const auto ids = context_.world.cluster().ensemble().directory().all();
    if (ids.size() == 1) return "localhost:2181";
    std::string text;
    for (const kafka::ServerId id : ids)
      text += fmt::format("{}zookeeper-{}:2181", text.empty() ? "" : ",", id.value());
    return text;
  }

  void done(int code) {
    failed_ = failed_ || code != 0;
    if (--starting_ > 0) return;
    if (failed_ || !foreground_) return context_.exit(failed_ ? asked_.value_or(1) : 0);
    look_.arm(kLook);
  }

  void look() {
    const bool all_gone = std::all_of(machines_.begin(), machines_.end(),
                                      [&](const kafka::Machine& m) { return servers_.stopped(m.host); });
    if (!all_gone) return look_.arm(kLook);
    if (kind_ == MachineKind::broker && asked_)
      say("INFO",
          fmt::format("[KafkaServer id={}] shut down completed (kafka.server.KafkaServer)", machines_.front().number));
    context_.exit(asked_.value_or(kExitKilled));
  }

  ToolContext context_;
  Servers& servers_;
  MachineKind kind_;
  std::vector<kafka::Machine> machines_;
  bool foreground_;
  std::size_t starting_ = 0;
  bool failed_ = false;
  std::optional<int> asked_;  ///< to end: the exit code of the signal
  sim::Timer look_;
  std::shared_ptr<int> alive_ = std::make_shared<int>(0);
};

int usage(const ToolContext& context, const std::string& text) {
  context.console.out("USAGE: " + text + "\n");
  return 1;
}

/// Asks them to end, and does not wait.
int stop_all(const ToolContext& context, Servers& servers, MachineKind kind) {
  const std::vector<ServerProcess> running = servers.running(kind);
  if (running.empty()) {
    context.console.out(kind == MachineKind::broker ? "No kafka server to stop\n" : "No zookeeper server to stop\n");
    return 1;
  }
  for (const ServerProcess& process : running) servers.signal(process.machine.host, Signal::TERM);
  return 0;
}

std::unique_ptr<Tool> immediate(ToolContext context, std::function<int(const ToolContext&)> run) {
  return std::make_unique<ImmediateTool>(std::move(context), std::move(run));
}

/// zookeeper-server-start.sh and kafka-server-start.sh.
std::unique_ptr<Tool> make_start(const std::string& word, ToolContext context, Servers& servers, MachineKind kind) {
  std::vector<std::string> args = context.args;
  const bool daemon = !args.empty() && args.front() == "-daemon";
  if (daemon) args.erase(args.begin());
  if (args.empty()) {
    const std::string text = kind == MachineKind::broker
                                 ? word + " [-daemon] server.properties [--override property=value]*"
                                 : word + " [-daemon] zookeeper.properties";
    return immediate(std::move(context), [text](const ToolContext& c) { return usage(c, text); });
  }
  std::vector<kafka::Machine> machines = servers.configured_by(kind, args.front());
  if (machines.empty()) {
    return immediate(std::move(context), [file = args.front()](const ToolContext& c) {
      c.console.err("kafkasim: no machine of this cluster is configured by " + file + "\n");
      return 1;
    });
  }
  if (args.size() > 1) context.console.err("kafkasim: settings are the scenario's: --override changes nothing here\n");
  return std::make_unique<StartScript>(std::move(context), servers, kind, std::move(machines), !daemon);
}

/// The tutorial's own: -s start | stop, for all machines of a kind.
std::unique_ptr<Tool> make_run(const std::string& word, ToolContext context, Servers& servers, MachineKind kind) {
  const std::vector<std::string>& args = context.args;
  const std::string what = args.size() == 2 && args.front() == "-s" ? args.back() : "";
  if (what == "stop")
    return immediate(std::move(context), [&servers, kind](const ToolContext& c) { return stop_all(c, servers, kind); });
  if (what != "start") {
    return immediate(std::move(context),
                     [text = word + " -s start|stop"](const ToolContext& c) { return usage(c, text); });
  }
  std::vector<kafka::Machine> machines = servers.stopped(kind);
  if (machines.empty()) machines = servers.configured_by(kind, "first");
  return std::make_unique<StartScript>(std::move(context), servers, kind, std::move(machines), false);
}

struct Script {
  MachineKind kind;
  enum class What { start, stop, run } what;
};

const std::map<std::string_view, Script>& scripts() {
  static const std::map<std::string_view, Script> table = {
      {"kafka-server-start", {MachineKind::broker, Script::What::start}},
      {"kafka-server-stop", {MachineKind::broker, Script::What::stop}},
      {"run-kafka_server", {MachineKind::broker, Script::What::run}},
      {"run-kafka_zookeeper_server", {MachineKind::zookeeper, Script::What::run}},
      {"zookeeper-server-start", {MachineKind::zookeeper, Script::What::start}},
      {"zookeeper-server-stop", {MachineKind::zookeeper, Script::What::stop}},
  };
  return table;
}

}  // namespace

const std::vector<std::string_view>& server_tool_names() {
  static const std::vector<std::string_view> names = {"kafka-server-start.sh",     "kafka-server-stop.sh",
                                                      "run-kafka_server.sh",       "run-kafka_zookeeper_server.sh",
                                                      "zookeeper-server-start.sh", "zookeeper-server-stop.sh"};
  return names;
}

bool is_server_tool(std::string_view program) { return scripts().contains(program); }

std::unique_ptr<Tool> make_server_tool(const std::string& word, ToolContext context, Servers& servers) {
  const Script script = scripts().at(program_name(word));
  switch (script.what) {
    case Script::What::start:
      return make_start(word, std::move(context), servers, script.kind);
    case Script::What::run:
      return make_run(word, std::move(context), servers, script.kind);
    case Script::What::stop:
      break;
  }
  return immediate(std::move(context),
                   [&servers, kind = script.kind](const ToolContext& c) { return stop_all(c, servers, kind); });
}

}  // namespace tools
