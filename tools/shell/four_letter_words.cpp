#include "tools/shell/four_letter_words.h"

#include <utility>

#include <fmt/format.h>

#include "tools/kafka/world.h"

namespace tools {
namespace {

constexpr const char* kVersion34 = "3.4.14-4c25d480e66aadd371de8bd2fd8da255ac140bcf, built on 03/06/2019 16:18 GMT";
constexpr const char* kVersion38 = "3.8.4-9316c2a7a97e1666d8f4593f34dd6fc36ecc436c, built on 2024-02-12 22:16 UTC";
constexpr const char* kNotServing = "This ZooKeeper instance is not currently serving requests\n";
/// Of a process that has just the files open which it needs; a plain number, since nothing here counts files.
constexpr int kOpenFiles = 30;
constexpr int kMostFiles = 4096;

std::string statistics(const ZooKeeperFacts& f) {
  return fmt::format(
      "Latency min/avg/max: {}/{}/{}\nReceived: {}\nSent: {}\nConnections: {}\nOutstanding: {}\nZxid: {:#x}\nMode: {}\n"
      "Node count: {}\n",
      f.least_latency, f.mean_latency, f.most_latency, f.received, f.sent, f.connections, f.outstanding, f.zxid, f.mode,
      f.nodes);
}

/// The lines of 3.4.14; 3.8 has these and many more.
std::string monitor(const ZooKeeperFacts& f, const char* version) {
  std::string text;
  const auto add = [&](std::string_view name, const auto& value) { text += fmt::format("zk_{}\t{}\n", name, value); };
  add("version", version);
  add("avg_latency", f.mean_latency);
  add("max_latency", f.most_latency);
  add("min_latency", f.least_latency);
  add("packets_received", f.received);
  add("packets_sent", f.sent);
  add("num_alive_connections", f.connections);
  add("outstanding_requests", f.outstanding);
  add("server_state", f.mode);
  add("znode_count", f.nodes);
  add("watch_count", f.watches);
  add("ephemerals_count", f.ephemerals);
  add("approximate_data_size", f.data_size);
  add("open_file_descriptor_count", kOpenFiles);
  add("max_file_descriptor_count", kMostFiles);
  add("fsync_threshold_exceed_count", 0);
  return text;
}

/// One question over the network. Kept alive by the events that are still to come.
class Question : public std::enable_shared_from_this<Question> {
 public:
  using Done = std::function<void(const std::string*)>;

  Question(const ToolContext& context, kafka::ServerId server, std::string word, Done done)
      : world_(context.world),
        from_(context.host),
        life_(context.life),
        server_(server),
        word_(std::move(word)),
        done_(std::move(done)) {}

  void ask() {
    const sim::HostId to = world_.cluster().ensemble().directory().host(server_);
    world_.cluster().network().connect(from_, life_, to, [self = shared_from_this()](const sim::ConnectResult& result) {
      if (!result.established) return self->done_(nullptr);
      self->connection_ = result.connection;
      self->send();
    });
  }

 private:
  void send() {
    const sim::Bytes size(static_cast<std::int64_t>(word_.size()));
    world_.cluster().network().send(connection_, from_, size, [self = shared_from_this()] { self->arrived(); });
  }
  /// At the server.
  void arrived() {
    const auto& directory = world_.cluster().ensemble().directory();
    const kafka::zk::ZooKeeperServer* const process = directory.process(server_);
    if (!process) return;
    answer_ = answer_to(word_, facts_of(*process, directory.size()), world_.release_2_3());
    const sim::Bytes size(static_cast<std::int64_t>(answer_.size()));
    world_.cluster().network().send(connection_, directory.host(server_), size,
                                    [self = shared_from_this()] { self->answered(); });
  }
  void answered() {
    world_.cluster().network().close(connection_, from_);
    done_(&answer_);
  }

  World& world_;
  sim::HostId from_;
  sim::LifeId life_;
  kafka::ServerId server_;
  std::string word_;
  Done done_;
  sim::ConnectionId connection_;
  std::string answer_;
};

class NetCat final : public Tool {
 public:
  explicit NetCat(ToolContext context) : context_(std::move(context)) {}

  void start() override {
    if (context_.args.size() >= 2) return;
    context_.console.err("usage: nc HOST PORT\n");
    finish(1);
  }
  void line(std::string_view line) override {
    if (word_.empty()) word_ = std::string(line);
  }
  void end_of_input() override {
    if (std::exchange(asked_, true)) return;
    const std::vector<std::string>& args = context_.args;
    const auto servers = context_.world.zookeeper_at(args[args.size() - 2] + ":" + args.back());
    if (servers.empty()) return finish(1);
    ask_zookeeper(context_, servers.front(), word_, [this](const std::string* answer) {
      if (answer) context_.console.out(*answer);
      finish(answer ? 0 : 1);
    });
  }
  void signal(Signal signal) override {
    if (signal == Signal::INT) finish(kExitInterrupted);
    if (signal == Signal::TERM) finish(kExitTerminated);
  }
  [[nodiscard]] Waiting waiting() const override { return asked_ ? Waiting::no : Waiting::for_input; }

