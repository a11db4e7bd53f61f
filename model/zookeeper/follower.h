#pragma once
/// A server that follows a leader. org.apache.zookeeper.server.quorum Follower, Learner, FollowerZooKeeperServer.

#include <deque>
#include <set>

#include "model/zookeeper/role.h"
#include "model/zookeeper/server_context.h"
#include "sim/core/timer.h"

namespace kafka::zk {

///   durable    the log (in its server)
///   volatile   the connection to the leader, proposals logged and not committed, sessions touched
///   sends      FollowerInfo, AckEpoch, AckNewLeader, Ack, PingReply, ForwardedRequest, SyncRequest, Revalidate
///   receives   LeaderInfo, NewLeader, UpToDate, Proposal, Commit, Ping, SyncAnswer, RevalidateAnswer
///   timers     read_      initLimit x tickTime until it serves, syncLimit x tickTime afterwards, since the last word
///                         of the leader
///              connect_   100 ms between attempts to reach a leader who does not listen yet
///                         (zookeeper.leaderConnectDelayDuringRetryMs)
class Follower final : public Role {
 public:
  Follower(const ServerContext& context, RoleHost& server, ServerId leader);
  ~Follower() override;
  Follower(const Follower&) = delete;
  Follower& operator=(const Follower&) = delete;

  void start() override;
  void submit(Txn txn) override;
  void sync(std::uint64_t ticket) override;
  void touch(SessionId session) override { touched_.insert(session); }
  void revalidate(SessionId session) override;
  void on_peer_message(sim::ConnectionId connection, const PeerMessage& message) override;
  void on_connection_closed(sim::ConnectionId connection) override;
  void on_logged(Zxid zxid) override;

 private:
  void on_message(const LeaderInfo& m);
  void on_message(const NewLeader& m);
  void on_message(const UpToDate& m);
  void on_message(const Proposal& m);
  void on_message(const Commit& m);
  void on_message(const Ping& m);
  void on_message(const SyncAnswer& m) { server_.on_synced(m.ticket); }
  void on_message(const RevalidateAnswer& m) { server_.on_revalidated(m.session, m.valid); }
  template <class Other>
  void on_message(const Other&) {}

  void connect();
  void on_connect(const sim::ConnectResult& result);
  void connect_again();
  void commit_up_to(Zxid zxid);
  void send(PeerMessage message);
  void on_silence();
  void arm_read();

  static constexpr int kConnectAttempts = 5;
  static constexpr sim::Duration kConnectDelay = std::chrono::milliseconds(100);

  ServerContext context_;
  RoleHost& server_;
  ServerId leader_;
  sim::ConnectionId connection_;
  bool serving_ = false;
  int attempts_ = 0;
  std::int64_t epoch_ = 0;
  bool newleader_pending_ = false;  ///< AckNewLeader goes out when newleader_waits_for_ is on the disk
  Zxid newleader_waits_for_{0};
  std::deque<Zxid> unacked_;  ///< proposals on their way to the disk
  std::deque<TxnPtr> pending_;
  std::set<SessionId> touched_;
  sim::Timer read_;
  sim::Timer connect_;
};

}  // namespace kafka::zk
