#include "model/zookeeper/follower.h"

#include <utility>

#include "sim/core/check.h"

namespace kafka::zk {

Follower::Follower(const ServerContext& context, RoleHost& server, ServerId leader)
    : context_(context),
      server_(server),
      leader_(leader),
      read_(context.scheduler, context.life, [this] { on_silence(); }),
      connect_(context.scheduler, context.life, [this] { connect(); }) {}

Follower::~Follower() { context_.network.close(connection_, context_.host); }

void Follower::start() {
  read_.arm(context_.config.init_limit * context_.config.tick_time);
  connect();
}

void Follower::on_silence() {
  if (context_.now() > read_.deadline()) return read_.arm(sim::Duration{0});  // it stood still: what has come is read
  server_.give_up();
}

void Follower::arm_read() {
  const std::int32_t ticks = serving_ ? context_.config.sync_limit : context_.config.init_limit;
  read_.arm(ticks * context_.config.tick_time);
}

/// Source: Learner.LeaderConnector.
void Follower::connect() {
  ++attempts_;
  connection_ = context_.network.connect(context_.host, context_.life, context_.ensemble.host(leader_),
                                         [this](const sim::ConnectResult& result) { on_connect(result); });
}

void Follower::connect_again() {
  if (attempts_ >= kConnectAttempts) return server_.give_up();
  connect_.arm(kConnectDelay);
}

void Follower::on_connect(const sim::ConnectResult& result) {
  if (result.connection != connection_) return;
  if (!result.established) return connect_again();
  context_.network.observe(connection_, context_.host, server_.observer());
  send(FollowerInfo{.sid = context_.self, .accepted_epoch = context_.log.accepted_epoch});
}

void Follower::on_peer_message(sim::ConnectionId connection, const PeerMessage& message) {
  if (connection != connection_) return;
  arm_read();
  std::visit([this](const auto& m) { on_message(m); }, message);
}

void Follower::on_connection_closed(sim::ConnectionId connection) {
  if (connection != connection_) return;
  if (epoch_ > 0) return server_.give_up();
  connect_again();  // it does not lead yet
}

// ---- discovery and synchronization

/// Source: Learner.registerWithLeader.
void Follower::on_message(const LeaderInfo& m) {
  if (m.epoch < context_.log.accepted_epoch) return server_.give_up();
  const bool promised =
      m.epoch == context_.log.accepted_epoch && context_.config.mutation != Mutation::serve_without_epoch;
  epoch_ = m.epoch;
  context_.log.accepted_epoch = m.epoch;
  send(AckEpoch{.current_epoch = promised ? AckEpoch::kPromisedBefore : context_.log.current_epoch,
                .last_zxid = context_.log.last_zxid()});
}

/// DIFF, TRUNC or SNAP with NEWLEADER. Its epoch counts as accepted, and NEWLEADER is acknowledged, when the disk has
/// all that came with it.
void Follower::on_message(const NewLeader& m) {
  if (m.snapshot) {
    context_.log.restore(*m.snapshot, m.snapshot_zxid);
    server_.reload(m.snapshot_zxid);
  } else if (m.truncate_to) {
    const bool possible = context_.log.truncate_to(*m.truncate_to);
    SIM_CHECK(possible, "a snapshot never holds what was not committed");
    server_.reload(*m.truncate_to);
  }
  for (const TxnPtr& txn : m.txns) {
    pending_.push_back(txn);
    server_.log_txn(txn);
  }
  commit_up_to(m.committed);
  newleader_waits_for_ = context_.log.last_zxid();
  newleader_pending_ = true;
  server_.sync_log();
}

void Follower::on_message(const UpToDate&) {
  serving_ = true;
  arm_read();
  server_.start_serving();
}

// ---- running

void Follower::on_message(const Proposal& m) {
  pending_.push_back(m.txn);
  unacked_.push_back(m.txn->zxid);
  server_.log_txn(m.txn);
  if (context_.config.mutation == Mutation::apply_proposals) server_.commit(m.txn);
}

void Follower::on_logged(Zxid zxid) {
  if (newleader_pending_ && zxid >= newleader_waits_for_) {
    newleader_pending_ = false;
    context_.log.current_epoch = epoch_;
    send(AckNewLeader{});
  }
  while (!unacked_.empty() && unacked_.front() <= zxid) {
    send(Ack{.zxid = unacked_.front()});
    unacked_.pop_front();
  }
}

void Follower::on_message(const Commit& m) { commit_up_to(m.zxid); }

void Follower::commit_up_to(Zxid zxid) {
  while (!pending_.empty() && pending_.front()->zxid <= zxid) {
    const TxnPtr txn = pending_.front();
    pending_.pop_front();
    if (txn->zxid > server_.last_applied()) server_.commit(txn);
  }
}

void Follower::on_message(const Ping&) {
  PingReply reply;
  reply.touched.assign(touched_.begin(), touched_.end());
  touched_.clear();
  send(std::move(reply));
}

// ---- for clients

void Follower::submit(Txn txn) { send(ForwardedRequest{std::move(txn)}); }
void Follower::sync(std::uint64_t ticket) { send(SyncRequest{.ticket = ticket}); }
void Follower::revalidate(SessionId session) { send(Revalidate{.session = session}); }

void Follower::send(PeerMessage message) { server_.send_to_peer(connection_, leader_, std::move(message)); }

}  // namespace kafka::zk
