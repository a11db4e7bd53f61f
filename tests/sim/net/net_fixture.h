#pragma once
/// Hosts that are one exact delay apart, and a log of what arrived when.

#include <string>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "sim/net/network.h"
#include "sim/net/topology_builders.h"

namespace sim {

inline constexpr BytesPerSecond kGigabit{125'000'000};

class NetFixture : public testing::Test, public ConnectionObserver {
 protected:
  static constexpr Duration kDelay = 1ms;

  /// `count` hosts, each with a life that listens.
  void build(int count, const NicConfig& nic = {}, const TcpConfig& tcp = {}, BytesPerSecond link = {}) {
    std::vector<std::string> names;
    for (int i = 0; i < count; ++i) names.push_back("h" + std::to_string(i));
    const auto places = build_uniform(map_, names, kDelay, link);
    network_ = std::make_unique<Network>(scheduler_, map_, tcp);
    for (int i = 0; i < count; ++i) {
      hosts_.push_back(
          network_->add_host(names[static_cast<std::size_t>(i)], places[static_cast<std::size_t>(i)], nic));
      lives_.push_back(scheduler_.begin_life());
      network_->listen(hosts_.back(), lives_.back(), this);
    }
  }

  HostId host(int i) const { return hosts_[static_cast<std::size_t>(i)]; }
  LifeId life(int i) const { return lives_[static_cast<std::size_t>(i)]; }
  Duration now() const { return scheduler_.now() - kTimeZero; }
  void run_for(Duration d) { scheduler_.run_until(scheduler_.now() + d); }

  /// Asks for a connection; the answer is logged as "established" or "refused".
  ConnectionId ask(int from, int to) {
    return network_->connect(host(from), life(from), host(to), [this, from](const ConnectResult& result) {
      note(result.established ? "established" : "refused");
      if (result.established) network_->observe(result.connection, host(from), *this);
    });
  }
  /// A connection that is up, one round trip later; the log is cleared.
  ConnectionId connected(int from, int to) {
    const ConnectionId id = ask(from, to);
    run_for(2 * kDelay);
    EXPECT_TRUE(network_->is_open(id, host(from)));
    log_.clear();
    return id;
  }
  bool send(ConnectionId id, int from, Bytes size, int name) {
    return network_->send(id, host(from), size, [this, name] { note("m" + std::to_string(name)); });
  }
  /// Ends a process the way Host does.
  void stop(int i, StopKind kind) {
    scheduler_.end_life(life(i));
    network_->on_host_stopped(host(i), life(i), kind);
  }
  void start(int i) {
    lives_[static_cast<std::size_t>(i)] = scheduler_.begin_life();
    network_->on_host_started(host(i), life(i));
    network_->listen(host(i), life(i), this);
  }

  void on_connection_opened(ConnectionId, HostId from) override { note("opened by " + std::to_string(from.value())); }
  void on_connection_closed(ConnectionId) override { note("closed"); }

  void note(std::string what) { log_.emplace_back(now(), std::move(what)); }

  using Log = std::vector<std::pair<Duration, std::string>>;
  Scheduler scheduler_;
  Topology map_;
  std::unique_ptr<Network> network_;
  std::vector<HostId> hosts_;
  std::vector<LifeId> lives_;
  Log log_;
};

}  // namespace sim
