#include "model/zookeeper/leader.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "model/zookeeper/commit_listener.h"

namespace kafka::zk {

Leader::Leader(const ServerContext& context, RoleHost& server)
    : context_(context),
      server_(server),
      tracker_(context.config.tick_time),
      phase_(context.scheduler, context.life, [this] { server_.give_up(); }),
      ping_(context.scheduler, context.life, [this] { on_ping_timer(); }),
      expiry_(context.scheduler, context.life, [this] { on_expiry(); }) {}

Leader::~Leader() {
  for (const auto& [sid, l] : learners_) context_.network.close(l.connection, context_.host);
}

template <class Predicate>
int Leader::count(Predicate predicate) const {
  return static_cast<int>(
      std::count_if(learners_.begin(), learners_.end(), [&](const auto& entry) { return predicate(entry.second); }));
}

bool Leader::quorum(int others) const { return is_quorum(others + 1, context_.ensemble.size()); }

void Leader::start() {
  if (!standalone()) phase_.arm(context_.config.init_limit * context_.config.tick_time);
  begin_epoch_if_quorum();
  server_.sync_log();
}

// ---- discovery and synchronization

void Leader::on_follower_info(sim::ConnectionId connection, const FollowerInfo& info) {
  if (const auto known = learners_.find(info.sid); known != learners_.end()) drop(known->second.connection);
  Learner& learner = learners_[info.sid];
  learner.sid = info.sid;
  learner.connection = connection;
  learner.accepted_epoch = info.accepted_epoch;
  learner.last_heard = context_.now();
  if (phase_now_ == Phase::discovery) return begin_epoch_if_quorum();
  send(learner, LeaderInfo{.epoch = epoch_});
}

/// A quorum has said which epochs it knows: the next one is larger than all of them. Source: Leader.getEpochToPropose.
void Leader::begin_epoch_if_quorum() {
  if (phase_now_ != Phase::discovery || !quorum(static_cast<int>(learners_.size()))) return;
  phase_now_ = Phase::synchronization;
  if (standalone()) {
    epoch_ = epoch_of(context_.log.last_zxid());
    counter_ = counter_of(context_.log.last_zxid());
    return;
  }
  epoch_ = context_.log.accepted_epoch;
  for (const auto& [sid, l] : learners_) epoch_ = std::max(epoch_, l.accepted_epoch);
  if (epoch_ == 0 || context_.config.mutation != Mutation::serve_without_epoch) ++epoch_;
  context_.log.accepted_epoch = epoch_;
  phase_.arm(context_.config.init_limit * context_.config.tick_time);
  for (const auto& [sid, l] : learners_) send(l, LeaderInfo{.epoch = epoch_});
}

/// Source: Leader.waitForEpochAck.
void Leader::on_message(Learner& from, const AckEpoch& m) {
  const bool ahead = m.current_epoch > context_.log.current_epoch ||
                     (m.current_epoch == context_.log.current_epoch && m.last_zxid > context_.log.last_zxid());
  if (ahead && context_.log.current_epoch < epoch_) return drop(from.connection);  // it should rather lead
  from.answered = true;
  from.epoch_acked = m.current_epoch != AckEpoch::kPromisedBefore;
  from.last_zxid = m.last_zxid;
  if (context_.log.current_epoch < epoch_) {
    if (!quorum(count([](const Learner& l) { return l.epoch_acked; }))) return;
    context_.log.current_epoch = epoch_;
    phase_.arm(context_.config.init_limit * context_.config.tick_time);
  }
  for (auto& [sid, l] : learners_)
    if (l.answered && !l.forwarding) synchronize(l);
}

/// DIFF, TRUNC or SNAP, up to what is committed; what is not is proposed anew. Source: LearnerHandler.syncFollower,
/// Leader.startForwarding.
void Leader::synchronize(Learner& learner) {
  NewLeader message;
  message.epoch = epoch_;
  const Zxid common = context_.log.floor(std::min(learner.last_zxid, server_.last_applied()));
  Zxid from = common;
  if (common.value() < 0) {
    message.snapshot = std::make_shared<const DataTree>(server_.tree());
    message.snapshot_zxid = from = server_.last_applied();
  } else if (common != learner.last_zxid) {
    message.truncate_to = common;
  }
  for (const TxnLog::Entry& e : context_.log.entries())
    if (e.txn->zxid > from) message.txns.push_back(e.txn);
  message.committed = server_.last_applied();
  learner.forwarding = true;
  learner.synced_to = context_.log.last_zxid();
  send(learner, std::move(message));
}

void Leader::on_message(Learner& from, const AckNewLeader&) {
  from.synced = true;
  if (phase_now_ != Phase::serving) return begin_serving_if_quorum();
  send(from, UpToDate{});
  for (Outstanding& o : outstanding_)
    if (o.txn->zxid <= from.synced_to) o.acks.insert(from.sid);
  commit_what_has_a_quorum();
}

void Leader::begin_serving_if_quorum() {
  const int synced = count([](const Learner& l) { return l.synced; });
  if (phase_now_ != Phase::synchronization || !own_log_synced_ || !quorum(synced)) return;
  phase_now_ = Phase::serving;
  phase_.disarm();
  prepared_ = server_.tree();
  last_proposed_ = make_zxid(epoch_, counter_);
  for (const auto& [id, session] : prepared_.sessions()) track(id, session);
  arm_expiry();
  if (!standalone()) ping_.arm(context_.config.tick_time / 2);
  for (const TxnLog::Entry& e : context_.log.entries()) announce(*e.txn);
  context_.emit([&] {
    return ZooKeeperLeaderServing{.server = context_.self,
                                  .epoch = static_cast<std::int32_t>(epoch_),
                                  .zxid = context_.log.last_zxid(),
                                  .followers = synced};
  });
  for (const auto& [sid, l] : learners_)
    if (l.synced) send(l, UpToDate{});
  server_.start_serving();
}

// ---- writes

void Leader::submit(Txn txn) {
  if (txn.kind == TxnKind::create_session) {
    track(txn.session, txn.opened);
    tracker_.set_owner(txn.session, txn.origin);
  }
  if (txn.kind == TxnKind::write && !tracker_.check_owner(txn.session, txn.origin)) {
    txn.refused = true;
    txn.refusal.error = Error::SessionMoved;
  }
  if (txn.kind == TxnKind::close_session) tracker_.remove(txn.session);
  propose(std::move(txn));
  arm_expiry();
}

void Leader::propose(Txn txn) {
  txn.zxid = make_zxid(epoch_, ++counter_);
  txn.time = context_.now();
  last_proposed_ = txn.zxid;
  prepare(prepared_, txn);
  const TxnPtr proposal = std::make_shared<const Txn>(std::move(txn));
  outstanding_.push_back({proposal, {}});
  for (auto& [sid, l] : learners_) {
    if (!l.forwarding) continue;
    if (l.synced) l.proposals.on_proposal(proposal->zxid, context_.now());
    send(l, Proposal{proposal});
  }
  server_.log_txn(proposal);
}

void Leader::on_logged(Zxid zxid) {
  if (!own_log_synced_ && zxid >= server_.last_applied()) {
    own_log_synced_ = true;
    begin_serving_if_quorum();
  }
  for (Outstanding& o : outstanding_) {
    if (o.txn->zxid > zxid) break;
    o.acks.insert(context_.self);
  }
  commit_what_has_a_quorum();
}

void Leader::on_message(Learner& from, const Ack& m) {
  from.proposals.on_ack(m.zxid);
  for (Outstanding& o : outstanding_)
    if (o.txn->zxid == m.zxid) o.acks.insert(from.sid);
  commit_what_has_a_quorum();
}

bool Leader::has_quorum(const Outstanding& o) const {
  if (context_.config.mutation == Mutation::ack_without_quorum) return o.acks.contains(context_.self);
  return is_quorum(static_cast<int>(o.acks.size()), context_.ensemble.size());
}

/// In the order of zxid. Source: Leader.tryToCommit.
void Leader::commit_what_has_a_quorum() {
  while (!outstanding_.empty() && has_quorum(outstanding_.front())) {
    const TxnPtr txn = outstanding_.front().txn;
    outstanding_.pop_front();
    for (const auto& [sid, l] : learners_)
      if (l.forwarding) send(l, Commit{.zxid = txn->zxid});
    announce(*txn);
    server_.commit(txn);
  }
  answer_syncs();
}

void Leader::announce(const Txn& txn) {
  if (!context_.ensemble.announce(txn.zxid)) return;
  context_.emit([&] {
    return ZooKeeperCommitted{.leader = context_.self,
                              .zxid = txn.zxid,
                              .session = txn.session,
                              .type = type_of(txn),
                              .path = txn.path,
                              .version = txn.version,
                              .writes = txn.writes};
  });
  if (txn.kind == TxnKind::create_session)
    context_.emit([&] {
      return SessionOpened{.session = txn.session, .owner = txn.opened.owner, .timeout = txn.opened.timeout};
    });
  if (txn.kind == TxnKind::close_session && !txn.refused)
    context_.emit([&] {
      return SessionClosed{.session = txn.session, .ephemerals = static_cast<std::int32_t>(txn.writes.size())};
    });
  if (CommitListener* listener = context_.ensemble.commit_listener()) listener->on_committed(txn);
}

// ---- sync, sessions

void Leader::sync(std::uint64_t ticket) {
  syncs_.push_back({last_proposed_, context_.self, ticket});
  answer_syncs();
}

void Leader::on_message(Learner& from, const SyncRequest& m) {
  syncs_.push_back({last_proposed_, from.sid, m.ticket});
  answer_syncs();
}

void Leader::answer_syncs() {
  while (!syncs_.empty() && (outstanding_.empty() || outstanding_.front().txn->zxid > syncs_.front().after)) {
    const PendingSync s = syncs_.front();
    syncs_.pop_front();
    if (s.from == context_.self) {
      server_.on_synced(s.ticket);
    } else if (const auto it = learners_.find(s.from); it != learners_.end()) {
      send(it->second, SyncAnswer{.ticket = s.ticket});
    }
  }
}

/// A session's end only moves away: the timer finds out when it gets there.
void Leader::touch(SessionId session) { tracker_.touch(session, context_.now()); }

bool Leader::renew(SessionId session, ServerId at) {
  tracker_.set_owner(session, at);
  return tracker_.touch(session, context_.now());
}

void Leader::revalidate(SessionId session) { server_.on_revalidated(session, renew(session, context_.self)); }

void Leader::on_message(Learner& from, const Revalidate& m) {
  send(from, RevalidateAnswer{.session = m.session, .valid = renew(m.session, from.sid)});
}

void Leader::track(SessionId id, const Session& session) {
  const int fraction = context_.config.mutation == Mutation::expire_early ? 2 : 1;
  tracker_.add(id, session.timeout / fraction, context_.now());
}

void Leader::arm_expiry() {
  const sim::SimTime next = tracker_.next_expiry();
  if (next == sim::SimTime::max()) return expiry_.disarm();
  if (!expiry_.armed() || next < expiry_.deadline()) expiry_.arm_at(std::max(next, context_.now()));
}

void Leader::on_expiry() {
  for (const SessionTracker::Expired& expired : tracker_.expire(context_.now())) {
    const auto it = prepared_.sessions().find(expired.id);
    const sim::HostId owner = it == prepared_.sessions().end() ? kNoHost : it->second.owner;
    context_.emit([&] {
      return SessionExpired{.session = expired.id, .owner = owner, .since_last_touch = expired.since_last_touch};
    });
    Txn txn;
    txn.kind = TxnKind::close_session;
    txn.session = expired.id;
    propose(std::move(txn));
  }
  arm_expiry();
}

// ---- learners

void Leader::on_peer_message(sim::ConnectionId connection, const PeerMessage& message) {
  if (const auto* info = std::get_if<FollowerInfo>(&message)) return on_follower_info(connection, *info);
  for (auto& [sid, learner] : learners_) {
    if (learner.connection != connection) continue;
    learner.last_heard = context_.now();
    return std::visit([this, &l = learner](const auto& m) { on_message(l, m); }, message);
  }
}

void Leader::on_message(Learner&, const PingReply& m) {
  for (const SessionId session : m.touched) touch(session);
}

void Leader::on_message(Learner&, const ForwardedRequest& m) {
  if (serving()) submit(m.txn);
}

/// Source: Leader.lead: the tick that follows each second ping decides whether there is a quorum.
void Leader::on_ping_timer() {
  if (context_.now() > ping_.deadline()) return ping_.arm(sim::Duration{0});  // it stood still: what has come is read
  drop_silent_learners();
  half_tick_ = !half_tick_;
  if (!half_tick_ && !quorum(count([](const Learner& l) { return l.synced; }))) return server_.give_up();
  for (const auto& [sid, l] : learners_)
    if (l.synced) send(l, Ping{});
  ping_.arm(context_.config.tick_time / 2);
}

/// Source: LearnerHandler.tickOfNextAckDeadline, its socket's timeout, and ping.
void Leader::drop_silent_learners() {
  const ZooKeeperConfig& config = context_.config;
  std::vector<sim::ConnectionId> silent;
  for (const auto& [sid, l] : learners_) {
    const std::int32_t ticks = l.synced ? config.sync_limit : config.init_limit + config.sync_limit;
    if (context_.now() - l.last_heard >= ticks * config.tick_time ||
        !l.proposals.within(config.sync_limit * config.tick_time, context_.now()))
      silent.push_back(l.connection);
  }
  for (const sim::ConnectionId connection : silent) drop(connection);
}

void Leader::on_connection_closed(sim::ConnectionId connection) {
  for (auto it = learners_.begin(); it != learners_.end(); ++it) {
    if (it->second.connection != connection) continue;
    learners_.erase(it);
    return;
  }
}

void Leader::drop(sim::ConnectionId connection) {
  context_.network.close(connection, context_.host);
  on_connection_closed(connection);
}

void Leader::send(const Learner& to, PeerMessage message) {
  server_.send_to_peer(to.connection, to.sid, std::move(message));
}

}  // namespace kafka::zk
