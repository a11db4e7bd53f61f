#pragma once
/// A cluster for tests of faults: three brokers, three ZooKeeper servers, a producer `p1` with two instances and a
/// consumer group `C` of two. Machines do what they are told and write it down; there is no Kafka in them.

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/cluster/admin_commands.h"
#include "model/cluster/cluster_controls.h"
#include "model/observe/event_sink.h"
#include "sim/core/scheduler.h"
#include "sim/net/topology_builders.h"

namespace scenario::test {

using namespace std::chrono_literals;

class FakeCluster final : public kafka::ClusterControls {
 public:
  explicit FakeCluster(sim::Scheduler& scheduler) : scheduler_(scheduler), network_(scheduler, topology_) {
    const std::vector<std::string> names{"broker-101",  "broker-102", "broker-103", "zookeeper-1", "zookeeper-2",
                                         "zookeeper-3", "p1-1",       "p1-2",       "C-1",         "C-2"};
    const auto places = sim::build_uniform(topology_, names, 1ms);
    for (std::size_t i = 0; i < names.size(); ++i) hosts_.push_back(network_.add_host(names[i], places[i]));
    using kafka::MachineKind;
    for (int i = 0; i < 3; ++i) add(MachineKind::broker, names[static_cast<std::size_t>(i)], 101 + i, rack_of(i));
    for (int i = 0; i < 3; ++i) add(MachineKind::zookeeper, names[static_cast<std::size_t>(3 + i)], 1 + i, rack_of(i));
    add(MachineKind::producer, "p1-1", 0, "a", "p1-1");
    add(MachineKind::producer, "p1-2", 0, "b", "p1-2");
    add(MachineKind::consumer, "C", 1, "", "C-1");
    add(MachineKind::consumer, "C", 2, "", "C-2");
    topics_.intern("orders");
  }

  kafka::BrokerId leader{101};
  std::vector<kafka::BrokerId> replicas{kafka::BrokerId(101), kafka::BrokerId(102), kafka::BrokerId(103)};
  kafka::BrokerId controller_id{102};
  std::optional<kafka::ServerId> zookeeper_leader_id = kafka::ServerId(3);
  sim::Duration shutdown_time = 1s;

  /// "12s stop kill broker-102", in seconds of simulated time.
  std::vector<std::string> done;

  [[nodiscard]] sim::HostId host(const std::string& name) const {
    for (const sim::HostId h : hosts_)
      if (network_.host_name(h) == name) return h;
    SIM_CHECK(false, "no such host");
    __builtin_unreachable();
  }
  kafka::MachineState& state_of(const std::string& name) { return states_[host(name)]; }
  /// How long a message takes, of those that arrive within 100 ms: kForever if it does not. connect() first.
  sim::Duration delay(const std::string& from, const std::string& to) {
    const sim::SimTime begin = scheduler_.now();
    const std::size_t message = arrivals_.size();
    arrivals_.push_back(sim::SimTime::max());
    const auto c = connections_.find({host(from), host(to)});
    SIM_CHECK(c != connections_.end(), "not connected");
    const bool sent = network_.send(c->second, host(from), sim::Bytes(100),
                                    [this, message] { arrivals_[message] = scheduler_.now(); });
    scheduler_.run_until(begin + 100ms);
    return !sent || arrivals_[message] == sim::SimTime::max() ? sim::kForever : arrivals_[message] - begin;
  }
  void connect(const std::string& from, const std::string& to) {
    network_.listen(host(to), sim::kWorld);
    network_.connect(host(from), sim::kWorld, host(to), [this, f = host(from), t = host(to)](const auto& result) {
      connections_[{f, t}] = result.connection;
    });
    scheduler_.run_until(scheduler_.now() + 10ms);
  }

  // ClusterControls
  std::vector<kafka::Machine> machines() const override { return machines_; }
  kafka::MachineState state(sim::HostId h) const override {
    const auto found = states_.find(h);
    return found == states_.end() ? kafka::MachineState::running : found->second;
  }
  const kafka::TopicTable& topics() const override { return topics_; }
  std::int32_t partition_count(kafka::TopicId) const override { return 2; }
  kafka::BrokerId leader_of(kafka::TopicPartition) const override { return leader; }
  std::vector<kafka::BrokerId> replicas_of(kafka::TopicPartition) const override { return replicas; }
  kafka::BrokerId controller() const override { return controller_id; }
  std::optional<kafka::ServerId> zookeeper_leader() const override { return zookeeper_leader_id; }

  void start(sim::HostId h) override {
    SIM_CHECK(state(h) == kafka::MachineState::stopped);
    note("start", h);
    states_[h] = kafka::MachineState::running;
  }
  void stop(sim::HostId h, sim::StopKind how) override {
    SIM_CHECK(state(h) != kafka::MachineState::stopped && how != sim::StopKind::clean);
    note(sim::name_of(how), h);
    states_[h] = kafka::MachineState::stopped;
    if (const auto waiting = stopping_.find(h); waiting != stopping_.end()) {
      const auto told = std::move(waiting->second);
      stopping_.erase(waiting);
      told();
    }
  }
  void shutdown(sim::HostId h, std::function<void()> on_stopped) override {
    SIM_CHECK(state(h) == kafka::MachineState::running);
    note("shutdown", h);
    states_[h] = kafka::MachineState::stopping;
    stopping_[h] = std::move(on_stopped);
    scheduler_.after(shutdown_time, sim::kWorld, [this, h] {
      const auto waiting = stopping_.find(h);
      if (waiting == stopping_.end()) return;
      const auto told = std::move(waiting->second);
      stopping_.erase(waiting);
      states_[h] = kafka::MachineState::stopped;
      note("stopped", h);
      told();
    });
  }
  void pause(sim::HostId h) override {
    note("pause", h);
    states_[h] = kafka::MachineState::paused;
  }
  void resume(sim::HostId h) override {
    SIM_CHECK(state(h) == kafka::MachineState::paused);
    note("resume", h);
    states_[h] = kafka::MachineState::running;
  }
  void set_slowdown(sim::HostId h, double factor) override { note("slowdown " + text(factor), h); }
  void set_disk_slowdown(sim::HostId h, double factor) override { note("disk " + text(factor), h); }
  void set_disk_full(sim::HostId h, bool full) override { note(full ? "full" : "not full", h); }
  sim::Network& network() override { return network_; }

 private:
  static std::string rack_of(int i) { return i == 2 ? "b" : "a"; }
  static std::string text(double v) { return std::to_string(static_cast<int>(v)); }
  void add(kafka::MachineKind kind, const std::string& name, int number, const std::string& rack,
           const std::string& client_id = "") {
    machines_.push_back({hosts_[machines_.size()], kind, name, number, rack, client_id});
  }
  void note(const std::string& what, sim::HostId h) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(scheduler_.now() - sim::kTimeZero);
    done.push_back(std::to_string(seconds.count()) + "s " + what + " " + network_.host_name(h));
  }

  sim::Scheduler& scheduler_;
  sim::Topology topology_;
  sim::Network network_;
  kafka::TopicTable topics_;
  std::vector<sim::HostId> hosts_;
  std::vector<kafka::Machine> machines_;
  std::map<sim::HostId, kafka::MachineState> states_;
  std::map<sim::HostId, std::function<void()>> stopping_;
  std::map<std::pair<sim::HostId, sim::HostId>, sim::ConnectionId> connections_;
  std::vector<sim::SimTime> arrivals_;
};

}  // namespace scenario::test
