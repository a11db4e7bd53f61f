#pragma once
/// The client library: one session, kept alive and carried from server to server. org.apache.zookeeper ZooKeeper,
/// ClientCnxn, HostProvider.

#include <deque>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "model/observe/event_sink.h"
#include "model/zookeeper/ensemble_directory.h"
#include "model/zookeeper/peer_messages.h"
#include "model/zookeeper/zookeeper_handle.h"
#include "sim/core/timer.h"
#include "sim/net/network.h"
#include "sim/random/rng.h"

namespace kafka::zk {

/// What a client needs of its process.
struct ClientContext {
  sim::Scheduler& scheduler;
  sim::Network& network;
  const EnsembleDirectory& ensemble;
  const Emitter& emitter;
  sim::HostId host;
  sim::LifeId life;
  std::vector<ServerId> servers{};  ///< in the connect string; empty: all of the ensemble
};

/// The waits a session timeout leads to, in whole milliseconds. Source: ClientCnxn.SendThread.onConnected, run.
struct ClientTimers {
  sim::Duration read_timeout{0};     ///< silence after which the connection is given up: 2/3
  sim::Duration connect_timeout{0};  ///< for one server: session timeout / servers
  sim::Duration ping_after{0};       ///< idle time after which a ping is sent: read timeout / 2, at most 10 s

  static ClientTimers of(sim::Duration session_timeout, int servers);
};

///   volatile   all of it
///   sends      ConnectRequest, requests, pings, SetWatches
///   receives   answers, watch events
///   timers     idle_      the next ping, or the read timeout
///              connect_   connect timeout; before the next server a random pause of up to 1 s, and 1 s more when it is
///                         the turn of the server it was connected to last (StaticHostProvider.next)
class ZooKeeperClient final : public ZooKeeperHandle, private sim::ConnectionObserver {
 public:
  ZooKeeperClient(const ClientContext& context, sim::Duration session_timeout, sim::Rng rng, Watcher& watcher);
  ~ZooKeeperClient() override;

  // ZooKeeperHandle
  void submit(Request request, Answer answer) override;
  void close(std::function<void()> done) override;
  [[nodiscard]] KeeperState state() const override { return state_; }
  [[nodiscard]] SessionId session_id() const override { return session_; }

  /// Where it is connected or connecting to.
  [[nodiscard]] ServerId server() const { return servers_[at_]; }
  void on_message(sim::ConnectionId connection, const ServerMessage& message);

 private:
  struct Sent {
    Request request;
    Answer answer;
  };
  /// What it asked to be told of.
  struct Watches {
    std::set<std::string> data;
    std::set<std::string> absent;
    std::set<std::string> children;
  };

  void choose_next_server();
  void connect();
  void on_connected(const sim::ConnectResult& result);
  void on_connect_response(const ConnectResponse& response);
  void on_response(const Response& response);
  void on_watched_event(const WatchedEvent& event);
  void remember_watch(const Request& request, const Response& response);
  void lose_connection();
  void expire();
  void finish_close();
  void drop_connection();
  void on_idle();
  void arm_idle();
  void ping_early();
  void send(ClientMessage message);
  void tell_state();
  void fail_all(Error error);
  void on_connection_closed(sim::ConnectionId connection) override;

  ClientContext context_;
  sim::Duration requested_timeout_;
  ClientTimers timers_;
  sim::Rng rng_;
  Watcher& watcher_;
  std::vector<ServerId> servers_;  // shuffled
  std::size_t at_ = 0;
  std::optional<std::size_t> connected_last_;  // where next() has come round
  KeeperState state_ = KeeperState::Disconnected;
  SessionId session_ = kNoSession;
  Zxid last_zxid_{0};
  sim::ConnectionId connection_;
  bool connecting_ = false;
  bool established_ = false;  ///< the connection stands; the session not necessarily
  bool closed_ = false;
  std::deque<Sent> sent_;
  std::deque<Sent> waiting_;  ///< submitted before there was a connection
  Watches watches_;
  std::function<void()> closing_;
  sim::SimTime last_sent_{};
  sim::SimTime last_heard_{};
  sim::Timer idle_;
  sim::Timer connect_;
};

/// Opens sessions for one process.
class EnsembleClientFactory final : public ZooKeeperFactory {
 public:
  EnsembleClientFactory(const ClientContext& context, sim::Rng rng) : context_(context), rng_(rng) {}
  std::unique_ptr<ZooKeeperHandle> open(sim::Duration session_timeout, Watcher& watcher) override;

 private:
  ClientContext context_;
  sim::Rng rng_;
};

}  // namespace kafka::zk
