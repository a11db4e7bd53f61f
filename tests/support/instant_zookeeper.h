#pragma once
/// ZooKeeper without servers, for tests of whoever uses it: one data tree in memory that answers after a fixed delay.
///
///   InstantZooKeeper zookeeper(scheduler);
///   const auto factory = zookeeper.factory(life, host);
///   auto handle = factory->open(18s, watcher);       // SyncConnected after the delay
///   zookeeper.write(zk::Create{.path = "/a", .data = ""});  // somebody else writes, at once; watches fire
///   zookeeper.disconnect(handle->session_id());      // Disconnected; requests under way: ConnectionLoss
///   zookeeper.reconnect(handle->session_id());       // SyncConnected, and what was missed
///   zookeeper.expire(handle->session_id());          // its ephemeral nodes go at once; Expired (when connected)

#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "model/zookeeper/data_tree.h"
#include "model/zookeeper/watch_manager.h"
#include "model/zookeeper/zookeeper_handle.h"
#include "sim/core/check.h"
#include "sim/core/scheduler.h"

namespace kafka::testing {

class InstantZooKeeper {
 public:
  explicit InstantZooKeeper(sim::Scheduler& scheduler, sim::Duration delay = std::chrono::milliseconds(1))
      : scheduler_(scheduler), delay_(delay) {}
  InstantZooKeeper(const InstantZooKeeper&) = delete;
  InstantZooKeeper& operator=(const InstantZooKeeper&) = delete;

  /// For one process. InstantZooKeeper outlives it and its handles.
  std::unique_ptr<zk::ZooKeeperFactory> factory(sim::LifeId life, sim::HostId owner = sim::HostId(0)) {
    return std::make_unique<Factory>(*this, life, owner);
  }

  /// How long an answer takes, for requests from now on.
  void set_delay(sim::Duration delay) { delay_ = delay; }
  /// While not available nobody gets a connection; those who have one keep it.
  void set_available(bool available) {
    available_ = available;
    if (!available) return;
    for (const std::shared_ptr<Core>& core : std::vector<std::shared_ptr<Core>>(std::exchange(turned_away_, {})))
      connect(core);
  }

  /// A write of somebody without a session, carried out now.
  zk::Response write(const zk::Request& request) { return carry_out(request, kNoSession); }
  /// The session's connection breaks now. What it had asked for and was not answered gets ConnectionLoss;
  /// `carried_out`: after it was done all the same.
  void disconnect(SessionId session, bool carried_out = false) {
    Core& core = this->core(session);
    if (core.state != zk::KeeperState::SyncConnected) return;
    std::deque<Sent> lost = std::exchange(core.sent, {});
    ++core.connection;
    core.state = zk::KeeperState::Disconnected;
    for (Sent& s : lost) {
      if (carried_out && s.request.index() <= 3) carry_out(s.request, session);
      zk::Response loss;
      loss.error = zk::Error::ConnectionLoss;
      answer(core, std::move(s.answer), loss);
    }
    tell(core, [](Core& c) { c.watcher.on_state(zk::KeeperState::Disconnected); });
  }
  /// The client finds a server again.
  void reconnect(SessionId session) {
    Core& core = this->core(session);
    if (core.state != zk::KeeperState::Disconnected) return;
    if (!tree_.has_session(session)) return tell_expired(core);
    core.state = zk::KeeperState::SyncConnected;
    tell(core, [](Core& c) { c.watcher.on_state(zk::KeeperState::SyncConnected); });
    for (const zk::WatchedEvent& event : std::exchange(core.missed, {})) send_event(core, event);
  }
  /// The session is over: its ephemeral nodes go now. Its client, if connected, learns of it after what is under way.
  void expire(SessionId session) {
    if (!tree_.has_session(session)) return;
    end(session);
    const auto it = cores_.find(session);
    if (it == cores_.end()) return;
    if (const std::shared_ptr<Core> core = it->second.lock(); core && core->state == zk::KeeperState::SyncConnected)
      tell_expired(*core);
  }
  /// The session is over and its client has another one already, which nobody above it has been told: what it was
  /// doing goes on in the new session. So did ZkClient, which Kafka used up to 1.0.
  void renew_unnoticed(SessionId session) {
    Core& core = this->core(session);
    end(session);
    open_session(core);
  }

