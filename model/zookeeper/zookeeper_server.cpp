#include "model/zookeeper/zookeeper_server.h"

#include <utility>

namespace kafka::zk {

namespace {

struct ToPeer {
  sim::ConnectionId connection;
  PeerMessage message;
};

/// Nothing is tried again within one instant, however ideal the hardware.
constexpr sim::Duration kRetirePause = std::chrono::milliseconds(1);

}  // namespace

void send_peer_message(const ServerContext& context, sim::ConnectionId connection, ServerId to, PeerMessage message) {
  // Of a server that is down nothing is left to receive this: the connection will end.
  ZooKeeperServer* receiver = context.ensemble.process(to);
  const sim::Bytes size = size_of(message);
  auto envelope = std::make_unique<ToPeer>(ToPeer{connection, std::move(message)});
  context.network.send(connection, context.host, size,
                       [receiver, e = std::move(envelope)] { receiver->on_peer_message(e->connection, e->message); });
}

ZooKeeperServer::ZooKeeperServer(const ServerContext& context)
    : context_(context),
      tree_(context.log.load()),
      last_applied_(context.log.last_zxid()),
      links_(context, *this),
      election_(context.scheduler, context.life, context.self, context.ensemble.size(), *this),
      clients_(context, tree_),
      retire_(context.scheduler, context.life, [this] { look_for_leader(); }),
      last_logged_(context.log.last_zxid()) {}

ZooKeeperServer::~ZooKeeperServer() = default;

std::optional<sim::SimTime> ZooKeeperServer::session_expiry(SessionId session) const {
  return leads() ? leader_->session_expiry(session) : std::nullopt;
}

void ZooKeeperServer::start() {
  ++context_.log.starts;
  context_.network.listen(context_.host, context_.life, this);
  look_for_leader();
}

// ---- election

/// Source: QuorumPeer.run. What is in the log counts as history from now on (ZKDatabase.fastForwardDataBase).
void ZooKeeperServer::look_for_leader() {
  role_ = nullptr;
  leader_.reset();
  follower_.reset();
  for (const TxnLog::Entry& e : context_.log.entries()) {
    if (e.txn->zxid <= last_applied_) continue;
    apply(tree_, *e.txn);
    last_applied_ = e.txn->zxid;
  }
  context_.emit([&] { return ZooKeeperServerStateChanged{.server = context_.self, .state = "LOOKING"}; });
  election_.look_for_leader(
      {.peer_epoch = context_.log.current_epoch, .zxid = context_.log.last_zxid(), .leader = context_.self});
}

void ZooKeeperServer::on_elected(const Vote& vote) {
  context_.emit(
      [&] { return ZooKeeperServerStateChanged{.server = context_.self, .state = name_of(election_.state())}; });
  if (election_.state() == ServerState::LEADING) {
    leader_ = std::make_unique<Leader>(context_, *this);
    role_ = leader_.get();
  } else {
    follower_ = std::make_unique<Follower>(context_, *this, vote.leader);
    role_ = follower_.get();
  }
  role_->start();
}

void ZooKeeperServer::give_up() {
  if (retire_.armed()) return;
  serving_ = false;
  clients_.drop_all();
  retire_.arm(kRetirePause);
}

void ZooKeeperServer::on_connection_closed(sim::ConnectionId connection) {
  if (links_.on_connection_closed(connection) || clients_.on_closed(connection)) return;
  if (role_) role_->on_connection_closed(connection);
}

void ZooKeeperServer::on_peer_message(sim::ConnectionId connection, const PeerMessage& message) {
  if (const auto* notification = std::get_if<Notification>(&message)) {
    links_.on_heard(notification->from, connection);
    election_.on_notification(*notification);
    return links_.repeat_if_owed(notification->from);
  }
  if (retire_.armed()) return;
  if (!role_ || (!leader_ && std::holds_alternative<FollowerInfo>(message)))
    return context_.network.close(connection, context_.host);  // nobody leads here: the learner tries again
  role_->on_peer_message(connection, message);
}

void ZooKeeperServer::send_to_peer(sim::ConnectionId connection, ServerId to, PeerMessage message) {
  send_peer_message(context_, connection, to, std::move(message));
}

// ---- log and state

/// Source: SyncRequestProcessor: whatever came while the disk was busy goes to it together.
void ZooKeeperServer::log_txn(const TxnPtr& txn) {
  if (context_.disk_full) return context_.log_failure.on_log_failure();
  const sim::DiskMark mark = context_.disk.append(size_of(PeerMessage(Proposal{txn})));
  context_.log.append(txn, mark);
  last_logged_ = txn->zxid;
  if (!context_.config.force_sync) {
    context_.scheduler.after(sim::Duration{0}, context_.life, [this, zxid = txn->zxid] {
      if (role_) role_->on_logged(zxid);
    });
    return;
  }
  if (!flushing_) flush();
}

void ZooKeeperServer::sync_log() {
  if (!context_.config.force_sync || context_.log.synced(context_.disk.durable()))
    return role_->on_logged(context_.log.last_zxid());
  if (!flushing_) flush();
}

void ZooKeeperServer::flush() {
  flushing_ = true;
  context_.disk.flush(context_.life, [this, zxid = last_logged_] { on_flushed(zxid); });
}

void ZooKeeperServer::on_flushed(Zxid zxid) {
  flushing_ = false;
  if (last_logged_ > zxid) flush();
  if (role_) role_->on_logged(zxid);
}

Applied ZooKeeperServer::commit(const TxnPtr& txn) {
  Applied applied = apply(tree_, *txn);
  last_applied_ = txn->zxid;
  context_.log.compact(last_applied_, context_.disk.durable());
  clients_.on_applied(*txn, applied, last_applied_);
  return applied;
}

void ZooKeeperServer::reload(Zxid applied) {
  tree_ = context_.log.load();
  last_applied_ = applied;
  last_logged_ = context_.log.last_zxid();
}

void ZooKeeperServer::start_serving() {
  if (retire_.armed()) return;
  serving_ = true;
  clients_.serve(role_, last_applied_);
}

}  // namespace kafka::zk
