#pragma once
/// A real ensemble on a simulated network, with clients that write down what they are told.

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/zookeeper/ensemble.h"
#include "model/zookeeper/zookeeper_client.h"
#include "sim/net/topology_builders.h"
#include "tests/support/recording_sink.h"

namespace kafka::testing {

/// An empty node.
inline zk::Create node(const std::string& path) { return {.path = path, .data = ""}; }

/// One session of a process on a machine of its own. Notes lines such as "SyncConnected", "NodeDeleted /a" and
/// "<name> Ok".
class ZooKeeperUser final : public zk::Watcher, public sim::Process {
 public:
  ZooKeeperUser(zk::ClientContext context, const std::string& name, sim::Rng rng, sim::Duration timeout)
      : context_(context), rng_(rng), timeout_(timeout), host_(context.scheduler, context.host, name, *this) {
    host_.add_watcher(context_.network);
  }

  // sim::Process
  void on_start(sim::LifeId life) override {
    context_.life = life;
    factory_ = std::make_unique<zk::EnsembleClientFactory>(context_, rng_);
    open();
  }
  void on_stop(sim::StopKind) override {
    handle_.reset();
    factory_.reset();
  }
  // zk::Watcher
  void on_state(zk::KeeperState state) override {
    if (listener) listener->on_state(state);
    lines.emplace_back(zk::name_of(state));
    times.push_back(context_.scheduler.now());
  }
  void on_event(const zk::WatchedEvent& event) override {
    if (listener) listener->on_event(event);
    note(std::string(zk::name_of(event.type)) + " " + event.path);
  }

  /// Another session, as Kafka opens one after expiry.
  void open() { handle_ = factory_->open(timeout_, *this); }
  void submit(const std::string& name, zk::Request request) {
    handle_->submit(std::move(request), [this, name](const zk::Response& response) {
      answers.push_back(response);
      note(name + " " + std::string(zk::name_of(response.error)));
    });
  }
  void close() {
    handle_->close([this] { note("closed"); });
  }
  void note(std::string line) {
    lines.push_back(std::move(line));
    times.push_back(context_.scheduler.now());
  }
  std::vector<std::string> take() {
    times.clear();
    return std::exchange(lines, {});
  }
  [[nodiscard]] zk::ZooKeeperHandle& handle() { return *handle_; }
  [[nodiscard]] ServerId server() const { return static_cast<const zk::ZooKeeperClient&>(*handle_).server(); }
  [[nodiscard]] SessionId session() const { return handle_->session_id(); }
  [[nodiscard]] sim::Host& host() { return host_; }
  [[nodiscard]] const zk::Response& last() const { return answers.back(); }

  zk::Watcher* listener = nullptr;  ///< told the same
  std::vector<std::string> lines;
  std::vector<sim::SimTime> times;  ///< of the lines
  std::vector<zk::Response> answers;

 private:
  zk::ClientContext context_;
  sim::Rng rng_;
  sim::Duration timeout_;
  sim::Host host_;
  std::unique_ptr<zk::EnsembleClientFactory> factory_;
  std::unique_ptr<zk::ZooKeeperHandle> handle_;
};

/// Servers 1.., on hosts 0..; up to eight client hosts behind them.
class ZooKeeperFixture {
 public:
  struct Options {
    int servers = 3;
    sim::Duration delay = std::chrono::milliseconds(1);       ///< one way
    sim::Duration fsync_time = std::chrono::milliseconds(2);  ///< 0: instantly
    std::uint64_t seed = 1;
    sim::SimTime start = sim::kTimeZero;
    std::vector<std::int32_t> ids = {};  ///< of the servers; empty: 1, 2, ...
  };

  ZooKeeperFixture() : ZooKeeperFixture(Options{}, {}) {}
  explicit ZooKeeperFixture(const Options& options, const ZooKeeperConfig& config = {})
      : scheduler(options.start),
        network(scheduler, map_),
        ensemble(scheduler, network, emitter_, config),
        rng_(options.seed),
        servers_(options.servers) {
    emitter_.attach(events);
    std::vector<std::string> names;
    for (int i = 0; i < options.servers; ++i) names.push_back("zookeeper-" + std::to_string(i + 1));
    for (int i = 0; i < kClients; ++i) names.push_back("client-" + std::to_string(i + 1));
    const std::vector<sim::NodeId> places = sim::build_uniform(map_, names, options.delay);
    for (std::size_t i = 0; i < names.size(); ++i) hosts_.push_back(network.add_host(names[i], places[i]));
    sim::DiskConfig disk;
    disk.fsync_time = options.fsync_time;
    for (std::size_t i = 0; i < static_cast<std::size_t>(options.servers); ++i)
      ensemble.add(ServerId(options.ids.empty() ? static_cast<std::int32_t>(i) + 1 : options.ids[i]), hosts_[i], disk);
  }

  /// Starts all servers and lets them settle.
  void start(sim::Duration settle = std::chrono::seconds(2)) {
    ensemble.start();
    run(settle);
  }
  /// Before the start.
  void attach(EventSink& sink) { emitter_.attach(sink); }
  void run(sim::Duration time) { scheduler.run_until(scheduler.from_now(time)); }
  void run_to(sim::Duration since_zero) { scheduler.run_until(sim::kTimeZero + since_zero); }

  /// A client that begins to connect now.
  ZooKeeperUser& connect(sim::Duration timeout = std::chrono::seconds(6)) {
    const zk::ClientContext context = next_client();
    users_.push_back(
        std::make_unique<ZooKeeperUser>(context, "client-" + std::to_string(clients_), sim::Rng(rng_.next()), timeout));
    users_.back()->host().start();
    return *users_.back();
  }
  /// The machine of another client, which whoever calls starts and gives its life.
  zk::ClientContext next_client() {
    return {.scheduler = scheduler,
            .network = network,
            .ensemble = ensemble.directory(),
            .emitter = emitter_,
            .host = hosts_.at(static_cast<std::size_t>(servers_ + clients_++)),
            .life = sim::kWorld};
  }

  /// In order of connect().
  [[nodiscard]] ZooKeeperUser& user(int index) const { return *users_.at(static_cast<std::size_t>(index)); }
  [[nodiscard]] sim::Host& host(int server) { return ensemble.machine(ServerId(server)).host(); }
  [[nodiscard]] const zk::ZooKeeperServer* server(int id) { return ensemble.machine(ServerId(id)).server(); }
  [[nodiscard]] int leader() const { return ensemble.leader() ? ensemble.leader()->id().value() : 0; }
  [[nodiscard]] std::vector<sim::HostId> hosts_of(const std::vector<int>& servers) const {
    std::vector<sim::HostId> out;
    for (const int s : servers) out.push_back(ensemble.directory().host(ServerId(s)));
    return out;
  }
  [[nodiscard]] std::string state(int id) {
    const zk::ZooKeeperServer* s = server(id);
    return s ? zk::name_of(s->state()) : "down";
  }

  sim::Scheduler scheduler;

 private:
  static constexpr int kClients = 8;
  sim::Topology map_;
  Emitter emitter_;

 public:
  sim::Network network;
  RecordingSink events;
  zk::Ensemble ensemble;

 private:
  sim::Rng rng_;
  int servers_;
  int clients_ = 0;
  std::vector<sim::HostId> hosts_;
  std::vector<std::unique_ptr<ZooKeeperUser>> users_;
};

}  // namespace kafka::testing
