#pragma once
/// What a serving ZooKeeper server is at the moment: leader or follower.

#include <functional>

#include "model/zookeeper/peer_messages.h"
#include "sim/net/connection.h"

namespace kafka::zk {

/// What a role asks of its server.
class RoleHost {
 public:
  virtual ~RoleHost() = default;
  virtual void send_to_peer(sim::ConnectionId connection, ServerId to, PeerMessage message) = 0;
  /// Into the log; on_logged(zxid) follows when it is on the disk (without forceSync: soon).
  virtual void log_txn(const TxnPtr& txn) = 0;
  /// on_logged(last of the log) when all of the log is on the disk: now, if it is.
  virtual void sync_log() = 0;
  /// Applies it, tells watchers and the client that waits for it.
  virtual Applied commit(const TxnPtr& txn) = 0;
  /// The ensemble serves: clients may come.
  virtual void start_serving() = 0;
  /// This role is over: no client is served any more, and a little later a leader is looked for. The role lives until
  /// then.
  virtual void give_up() = 0;
  virtual void on_synced(std::uint64_t ticket) = 0;
  virtual void on_revalidated(SessionId session, bool valid) = 0;
  /// The log has changed below the tree: load it anew.
  virtual void reload(Zxid applied) = 0;
  /// Who hears of the ends of this server's connections, and hands them on.
  virtual sim::ConnectionObserver& observer() = 0;
  [[nodiscard]] virtual const DataTree& tree() const = 0;
  [[nodiscard]] virtual Zxid last_applied() const = 0;
};

class Role {
 public:
  virtual ~Role() = default;
  virtual void start() = 0;
  /// A client of this server writes, opens or closes a session.
  virtual void submit(Txn txn) = 0;
  /// RoleHost::on_synced(ticket) when this server has applied all that the leader has committed by then.
  virtual void sync(std::uint64_t ticket) = 0;
  virtual void touch(SessionId session) = 0;
  virtual void revalidate(SessionId session) = 0;
  virtual void on_peer_message(sim::ConnectionId connection, const PeerMessage& message) = 0;
  virtual void on_connection_closed(sim::ConnectionId connection) = 0;
  /// Everything up to `zxid` is on the disk.
  virtual void on_logged(Zxid zxid) = 0;
};

}  // namespace kafka::zk
