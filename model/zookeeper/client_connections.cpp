#include "model/zookeeper/client_connections.h"

#include <utility>
#include <vector>

#include "model/zookeeper/session_tracker.h"
#include "model/zookeeper/zookeeper_client.h"

namespace kafka::zk {

namespace {

struct ToClient {
  sim::ConnectionId connection;
  ServerMessage message;
};

bool is_write(const Request& request) { return request.index() <= 3; }

}  // namespace

void ClientConnections::send(const Client& c, ServerMessage message) {
  ++packets_.sent;
  const sim::Bytes size = size_of(message);
  auto envelope = std::make_unique<ToClient>(ToClient{c.connection, std::move(message)});
  context_.network.send(c.connection, context_.host, size, [client = c.client, e = std::move(envelope)] {
    client->on_message(e->connection, e->message);
  });
}

void ClientConnections::disconnect(sim::ConnectionId connection) {
  context_.network.close(connection, context_.host);
  on_closed(connection);
}

bool ClientConnections::on_closed(sim::ConnectionId connection) {
  from_.erase(connection);
  const auto it = clients_.find(connection);
  if (it == clients_.end()) return false;
  watches_.remove_session(it->second.session);
  clients_.erase(it);
  return true;
}

void ClientConnections::drop_all() {
  role_ = nullptr;
  while (!clients_.empty()) disconnect(clients_.begin()->first);
}

ClientConnections::Client* ClientConnections::find(SessionId session) {
  for (auto& [connection, c] : clients_)
    if (c.session == session) return &c;
  return nullptr;
}

Txn ClientConnections::txn(TxnKind kind, SessionId session, std::uint64_t ticket) const {
  Txn t;
  t.kind = kind;
  t.session = session;
  t.origin = context_.self;
  t.ticket = ticket;
  return t;
}

// ---- in

void ClientConnections::on_message(sim::ConnectionId connection, ZooKeeperClient* client,
                                   const ClientMessage& message) {
  if (!role_) return disconnect(connection);
  ++packets_.received;
  Client& c = clients_[connection];
  c.connection = connection;
  c.client = client;
  if (const auto* connect = std::get_if<ConnectRequest>(&message)) return on_connect(c, *connect);
  if (c.session == kNoSession) return disconnect(connection);
  role_->touch(c.session);
  if (const auto* request = std::get_if<Request>(&message)) return on_request(c, *request);
  if (const auto* watches = std::get_if<SetWatches>(&message)) return on_set_watches(c, *watches);
  if (std::holds_alternative<ClientPing>(message)) return send(c, PingResponse{});
  c.closing = ++tickets_;
  role_->submit(txn(TxnKind::close_session, c.session, c.closing));
}

/// Source: ZooKeeperServer.processConnectRequest.
void ClientConnections::on_connect(Client& c, const ConnectRequest& request) {
  if (request.last_zxid_seen > last_zxid_) return disconnect(c.connection);  // it has seen more than this server knows
  c.timeout =
      negotiate(request.timeout, context_.config.least_session_timeout(), context_.config.most_session_timeout());
  if (request.session != kNoSession) {
    if (Client* old = find(request.session); old && old != &c) disconnect(old->connection);
    c.session = request.session;
    return role_->revalidate(request.session);
  }
  c.opening = ++tickets_;
  Txn t = txn(
      TxnKind::create_session,
      SessionId(static_cast<std::int64_t>(context_.self.value()) << 56 | (context_.log.starts - 1) << 32 | sessions_++),
      c.opening);
  t.opened = {.timeout = c.timeout, .owner = from_[c.connection]};
  role_->submit(std::move(t));
}

void ClientConnections::on_revalidated(SessionId session, bool valid) {
  Client* c = find(session);
  if (!c) return;
  if (valid) return adopt(*c, session, c->timeout);
  send(*c, ConnectResponse{});
  disconnect(c->connection);
}

void ClientConnections::adopt(Client& c, SessionId session, sim::Duration timeout) {
  c.session = session;
  send(c, ConnectResponse{.session = session, .timeout = timeout});
}

void ClientConnections::on_request(Client& c, const Request& request) {
  Pending p;
  p.request = request;
  p.since = context_.now();
  const bool sync = std::holds_alternative<Sync>(request);
  if (!is_write(request) && !sync) {
    if (c.pending.empty()) {
      Response response = read(c, request);
      packets_.count(sim::Duration{0});
      return send(c, std::move(response));
    }
    c.pending.push_back(std::move(p));
    return;
  }
  p.ticket = ++tickets_;
  const std::uint64_t ticket = p.ticket;
  const SessionId session = c.session;
  c.pending.push_back(std::move(p));
  if (sync) return role_->sync(ticket);
  Txn t = txn(TxnKind::write, session, ticket);
  t.request = request;
  role_->submit(std::move(t));
}

Response ClientConnections::read(Client& c, const Request& request) {
  Response response = tree_.read(request);
  response.zxid = last_zxid_;
  const bool found = response.error == Error::Ok;
  if (const auto* r = std::get_if<GetData>(&request); r && r->watch && found) watches_.watch_data(r->path, c.session);
  if (const auto* r = std::get_if<Exists>(&request); r && r->watch) watches_.watch_data(r->path, c.session);
  if (const auto* r = std::get_if<GetChildren>(&request); r && r->watch && found)
    watches_.watch_children(r->path, c.session);
  return response;
}

/// Fires what changed while the client was away, sets the others. Source: DataTree.setWatches.
void ClientConnections::on_set_watches(Client& c, const SetWatches& watches) {
  const auto changed = [&](Zxid zxid) { return zxid > watches.relative_zxid; };
  for (const std::string& path : watches.data) {
    if (!tree_.exists(path)) {
      fire(c, {EventType::NodeDeleted, path});
    } else if (changed(tree_.stat(path).mzxid)) {
      fire(c, {EventType::NodeDataChanged, path});
    } else {
      watches_.watch_data(path, c.session);
    }
  }
  for (const std::string& path : watches.absent) {
    if (tree_.exists(path)) {
      fire(c, {EventType::NodeCreated, path});
    } else {
      watches_.watch_data(path, c.session);
    }
  }
  for (const std::string& path : watches.children) {
    if (!tree_.exists(path)) {
      fire(c, {EventType::NodeDeleted, path});
    } else if (changed(tree_.stat(path).pzxid)) {
      fire(c, {EventType::NodeChildrenChanged, path});
    } else {
      watches_.watch_children(path, c.session);
    }
  }
}

void ClientConnections::fire(const Client& c, const WatchedEvent& event) {
  context_.emit([&] {
    return WatchFired{.session = c.session, .type = name_of(event.type), .path = event.path, .zxid = last_zxid_};
  });
  send(c, event);
}

// ---- out

void ClientConnections::on_applied(const Txn& t, const Applied& applied, Zxid last_zxid) {
  last_zxid_ = last_zxid;
  const Mutation mutation = context_.config.mutation;
  if (mutation == Mutation::fire_watches_late) answer(t, applied);
  for (const NodeChange& change : applied.changes) {
    for (const FiredWatch& fired : watches_.fire(change)) {
      const Client* c = find(fired.session);
      if (c) fire(*c, fired.event);
      if (c && mutation == Mutation::fire_watches_twice) fire(*c, fired.event);
    }
  }
  if (mutation != Mutation::fire_watches_late) answer(t, applied);
  if (t.kind != TxnKind::close_session) return;
  if (const Client* c = find(t.session)) disconnect(c->connection);  // it has closed, or has expired
}

/// To the client that waits for it, if it is here.
void ClientConnections::answer(const Txn& t, const Applied& applied) {
  if (t.origin == context_.self && t.ticket != 0) {
    if (t.kind == TxnKind::write) return finish(t.ticket, applied.response);
    for (auto& [connection, c] : clients_) {
      if (c.opening == t.ticket) {
        c.opening = 0;
        return adopt(c, t.session, c.timeout);
      }
      if (c.closing == t.ticket) return send(c, applied.response);
    }
  }
}

void ClientConnections::on_synced(std::uint64_t ticket, Zxid last_zxid) {
  last_zxid_ = last_zxid;
  Response response;
  response.zxid = last_zxid;
  finish(ticket, response);
}

void ClientConnections::finish(std::uint64_t ticket, const Response& response) {
  for (auto& [connection, c] : clients_) {
    for (Pending& p : c.pending) {
      if (p.ticket != ticket) continue;
      if (response.error == Error::SessionMoved) return disconnect(connection);
      p.response = response;
      return drain(c);
    }
  }
}

void ClientConnections::drain(Client& c) {
  while (!c.pending.empty()) {
    Pending& front = c.pending.front();
    if (front.ticket != 0 && !front.response) return;
    Response response = front.ticket != 0 ? std::move(*front.response) : read(c, front.request);
    packets_.count(context_.now() - front.since);
    c.pending.pop_front();
    send(c, std::move(response));
  }
}

}  // namespace kafka::zk
