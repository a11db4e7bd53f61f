#pragma once
/// Carries notifications between servers that elect a leader: one connection to each other server.
/// org.apache.zookeeper.server.quorum.QuorumCnxManager (port 3888).

#include <map>
#include <optional>

#include "model/zookeeper/peer_messages.h"
#include "model/zookeeper/server_context.h"

namespace kafka::zk {

/// The last notification to each server is kept: it goes out when the connection stands, and once more when that
/// server connects anew, because it may have missed it.
///
///   volatile   connections
///   sends      Notification
///   timers     none: whoever looks for a leader sends again
class PeerLinks {
 public:
  /// `observer` is told of the ends of connections and hands them on.
  PeerLinks(const ServerContext& context, sim::ConnectionObserver& observer) : context_(context), observer_(observer) {}
  ~PeerLinks();
  PeerLinks(const PeerLinks&) = delete;
  PeerLinks& operator=(const PeerLinks&) = delete;

  void send(ServerId to, const Notification& notification);
  void broadcast(const Notification& notification);
  /// `from` has spoken on this connection of its own; answer it first, then repeat_if_owed().
  void on_heard(ServerId from, sim::ConnectionId connection);
  void repeat_if_owed(ServerId to);
  /// True if it was one of these.
  bool on_connection_closed(sim::ConnectionId connection);

 private:
  /// Source: QuorumCnxManager, zookeeper.cnxTimeout.
  static constexpr sim::Duration kConnectTimeout = std::chrono::milliseconds(5000);

  enum class State { closed, opening, open };
  struct Link {
    State state = State::closed;
    sim::ConnectionId connection;
    sim::SimTime opened_at;
    std::optional<Notification> last;
    sim::ConnectionId inbound;  ///< the other's connection to this server
    bool owed = false;          ///< `last` may not have reached it
  };

  void open(ServerId to, Link& link);
  void on_connect(ServerId to, const sim::ConnectResult& result);

  ServerContext context_;
  sim::ConnectionObserver& observer_;
  std::map<ServerId, Link> links_;
};

}  // namespace kafka::zk
