#pragma once
/// One server process of an ensemble, for one life. org.apache.zookeeper.server.quorum.QuorumPeer.

#include <memory>

#include "model/zookeeper/client_connections.h"
#include "model/zookeeper/follower.h"
#include "model/zookeeper/leader.h"
#include "model/zookeeper/leader_election.h"
#include "model/zookeeper/peer_links.h"
#include "model/zookeeper/role.h"

namespace kafka::zk {

///   durable    TxnLog (of its machine)
///   volatile   the tree, election, role, clients
///   sends, receives, timers: see the parts; 1 ms between the end of a role and the next election
class ZooKeeperServer final : public RoleHost, private ElectionContext, private sim::ConnectionObserver {
 public:
  explicit ZooKeeperServer(const ServerContext& context);
  ~ZooKeeperServer() override;

  void start();

  void on_peer_message(sim::ConnectionId connection, const PeerMessage& message);
  void on_client_message(sim::ConnectionId connection, ZooKeeperClient* client, const ClientMessage& message) {
    clients_.on_message(connection, client, message);
  }

  [[nodiscard]] ServerId id() const { return context_.self; }
  [[nodiscard]] ServerState state() const { return election_.state(); }
  /// Clients are served: it leads a quorum or follows such a leader.
  [[nodiscard]] bool serving() const { return serving_; }
  [[nodiscard]] bool leads() const { return serving_ && leader_ != nullptr; }
  /// As leader: when it gives the session up unless somebody touches it. Nothing: no such session, or it does not lead.
  [[nodiscard]] std::optional<sim::SimTime> session_expiry(SessionId session) const;
  /// The epoch it has joined last.
  [[nodiscard]] std::int64_t epoch() const { return context_.log.current_epoch; }
  [[nodiscard]] std::size_t connections() const { return clients_.size(); }
  [[nodiscard]] const PacketCounts& packets() const { return clients_.packets(); }
  [[nodiscard]] std::size_t watches() const { return clients_.watches().size(); }

  // RoleHost
  void send_to_peer(sim::ConnectionId connection, ServerId to, PeerMessage message) override;
  void log_txn(const TxnPtr& txn) override;
  void sync_log() override;
  Applied commit(const TxnPtr& txn) override;
  void start_serving() override;
  void give_up() override;
  void on_synced(std::uint64_t ticket) override { clients_.on_synced(ticket, last_applied_); }
  void on_revalidated(SessionId session, bool valid) override { clients_.on_revalidated(session, valid); }
  void reload(Zxid applied) override;
  sim::ConnectionObserver& observer() override { return *this; }
  [[nodiscard]] const DataTree& tree() const override { return tree_; }
  [[nodiscard]] Zxid last_applied() const override { return last_applied_; }

 private:
  void look_for_leader();
  void on_flushed(Zxid zxid);
  void flush();

  // ElectionContext
  void send(ServerId to, const Notification& notification) override { links_.send(to, notification); }
  void broadcast(const Notification& notification) override { links_.broadcast(notification); }
  void on_elected(const Vote& vote) override;
  // sim::ConnectionObserver
  void on_connection_opened(sim::ConnectionId connection, sim::HostId from) override {
    clients_.on_opened(connection, from);
  }
  void on_connection_closed(sim::ConnectionId connection) override;

  ServerContext context_;
  DataTree tree_;
  Zxid last_applied_{0};
  PeerLinks links_;
  FastLeaderElection election_;
  ClientConnections clients_;
  std::unique_ptr<Leader> leader_;
  std::unique_ptr<Follower> follower_;
  Role* role_ = nullptr;
  bool serving_ = false;
  sim::Timer retire_;
  Zxid last_logged_{0};
  bool flushing_ = false;
};

/// Sends a message on a connection between two servers.
void send_peer_message(const ServerContext& context, sim::ConnectionId connection, ServerId to, PeerMessage message);

}  // namespace kafka::zk