 private:
  void finish(int code) {
    asked_ = true;
    context_.exit(code);
  }

  ToolContext context_;
  std::string word_;
  bool asked_ = false;
};

/// Source: zkServer.sh: it sends srvr to the client port and looks for the line with the mode.
class ZkServerStatus final : public Tool {
 public:
  explicit ZkServerStatus(ToolContext context) : context_(std::move(context)) {}

  void start() override {
    context_.console.err("ZooKeeper JMX enabled by default\nUsing config: /opt/zookeeper/conf/zoo.cfg\n");
    if (context_.args.empty() || context_.args.front() != "status") {
      context_.console.out("Usage: zkServer.sh {start|start-foreground|stop|restart|status|upgrade|print-cmd}\n");
      context_.console.err("kafkasim: here only status is known; start and stop by run-kafka_zookeeper_server.sh\n");
      return context_.exit(1);
    }
    const std::string address = context_.args.size() > 1 ? context_.args[1] : "localhost";
    const auto servers = context_.world.zookeeper_at(address);
    if (servers.empty()) return not_running();
    if (!context_.world.release_2_3())
      context_.console.out("Client port found: 2181. Client address: localhost. Client SSL: false.\n");
    ask_zookeeper(context_, servers.front(), "srvr", [this](const std::string* answer) {
      const std::size_t at = answer ? answer->find("Mode: ") : std::string::npos;
      if (at == std::string::npos) return not_running();
      context_.console.out(answer->substr(at, answer->find('\n', at) - at + 1));
      context_.exit(0);
    });
  }
  void signal(Signal signal) override {
    if (signal == Signal::INT) context_.exit(kExitInterrupted);
    if (signal == Signal::TERM) context_.exit(kExitTerminated);
  }

 private:
  void not_running() {
    context_.console.out("Error contacting service. It is probably not running.\n");
    context_.exit(1);
  }

  ToolContext context_;
};

}  // namespace

ZooKeeperFacts facts_of(const kafka::zk::ZooKeeperServer& server, int ensemble) {
  ZooKeeperFacts f;
  f.serving = server.serving();
  f.mode = ensemble == 1 ? "standalone" : server.leads() ? "leader" : "follower";
  const kafka::zk::PacketCounts& packets = server.packets();
  f.received = packets.received;
  f.sent = packets.sent;
  const auto ms = [](sim::Duration d) { return std::chrono::duration_cast<std::chrono::milliseconds>(d).count(); };
  f.least_latency = ms(packets.least_latency);
  f.mean_latency = packets.answered == 0 ? 0 : ms(packets.total_latency / packets.answered);
  f.most_latency = ms(packets.most_latency);
  f.connections = static_cast<std::int64_t>(server.connections()) + 1;  // this one, too
  f.zxid = server.last_applied().value();
  f.nodes = static_cast<std::int64_t>(server.tree().size());
  f.watches = static_cast<std::int64_t>(server.watches());
  for (const auto& session : server.tree().sessions())
    f.ephemerals += static_cast<std::int64_t>(server.tree().ephemerals(session.first).size());
  f.data_size = server.tree().data_size();
  return f;
}

std::string answer_to(std::string_view word, const ZooKeeperFacts& facts, bool release_3_4) {
  const char* const version = release_3_4 ? kVersion34 : kVersion38;
  if (!release_3_4 && (word == "ruok" || word == "stat" || word == "mntr"))
    return fmt::format("{} is not executed because it is not in the whitelist.\n", word);
  if (word == "ruok") return "imok";
  if (word != "srvr" && word != "stat" && word != "mntr") return "";
  if (!facts.serving) return kNotServing;
  if (word == "mntr") return monitor(facts, version);
  const std::string clients = word == "stat" ? "Clients:\n\n" : "";
  return fmt::format("Zookeeper version: {}\n{}{}", version, clients, statistics(facts));
}

void ask_zookeeper(const ToolContext& context, kafka::ServerId server, std::string word,
                   std::function<void(const std::string* answer)> done) {
  std::make_shared<Question>(context, server, std::move(word), std::move(done))->ask();
}

std::unique_ptr<Tool> make_nc(ToolContext context) { return std::make_unique<NetCat>(std::move(context)); }
std::unique_ptr<Tool> make_zk_server(ToolContext context) {
  return std::make_unique<ZkServerStatus>(std::move(context));
}

}  // namespace tools
