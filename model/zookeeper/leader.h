#pragma once
/// The server that orders all writes. org.apache.zookeeper.server.quorum Leader, LearnerHandler,
/// LeaderZooKeeperServer, with PrepRequestProcessor.

#include <deque>
#include <map>
#include <set>

#include "model/zookeeper/role.h"
#include "model/zookeeper/server_context.h"
#include "model/zookeeper/session_tracker.h"
#include "model/zookeeper/sync_limit_check.h"
#include "sim/core/timer.h"

namespace kafka::zk {

///   durable    the log (in its server)
///   volatile   learners, proposals under way, the state with all of them applied, session expiries
///   sends      LeaderInfo, NewLeader, UpToDate, Proposal, Commit, Ping, answers to learners
///   receives   FollowerInfo, AckEpoch, AckNewLeader, Ack, PingReply, ForwardedRequest, SyncRequest, Revalidate
///   timers     phase_    initLimit x tickTime for each step before serving
///              ping_     tickTime / 2; every other time it is checked whether a quorum still answers
///              expiry_   the next session's end, or an earlier guess at it
///
/// An ensemble of one is a standalone server: no epochs, no waiting (ZooKeeperServerMain).
class Leader final : public Role {
 public:
  Leader(const ServerContext& context, RoleHost& server);
  ~Leader() override;
  Leader(const Leader&) = delete;
  Leader& operator=(const Leader&) = delete;

  void start() override;
  void submit(Txn txn) override;
  void sync(std::uint64_t ticket) override;
  void touch(SessionId session) override;
  void revalidate(SessionId session) override;
  void on_peer_message(sim::ConnectionId connection, const PeerMessage& message) override;
  void on_connection_closed(sim::ConnectionId connection) override;
  void on_logged(Zxid zxid) override;

  [[nodiscard]] bool serving() const { return phase_now_ == Phase::serving; }
  [[nodiscard]] std::int64_t epoch() const { return epoch_; }
  /// When it gives the session up unless somebody touches it.
  [[nodiscard]] std::optional<sim::SimTime> session_expiry(SessionId session) const { return tracker_.expiry(session); }

 private:
  enum class Phase { discovery, synchronization, serving };
  struct Learner {
    ServerId sid{0};
    sim::ConnectionId connection;
    std::int64_t accepted_epoch = 0;
    bool answered = false;     ///< with AckEpoch
    bool epoch_acked = false;  ///< that promises the epoch
    Zxid last_zxid{0};
    bool forwarding = false;  ///< it has been sent NewLeader: proposals follow
    bool synced = false;      ///< it has acknowledged NewLeader
    Zxid synced_to{0};        ///< the last transaction that came with NewLeader
    sim::SimTime last_heard{};
    SyncLimitCheck proposals;
  };
  struct Outstanding {
    TxnPtr txn;
    std::set<ServerId> acks;
  };
  struct PendingSync {
    Zxid after;
    ServerId from;
    std::uint64_t ticket;
  };

  void on_message(Learner& from, const AckEpoch& m);
  void on_message(Learner& from, const AckNewLeader& m);
  void on_message(Learner& from, const Ack& m);
  void on_message(Learner& from, const PingReply& m);
  void on_message(Learner& from, const ForwardedRequest& m);
  void on_message(Learner& from, const SyncRequest& m);
  void on_message(Learner& from, const Revalidate& m);
  template <class Other>
  void on_message(Learner&, const Other&) {}

  void on_follower_info(sim::ConnectionId connection, const FollowerInfo& info);
  void begin_epoch_if_quorum();
  void synchronize(Learner& learner);
  void begin_serving_if_quorum();
  void propose(Txn txn);
  void commit_what_has_a_quorum();
  [[nodiscard]] bool has_quorum(const Outstanding& o) const;
  void announce(const Txn& txn);
  void answer_syncs();
  void on_ping_timer();
  void drop_silent_learners();
  void on_expiry();
  void arm_expiry();
  /// The session's client is at this server now. False if there is no such session.
  bool renew(SessionId session, ServerId at);
  void track(SessionId id, const Session& session);
  void send(const Learner& to, PeerMessage message);
  void drop(sim::ConnectionId connection);
  [[nodiscard]] bool quorum(int others) const;
  [[nodiscard]] bool standalone() const { return context_.ensemble.size() == 1; }
  template <class Predicate>
  [[nodiscard]] int count(Predicate predicate) const;

  ServerContext context_;
  RoleHost& server_;
  Phase phase_now_ = Phase::discovery;
  std::int64_t epoch_ = 0;
  std::int64_t counter_ = 0;
  bool own_log_synced_ = false;
  std::map<ServerId, Learner> learners_;
  DataTree prepared_;  ///< all proposals applied: what the next request is checked against
  std::deque<Outstanding> outstanding_;
  Zxid last_proposed_{0};
  std::deque<PendingSync> syncs_;
  SessionTracker tracker_;
  bool half_tick_ = false;
  sim::Timer phase_;
  sim::Timer ping_;
  sim::Timer expiry_;
};

}  // namespace kafka::zk
