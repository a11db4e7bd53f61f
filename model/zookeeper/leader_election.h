#pragma once
/// How servers that look for a leader agree on one. org.apache.zookeeper.server.quorum.FastLeaderElection.

#include <cstdint>
#include <map>
#include <optional>

#include "model/zookeeper/vote.h"
#include "sim/core/scheduler.h"
#include "sim/core/timer.h"

namespace kafka::zk {

struct Notification {
  ServerId from{0};
  ServerState state = ServerState::LOOKING;
  std::int64_t election_epoch = 0;  ///< the sender's logical clock
  Vote vote;
};

/// What an election asks of its server.
class ElectionContext {
 public:
  virtual ~ElectionContext() = default;
  virtual void send(ServerId to, const Notification& notification) = 0;
  /// To every other server.
  virtual void broadcast(const Notification& notification) = 0;
  /// This server's state is decided.
  virtual void on_elected(const Vote& vote) = 0;
};

///   volatile   logical clock, own vote, votes received
///   sends      Notification
///   receives   Notification
///   timers     finalize_   200 ms of silence (finalizeWait): a better vote may still come
///              resend_     200 ms of silence, doubled up to 60 s (zookeeper.fastleader.maxNotificationInterval)
class FastLeaderElection {
 public:
  static constexpr sim::Duration kFinalizeWait = std::chrono::milliseconds(200);
  static constexpr sim::Duration kMaxNotificationInterval = std::chrono::milliseconds(60000);

  FastLeaderElection(sim::Scheduler& scheduler, sim::LifeId life, ServerId self, int servers, ElectionContext& context);

  /// A new round with the own vote. Source: lookForLeader.
  void look_for_leader(const Vote& own);
  void on_notification(const Notification& n);

  [[nodiscard]] ServerState state() const { return state_; }
  [[nodiscard]] const Vote& vote() const { return vote_; }
  [[nodiscard]] std::int64_t logical_clock() const { return clock_; }

 private:
  void on_looking_notification(const Notification& n);
  void on_settled_notification(const Notification& n);
  void consider();
  void decide(const Vote& vote);
  void broadcast();
  [[nodiscard]] Notification notification() const;
  static int count(const std::map<ServerId, Notification>& from, ServerState state, const Vote& vote);

  ServerId self_;
  int servers_;
  ElectionContext& context_;
  ServerState state_ = ServerState::LOOKING;
  std::int64_t clock_ = 0;
  Vote own_;                                   ///< what it would vote for alone
  Vote vote_;                                  ///< what it votes for now; when settled: the leader's
  std::map<ServerId, Notification> received_;  ///< of this round
  std::map<ServerId, Notification> settled_;   ///< of servers that are FOLLOWING or LEADING
  sim::Duration interval_{0};
  sim::Timer finalize_;
  sim::Timer resend_;
};

}  // namespace kafka::zk