  [[nodiscard]] const zk::DataTree& tree() const { return tree_; }
  [[nodiscard]] Zxid last_zxid() const { return zxid_; }
  /// The session opened last.
  [[nodiscard]] SessionId last_session() const { return SessionId(sessions_); }
  /// Every request carried out or read, in order.
  [[nodiscard]] const std::vector<zk::Request>& requests() const { return requests_; }

 private:
  struct Sent {
    zk::Request request;
    zk::Answer answer;
  };
  /// A client's end. It goes with its handle; events hold it weakly.
  struct Core : std::enable_shared_from_this<Core> {
    Core(InstantZooKeeper& z, sim::LifeId l, sim::HostId o, sim::Duration t, zk::Watcher& w)
        : zookeeper(z), life(l), owner(o), timeout(t), watcher(w) {}
    InstantZooKeeper& zookeeper;
    sim::LifeId life;
    sim::HostId owner;
    sim::Duration timeout;
    zk::Watcher& watcher;
    zk::KeeperState state = zk::KeeperState::Disconnected;
    SessionId session = kNoSession;
    int connection = 0;
    bool closed = false;
    std::deque<Sent> sent;
    std::vector<zk::WatchedEvent> missed;
    std::deque<std::function<void(Core&)>> inbox;  ///< in the order in which it is told
  };

  class Handle final : public zk::ZooKeeperHandle {
   public:
    explicit Handle(std::shared_ptr<Core> core) : core_(std::move(core)) {}
    void submit(zk::Request request, zk::Answer answer) override {
      core_->zookeeper.submit(*core_, std::move(request), std::move(answer));
    }
    void close(std::function<void()> done) override {
      Core& core = *core_;
      core.zookeeper.later(core, core.zookeeper.delay_, [done = std::move(done)](Core& c) {
        if (c.state == zk::KeeperState::SyncConnected) {
          c.state = zk::KeeperState::Disconnected;
          c.zookeeper.expire(c.session);
        }
        c.closed = true;
        done();
      });
    }
    [[nodiscard]] zk::KeeperState state() const override { return core_->state; }
    [[nodiscard]] SessionId session_id() const override { return core_->session; }

   private:
    std::shared_ptr<Core> core_;
  };

  class Factory final : public zk::ZooKeeperFactory {
   public:
    Factory(InstantZooKeeper& zookeeper, sim::LifeId life, sim::HostId owner)
        : zookeeper_(zookeeper), life_(life), owner_(owner) {}
    std::unique_ptr<zk::ZooKeeperHandle> open(sim::Duration session_timeout, zk::Watcher& watcher) override {
      auto core = std::make_shared<Core>(zookeeper_, life_, owner_, session_timeout, watcher);
      zookeeper_.connect(core);
      return std::make_unique<Handle>(std::move(core));
    }

   private:
    InstantZooKeeper& zookeeper_;
    sim::LifeId life_;
    sim::HostId owner_;
  };

  void connect(const std::shared_ptr<Core>& core) {
    if (!available_) return turned_away_.push_back(core);
    later(*core, delay_, [](Core& c) { c.zookeeper.open(c); });
  }
  void open_session(Core& core) {
    core.session = SessionId(++sessions_);
    cores_[core.session] = core.weak_from_this();
    next_zxid();
    tree_.open_session(core.session, {.timeout = core.timeout, .owner = core.owner});
  }
  void end(SessionId session) {
    std::vector<zk::NodeChange> changes;
    tree_.close_session(session, next_zxid(), changes);
    watches_.remove_session(session);
    fire(changes);
  }
  void open(Core& core) {
    open_session(core);
    core.state = zk::KeeperState::SyncConnected;
    core.watcher.on_state(zk::KeeperState::SyncConnected);
  }

  void submit(Core& core, zk::Request request, zk::Answer done) {
    if (core.state != zk::KeeperState::SyncConnected || core.closed) {
      zk::Response response;
      const bool over = core.state == zk::KeeperState::Expired || core.closed;
      response.error = over ? zk::Error::SessionExpired : zk::Error::ConnectionLoss;
      return answer(core, std::move(done), response);
    }
    core.sent.push_back({std::move(request), std::move(done)});
    later(core, delay_, [connection = core.connection](Core& c) {
      if (connection == c.connection && !c.sent.empty()) c.zookeeper.serve(c);
    });
  }
  /// The oldest request of the session.
  void serve(Core& core) {
    Sent s = std::move(core.sent.front());
    core.sent.pop_front();
    answer(core, std::move(s.answer), carry_out(s.request, core.session));
  }

