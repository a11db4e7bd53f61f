#include "model/zookeeper/peer_links.h"

#include "model/zookeeper/zookeeper_server.h"

namespace kafka::zk {

PeerLinks::~PeerLinks() {
  for (const auto& [to, link] : links_) context_.network.close(link.connection, context_.host);
}

void PeerLinks::broadcast(const Notification& notification) {
  for (const ServerId id : context_.ensemble.all())
    if (id != context_.self) send(id, notification);
}

void PeerLinks::send(ServerId to, const Notification& notification) {
  Link& link = links_[to];
  link.last = notification;
  link.owed = false;
  if (link.state == State::open) return send_peer_message(context_, link.connection, to, notification);
  open(to, link);
}

void PeerLinks::open(ServerId to, Link& link) {
  if (link.state == State::opening && context_.now() - link.opened_at < kConnectTimeout) return;
  context_.network.close(link.connection, context_.host);
  link.state = State::opening;
  link.opened_at = context_.now();
  link.connection = context_.network.connect(context_.host, context_.life, context_.ensemble.host(to),
                                             [this, to](const sim::ConnectResult& result) { on_connect(to, result); });
}

void PeerLinks::on_connect(ServerId to, const sim::ConnectResult& result) {
  Link& link = links_[to];
  if (link.state != State::opening || link.connection != result.connection) return;
  link.state = result.established ? State::open : State::closed;
  if (!result.established) return;
  context_.network.observe(link.connection, context_.host, observer_);
  if (link.last) send_peer_message(context_, link.connection, to, *link.last);
}

void PeerLinks::on_heard(ServerId from, sim::ConnectionId connection) {
  Link& link = links_[from];
  if (link.inbound == connection) return;
  link.inbound = connection;
  link.owed = link.last.has_value();
}

/// Source: QuorumCnxManager.SendWorker.run, lastMessageSent.
void PeerLinks::repeat_if_owed(ServerId to) {
  Link& link = links_[to];
  if (link.owed) send(to, Notification(*link.last));
}

bool PeerLinks::on_connection_closed(sim::ConnectionId connection) {
  for (auto& [to, link] : links_) {
    if (link.connection != connection) continue;
    link.state = State::closed;
    return true;
  }
  return false;
}

}  // namespace kafka::zk
