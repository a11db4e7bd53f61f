#include "model/zookeeper/zookeeper_client.h"

#include <algorithm>
#include <span>
#include <utility>

#include "model/zookeeper/zookeeper_server.h"

namespace kafka::zk {

namespace {

struct ToServer {
  sim::ConnectionId connection;
  ZooKeeperClient* client;
  ClientMessage message;
};

constexpr sim::Duration kMaxPingInterval = std::chrono::milliseconds(10000);
constexpr sim::Duration kPingMargin = std::chrono::milliseconds(1000);
constexpr sim::Duration kSpinDelay = std::chrono::milliseconds(1000);
constexpr std::uint64_t kPauses = 1000;  // 0 to 999 ms
constexpr sim::Duration kLeastPause = std::chrono::milliseconds(1);

sim::Duration milliseconds(sim::Duration d) { return std::chrono::duration_cast<std::chrono::milliseconds>(d); }

}  // namespace

ClientTimers ClientTimers::of(sim::Duration session_timeout, int servers) {
  const sim::Duration read = milliseconds(session_timeout * 2 / 3);
  return {.read_timeout = read,
          .connect_timeout = milliseconds(session_timeout / servers),
          .ping_after = std::min(milliseconds(read / 2), kMaxPingInterval)};
}

namespace {

std::vector<ServerId> servers_of(const ClientContext& context) {
  return context.servers.empty() ? context.ensemble.all() : context.servers;
}

}  // namespace

ZooKeeperClient::ZooKeeperClient(const ClientContext& context, sim::Duration session_timeout, sim::Rng rng,
                                 Watcher& watcher)
    : context_(context),
      requested_timeout_(session_timeout),
      timers_(ClientTimers::of(session_timeout, static_cast<int>(servers_of(context).size()))),
      rng_(rng),
      watcher_(watcher),
      servers_(servers_of(context)),
      idle_(context.scheduler, context.life, [this] { on_idle(); }),
      connect_(context.scheduler, context.life, [this] { connecting_ ? lose_connection() : connect(); }) {
  rng_.shuffle(std::span<ServerId>(servers_));
  connect_.arm(sim::Duration{0});
}

ZooKeeperClient::~ZooKeeperClient() { context_.network.close(connection_, context_.host); }

// ---- connecting

/// Source: StaticHostProvider.next, ClientCnxn.SendThread.startConnect.
void ZooKeeperClient::choose_next_server() {
  at_ = (at_ + 1) % servers_.size();
  sim::Duration pause = std::chrono::milliseconds(rng_.below(kPauses));
  if (at_ == connected_last_.value_or(0)) pause += kSpinDelay;
  connect_.arm(std::max(pause, kLeastPause));
}

void ZooKeeperClient::connect() {
  connecting_ = true;
  connect_.arm(std::max(timers_.connect_timeout, kLeastPause));
  connection_ = context_.network.connect(context_.host, context_.life, context_.ensemble.host(server()),
                                         [this](const sim::ConnectResult& result) { on_connected(result); });
}

void ZooKeeperClient::on_connected(const sim::ConnectResult& result) {
  if (!connecting_ || result.connection != connection_) return;
  if (!result.established) return lose_connection();
  context_.network.observe(connection_, context_.host, *this);
  established_ = true;
  connect_.arm(std::max(timers_.connect_timeout, kLeastPause));
  send(ConnectRequest{.session = session_, .timeout = requested_timeout_, .last_zxid_seen = last_zxid_});
}

void ZooKeeperClient::on_connect_response(const ConnectResponse& response) {
  connecting_ = false;
  connect_.disarm();
  if (response.session == kNoSession) return expire();
  session_ = response.session;
  state_ = KeeperState::SyncConnected;
  connected_last_ = at_;
  timers_ = ClientTimers::of(response.timeout, static_cast<int>(servers_.size()));
  const bool any = !watches_.data.empty() || !watches_.absent.empty() || !watches_.children.empty();
  if (any)
    send(SetWatches{.relative_zxid = last_zxid_,
                    .data = {watches_.data.begin(), watches_.data.end()},
                    .absent = {watches_.absent.begin(), watches_.absent.end()},
                    .children = {watches_.children.begin(), watches_.children.end()}});
  for (Sent& w : std::exchange(waiting_, {})) {
    send(w.request);
    sent_.push_back(std::move(w));
  }
  if (closing_) send(CloseSession{});
  arm_idle();
  tell_state();
}

void ZooKeeperClient::tell_state() {
  context_.emitter.emit(context_.scheduler.now(), context_.host,
                        [&] { return ZooKeeperClientStateChanged{.state = name_of(state_), .session = session_}; });
  watcher_.on_state(state_);
}

void ZooKeeperClient::drop_connection() {
  context_.network.close(connection_, context_.host);
  connecting_ = false;
  established_ = false;
  idle_.disarm();
  connect_.disarm();
}

/// Source: ClientCnxn.SendThread.cleanAndNotifyState.
void ZooKeeperClient::lose_connection() {
  drop_connection();
  if (closing_) return finish_close();
  const bool was_connected = state_ == KeeperState::SyncConnected;
  state_ = KeeperState::Disconnected;
  choose_next_server();
  fail_all(Error::ConnectionLoss);
  if (was_connected) tell_state();
}

void ZooKeeperClient::on_connection_closed(sim::ConnectionId connection) {
  if (connection == connection_ && established_) lose_connection();
}

void ZooKeeperClient::expire() {
  drop_connection();
  state_ = KeeperState::Expired;
  fail_all(Error::SessionExpired);
  if (closing_) return finish_close();
  tell_state();
}

void ZooKeeperClient::finish_close() {
  drop_connection();
  closed_ = true;
  if (state_ != KeeperState::Expired) state_ = KeeperState::Disconnected;
  fail_all(Error::ConnectionLoss);
  std::exchange(closing_, nullptr)();
}

void ZooKeeperClient::fail_all(Error error) {
  std::deque<Sent> lost = std::exchange(sent_, {});
  for (Sent& w : std::exchange(waiting_, {})) lost.push_back(std::move(w));
  Response response;
  response.error = error;
  for (const Sent& s : lost) s.answer(response);
}

// ---- requests

void ZooKeeperClient::submit(Request request, Answer answer) {
  if (state_ == KeeperState::Expired || closed_ || closing_) {
    const Error error = closing_ ? Error::ConnectionLoss : Error::SessionExpired;
    context_.scheduler.after(sim::Duration{0}, context_.life, [answer = std::move(answer), error] {
      Response response;
      response.error = error;
      answer(response);
    });
  } else if (state_ == KeeperState::SyncConnected) {
    send(request);
    sent_.push_back({std::move(request), std::move(answer)});
  } else {
    waiting_.push_back({std::move(request), std::move(answer)});
  }
}

/// Without a connection the attempt under way decides. Source: ZooKeeper.close, ClientCnxn.disconnect.
void ZooKeeperClient::close(std::function<void()> done) {
  if (state_ == KeeperState::Expired || closed_ || closing_) {
    context_.scheduler.after(sim::Duration{0}, context_.life, [done = std::move(done)] { done(); });
    return;
  }
  closing_ = std::move(done);
  if (state_ == KeeperState::SyncConnected) send(CloseSession{});
}

void ZooKeeperClient::send(ClientMessage message) {
  // Of a server that is down nothing is left to receive this: the connection will end.
  ZooKeeperServer* receiver = context_.ensemble.process(server());
  last_sent_ = context_.scheduler.now();
  const sim::Bytes size = size_of(message);
  auto envelope = std::make_unique<ToServer>(ToServer{connection_, this, std::move(message)});
  context_.network.send(connection_, context_.host, size, [receiver, e = std::move(envelope)] {
    receiver->on_client_message(e->connection, e->client, e->message);
  });
}

void ZooKeeperClient::on_message(sim::ConnectionId connection, const ServerMessage& message) {
  if (connection != connection_) return;
  last_heard_ = context_.scheduler.now();
  if (const auto* response = std::get_if<ConnectResponse>(&message)) return on_connect_response(*response);
  ping_early();
  if (const auto* response = std::get_if<Response>(&message)) return on_response(*response);
  if (const auto* event = std::get_if<WatchedEvent>(&message)) on_watched_event(*event);
}

void ZooKeeperClient::on_response(const Response& response) {
  last_zxid_ = std::max(last_zxid_, response.zxid);
  if (sent_.empty()) {
    if (closing_) finish_close();
    return;
  }
  const Sent first = std::move(sent_.front());
  sent_.pop_front();
  remember_watch(first.request, response);
  first.answer(response);
}

// ---- watches

void ZooKeeperClient::remember_watch(const Request& request, const Response& response) {
  const bool found = response.error == Error::Ok;
  if (const auto* r = std::get_if<GetData>(&request); r && r->watch && found) watches_.data.insert(r->path);
  if (const auto* r = std::get_if<Exists>(&request); r && r->watch)
    (found ? watches_.data : watches_.absent).insert(r->path);
  if (const auto* r = std::get_if<GetChildren>(&request); r && r->watch && found) watches_.children.insert(r->path);
}

void ZooKeeperClient::on_watched_event(const WatchedEvent& event) {
  if (event.type != EventType::NodeChildrenChanged) {
    watches_.data.erase(event.path);
    watches_.absent.erase(event.path);
  }
  if (event.type == EventType::NodeChildrenChanged || event.type == EventType::NodeDeleted)
    watches_.children.erase(event.path);
  watcher_.on_event(event);
}

// ---- keeping the session

/// At most too early: what has been heard and sent since is looked at then. Connecting may have taken so long that a
/// ping is due already.
void ZooKeeperClient::arm_idle() {
  const sim::SimTime due = std::min(last_sent_ + timers_.ping_after, last_heard_ + timers_.read_timeout);
  idle_.arm_at(std::max(due, context_.scheduler.now()));
}

void ZooKeeperClient::on_idle() {
  const sim::SimTime now = context_.scheduler.now();
  if (now > idle_.deadline()) return idle_.arm(sim::Duration{0});  // it stood still: what has come is read first
  if (now >= last_heard_ + timers_.read_timeout) return lose_connection();
  if (now >= last_sent_ + timers_.ping_after) send(ClientPing{});
  arm_idle();
}

/// When the sending thread is awake anyway it pings up to a second before its time. Source: ClientCnxn.SendThread.run.
void ZooKeeperClient::ping_early() {
  const sim::Duration idle = context_.scheduler.now() - last_sent_;
  if (idle > kPingMargin && idle + kPingMargin >= timers_.ping_after) send(ClientPing{});
}

std::unique_ptr<ZooKeeperHandle> EnsembleClientFactory::open(sim::Duration session_timeout, Watcher& watcher) {
  return std::make_unique<ZooKeeperClient>(context_, session_timeout, sim::Rng(rng_.next()), watcher);
}

}  // namespace kafka::zk