  zk::Response carry_out(const zk::Request& request, SessionId session) {
    requests_.push_back(request);
    if (request.index() > 3) return read(request, session);
    zk::Response response;
    if (session != kNoSession && !tree_.has_session(session)) {
      response.error = zk::Error::SessionExpired;
      return response;
    }
    std::vector<zk::NodeChange> changes;
    response = tree_.apply(request, session, next_zxid(), changes);
    fire(changes);
    return response;
  }
  zk::Response read(const zk::Request& request, SessionId session) {
    zk::Response response;
    if (!std::holds_alternative<zk::Sync>(request)) response = tree_.read(request);
    response.zxid = zxid_;
    const bool found = response.error == zk::Error::Ok;
    const auto* data = std::get_if<zk::GetData>(&request);
    const auto* exists = std::get_if<zk::Exists>(&request);
    const auto* children = std::get_if<zk::GetChildren>(&request);
    if (data && data->watch && found) watches_.watch_data(data->path, session);
    if (exists && exists->watch) watches_.watch_data(exists->path, session);
    if (children && children->watch && found) watches_.watch_children(children->path, session);
    return response;
  }

  void fire(const std::vector<zk::NodeChange>& changes) {
    for (const zk::NodeChange& change : changes) {
      for (const zk::FiredWatch& fired : watches_.fire(change)) {
        const std::shared_ptr<Core> core = cores_.at(fired.session).lock();
        if (!core) continue;
        if (core->state == zk::KeeperState::SyncConnected) {
          send_event(*core, fired.event);
        } else {
          core->missed.push_back(fired.event);
        }
      }
    }
  }

  // ---- to the client, in order

  void send_event(Core& core, const zk::WatchedEvent& event) {
    tell(core, [event](Core& c) { c.watcher.on_event(event); });
  }
  void tell_expired(Core& core) {
    tell(core, [](Core& c) {
      if (std::exchange(c.state, zk::KeeperState::Expired) == zk::KeeperState::Expired) return;
      zk::Response expired;
      expired.error = zk::Error::SessionExpired;
      for (Sent& s : std::exchange(c.sent, {})) c.zookeeper.answer(c, std::move(s.answer), expired);
      c.zookeeper.tell(c, [](Core& d) { d.watcher.on_state(zk::KeeperState::Expired); });
    });
  }
  void answer(Core& core, zk::Answer done, zk::Response response) {
    tell(core, [done = std::move(done), response = std::move(response)](Core&) { done(response); });
  }
  void tell(Core& core, std::function<void(Core&)> what) {
    core.inbox.push_back(std::move(what));
    scheduler_.after(sim::Duration{0}, core.life, [weak = core.weak_from_this()] {
      const std::shared_ptr<Core> c = weak.lock();
      if (!c || c->inbox.empty()) return;
      const std::function<void(Core&)> next = std::move(c->inbox.front());
      c->inbox.pop_front();
      next(*c);
    });
  }
  void later(Core& core, sim::Duration delay, std::function<void(Core&)> what) {
    auto shared = std::make_shared<std::function<void(Core&)>>(std::move(what));
    scheduler_.after(delay, core.life, [weak = core.weak_from_this(), shared = std::move(shared)] {
      if (const std::shared_ptr<Core> c = weak.lock()) (*shared)(*c);
    });
  }

  Core& core(SessionId session) {
    const auto it = cores_.find(session);
    SIM_CHECK(it != cores_.end(), "no such session");
    const std::shared_ptr<Core> core = it->second.lock();
    SIM_CHECK(core != nullptr, "the session's handle is gone");
    return *core;
  }
  Zxid next_zxid() { return ++zxid_; }

  sim::Scheduler& scheduler_;
  sim::Duration delay_;
  bool available_ = true;
  zk::DataTree tree_;
  zk::WatchManager watches_;
  Zxid zxid_{0};
  std::int64_t sessions_ = 0;
  std::map<SessionId, std::weak_ptr<Core>> cores_;
  std::vector<std::shared_ptr<Core>> turned_away_;
  std::vector<zk::Request> requests_;
};

}  // namespace kafka::testing
