#pragma once
/// The clients connected to one server: their sessions, their requests in order, their watches.
/// org.apache.zookeeper.server NIOServerCnxn, CommitProcessor, FinalRequestProcessor.

#include <algorithm>
#include <deque>
#include <map>

#include "model/zookeeper/peer_messages.h"
#include "model/zookeeper/role.h"
#include "model/zookeeper/server_context.h"
#include "model/zookeeper/watch_manager.h"

namespace kafka::zk {

class ZooKeeperClient;

/// Packets of clients since the process began. org.apache.zookeeper.server.ServerStats.
struct PacketCounts {
  std::int64_t received = 0;
  std::int64_t sent = 0;
  // From a request to its answer.
  std::int64_t answered = 0;
  sim::Duration total_latency{0};
  sim::Duration least_latency{0};
  sim::Duration most_latency{0};

  void count(sim::Duration latency) {
    least_latency = answered == 0 ? latency : std::min(least_latency, latency);
    most_latency = std::max(most_latency, latency);
    total_latency += latency;
    ++answered;
  }
};

/// Answers keep the order of a client's requests: a read waits for the writes before it.
///
///   volatile   all of it
///   sends      ConnectResponse, Response, WatchedEvent, PingResponse
///   receives   ConnectRequest, requests, ClientPing, CloseSession, SetWatches
class ClientConnections {
 public:
  ClientConnections(const ServerContext& context, const DataTree& tree)
      : context_(context), tree_(tree), tickets_(static_cast<std::uint64_t>(context.log.starts) << 32) {}

  /// Nobody is served without a role.
  void serve(Role* role, Zxid last_zxid) {
    role_ = role;
    last_zxid_ = last_zxid;
  }
  /// All clients are sent away: the server has lost its leader. Source: ZooKeeperServer.shutdown.
  void drop_all();

  void on_opened(sim::ConnectionId connection, sim::HostId from) { from_[connection] = from; }
  void on_message(sim::ConnectionId connection, ZooKeeperClient* client, const ClientMessage& message);
  bool on_closed(sim::ConnectionId connection);

  /// A transaction is applied: fires watches and answers who waits.
  void on_applied(const Txn& txn, const Applied& applied, Zxid last_zxid);
  void on_synced(std::uint64_t ticket, Zxid last_zxid);
  void on_revalidated(SessionId session, bool valid);

  [[nodiscard]] std::size_t size() const { return clients_.size(); }
  [[nodiscard]] const PacketCounts& packets() const { return packets_; }
  [[nodiscard]] const WatchManager& watches() const { return watches_; }

 private:
  struct Pending {
    std::uint64_t ticket = 0;  ///< of a write or sync; 0: a read
    Request request;
    std::optional<Response> response;
    sim::SimTime since{};
  };
  struct Client {
    sim::ConnectionId connection;
    ZooKeeperClient* client = nullptr;
    SessionId session = kNoSession;
    sim::Duration timeout{0};
    std::uint64_t opening = 0;  ///< ticket of its createSession
    std::uint64_t closing = 0;  ///< ticket of its closeSession
    std::deque<Pending> pending;
  };

  void on_connect(Client& c, const ConnectRequest& request);
  void on_request(Client& c, const Request& request);
  void on_set_watches(Client& c, const SetWatches& watches);
  void answer(const Txn& txn, const Applied& applied);
  void finish(std::uint64_t ticket, const Response& response);
  void drain(Client& c);
  Response read(Client& c, const Request& request);
  void fire(const Client& c, const WatchedEvent& event);
  void send(const Client& c, ServerMessage message);
  void disconnect(sim::ConnectionId connection);
  void adopt(Client& c, SessionId session, sim::Duration timeout);
  [[nodiscard]] Txn txn(TxnKind kind, SessionId session, std::uint64_t ticket) const;
  Client* find(SessionId session);

  ServerContext context_;
  const DataTree& tree_;
  Role* role_ = nullptr;
  Zxid last_zxid_{0};
  std::map<sim::ConnectionId, sim::HostId> from_;
  std::map<sim::ConnectionId, Client> clients_;
  WatchManager watches_;
  PacketCounts packets_;
  std::uint64_t tickets_;  // of other numbers in each life: what was forwarded in the last one may still be committed
  std::int64_t sessions_ = 0;
};

}  // namespace kafka::zk
