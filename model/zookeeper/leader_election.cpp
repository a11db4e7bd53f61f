#include "model/zookeeper/leader_election.h"

#include <algorithm>

namespace kafka::zk {

FastLeaderElection::FastLeaderElection(sim::Scheduler& scheduler, sim::LifeId life, ServerId self, int servers,
                                       ElectionContext& context)
    : self_(self),
      servers_(servers),
      context_(context),
      finalize_(scheduler, life, [this] { decide(vote_); }),
      resend_(scheduler, life, [this] {
        interval_ = std::min(2 * interval_, kMaxNotificationInterval);
        broadcast();
        consider();
      }) {}

void FastLeaderElection::look_for_leader(const Vote& own) {
  state_ = ServerState::LOOKING;
  ++clock_;
  own_ = own;
  vote_ = own;
  received_.clear();
  settled_.clear();
  finalize_.disarm();
  interval_ = kFinalizeWait;
  if (servers_ == 1) return decide(vote_);
  broadcast();
}

Notification FastLeaderElection::notification() const {
  return {.from = self_, .state = state_, .election_epoch = clock_, .vote = vote_};
}

/// To the others and to itself.
void FastLeaderElection::broadcast() {
  received_[self_] = notification();
  context_.broadcast(notification());
  resend_.arm(interval_);
}

void FastLeaderElection::on_notification(const Notification& n) {
  if (state_ != ServerState::LOOKING) {
    // Settled: whoever still looks is told whom this server follows.
    if (n.state == ServerState::LOOKING) context_.send(n.from, notification());
    return;
  }
  const bool late = n.state == ServerState::LOOKING && n.election_epoch < clock_;
  if (late) context_.send(n.from, notification());
  // Both waits are for silence: they begin anew with each notification.
  if (finalize_.armed()) {
    if (!total_order_predicate(n.vote, vote_)) return finalize_.arm(kFinalizeWait);
    finalize_.disarm();
  }
  resend_.arm(interval_);
  if (late) return;
  if (n.state == ServerState::LOOKING) {
    on_looking_notification(n);
  } else {
    on_settled_notification(n);
  }
}

void FastLeaderElection::on_looking_notification(const Notification& n) {
  if (n.election_epoch > clock_) {
    clock_ = n.election_epoch;
    received_.clear();
    vote_ = total_order_predicate(n.vote, own_) ? n.vote : own_;
    broadcast();
  } else if (total_order_predicate(n.vote, vote_)) {
    vote_ = n.vote;
    broadcast();
  }
  received_[n.from] = n;
  consider();
}

void FastLeaderElection::consider() {
  if (!is_quorum(count(received_, ServerState::LOOKING, vote_), servers_)) return;
  resend_.disarm();
  finalize_.arm(kFinalizeWait);
}

/// Joins a quorum that has settled, provided its leader himself says that he leads.
/// Source: receivedFollowingNotification, checkLeader.
void FastLeaderElection::on_settled_notification(const Notification& n) {
  const auto agreed = [&](const std::map<ServerId, Notification>& from) {
    const auto leader = from.find(n.vote.leader);
    const bool leads = n.vote.leader == self_ ? clock_ == n.election_epoch
                                              : leader != from.end() && leader->second.state == ServerState::LEADING;
    return leads && is_quorum(count(from, n.state, n.vote), servers_);
  };
  if (n.election_epoch == clock_) {
    received_[n.from] = n;
    if (agreed(received_)) return decide(n.vote);
  }
  settled_[n.from] = n;
  if (!agreed(settled_)) return;
  clock_ = n.election_epoch;
  decide(n.vote);
}

/// Votes for the same leader of the same epoch; of servers that look on, also with the same zxid. Source: Vote.equals.
int FastLeaderElection::count(const std::map<ServerId, Notification>& from, ServerState state, const Vote& vote) {
  int votes = 0;
  for (const auto& [id, n] : from) {
    const bool both_look = n.state == ServerState::LOOKING && state == ServerState::LOOKING;
    const bool same = n.vote.leader == vote.leader && n.vote.peer_epoch == vote.peer_epoch &&
                      (!both_look || n.vote.zxid == vote.zxid);
    votes += same ? 1 : 0;
  }
  return votes;
}

void FastLeaderElection::decide(const Vote& vote) {
  finalize_.disarm();
  resend_.disarm();
  vote_ = vote;
  state_ = vote.leader == self_ ? ServerState::LEADING : ServerState::FOLLOWING;
  context_.on_elected(vote);
}

}  // namespace kafka::zk
