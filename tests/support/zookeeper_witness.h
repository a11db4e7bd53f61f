#pragma once
/// A client that asks an ensemble for this and that, and knows what its answers must look like: what no event shows
/// (Z2, and the order of watch and answer in Z6).

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "tests/support/zookeeper_fixture.h"

namespace kafka::testing {

/// The last committed transaction of a run.
class LastCommitted final : public EventSink {
 public:
  void on_event(sim::SimTime, sim::HostId, const Event& event) override {
    if (const auto* e = std::get_if<ZooKeeperCommitted>(&event)) zxid = std::max(zxid, e->zxid);
  }
  Zxid zxid{0};
};

/// /n0../n3 come, change and go; /e0../e2 are ephemeral; /q has sequential children; /pair/a and /pair/b are only
/// written together.
class ZooKeeperWitness final : public zk::Watcher {
 public:
  ZooKeeperWitness(ZooKeeperUser& user, const LastCommitted& committed, sim::Rng rng)
      : user_(user), committed_(committed), rng_(rng) {
    user_.listener = this;
  }

  /// One more request, if not too many are under way.
  void act() {
    if (user_.host().stopped()) return;
    if (user_.handle().state() == zk::KeeperState::Expired) return begin_anew();
    if (closing_ || under_way_ >= 4) return;
    if (rng_.chance(0.01)) return close();
    const std::string path = some_path();
    switch (rng_.below(11)) {
      case 0:
      case 1:
        return read(zk::GetData{.path = path, .watch = rng_.chance(0.5)}, path);
      case 2:
      case 3:
        return read(zk::Exists{.path = path, .watch = rng_.chance(0.5)}, path);
      case 4:
        return ask(zk::GetChildren{.path = "/q", .watch = rng_.chance(0.5)});
      case 5:
        return ask(zk::Create{.path = path, .data = "", .mode = mode_of(path)});
      case 6:
        return ask(zk::Create{.path = "/q/s", .data = "", .mode = zk::CreateMode::ephemeral_sequential});
      case 7:
        return ask(zk::Delete{.path = path});
      case 8:
        return ask(zk::Multi{{zk::SetData{.path = "/pair/a", .data = ""}, zk::SetData{.path = "/pair/b", .data = ""}}});
      case 9:  // most of the time it fails
        return ask(zk::Multi{{zk::SetData{.path = "/pair/a", .data = ""}, zk::Check{.path = path, .version = 3},
                              zk::SetData{.path = "/pair/b", .data = ""}}});
      default:
        return ask(zk::SetData{.path = path, .data = "", .version = rng_.chance(0.5) ? zk::kAnyVersion : 1});
    }
  }
  /// The nodes that others build on. Once, by one of them.
  void set_the_stage() {
    for (const char* path : {"/q", "/pair", "/n0"}) ask(zk::Create{.path = path, .data = ""});
    ask(zk::Multi{{zk::Create{.path = "/pair/a", .data = ""}, zk::Create{.path = "/pair/b", .data = ""}}});
  }

  [[nodiscard]] const std::set<std::string>& broken() const { return broken_; }
  [[nodiscard]] int answers() const { return answers_; }
  [[nodiscard]] int events() const { return events_; }

  // zk::Watcher
  void on_state(zk::KeeperState) override {}
  void on_event(const zk::WatchedEvent& event) override {
    ++events_;
    if (event.type == zk::EventType::NodeChildrenChanged) return;
    if (watched_.erase(event.path) == 0) broken_.insert("Z6");  // it did not ask, or was told before
  }

 private:
  static constexpr Zxid kAbsent{-1};

  std::string some_path() {
    return rng_.chance(0.6) ? "/n" + std::to_string(rng_.below(4)) : "/e" + std::to_string(rng_.below(3));
  }
  static zk::CreateMode mode_of(const std::string& path) {
    return path[1] == 'e' ? zk::CreateMode::ephemeral : zk::CreateMode::persistent;
  }

  void begin_anew() {
    seen_ = Zxid(0);
    nodes_.clear();
    watched_.clear();
    closing_ = false;
    user_.open();
  }
  void close() {
    closing_ = true;
    user_.handle().close([this] { over_ = true; });
  }

  void ask(zk::Request request) {
    ++under_way_;
    user_.handle().submit(std::move(request), [this](const zk::Response& r) { hear(r); });
  }
  template <class Read>
  void read(Read request, const std::string& path) {
    ++under_way_;
    const bool watch = request.watch;
    constexpr bool even_of_nothing = std::is_same_v<Read, zk::Exists>;
    user_.handle().submit(std::move(request), [this, path, watch](const zk::Response& r) {
      if (!hear(r)) return;
      const bool found = r.error == zk::Error::Ok;
      see(path, found ? r.stat.mzxid : kAbsent);
      if (watch && (found || even_of_nothing)) watched_.try_emplace(path, found ? r.stat.mzxid : kAbsent);
    });
  }
  /// False: there was no answer.
  bool hear(const zk::Response& r) {
    --under_way_;
    if (r.error == zk::Error::ConnectionLoss || r.error == zk::Error::SessionExpired) return false;
    ++answers_;
    if (r.zxid < seen_ || r.zxid > committed_.zxid) broken_.insert("Z2");
    seen_ = std::max(seen_, r.zxid);
    return true;
  }
  void see(const std::string& path, Zxid changed) {
    if (const auto it = watched_.find(path); it != watched_.end() && it->second != changed) {
      broken_.insert("Z6");  // the change before the event
      watched_.erase(it);
    }
    if (changed == kAbsent) return;
    if (changed < nodes_[path]) broken_.insert("Z2");
    nodes_[path] = changed;
  }

 public:
  /// After close(): a process that opens its next session. Not from within the callback of the last one.
  void reopen_if_closed() {
    if (!std::exchange(over_, false) || user_.host().stopped()) return;
    begin_anew();
  }

 private:
  ZooKeeperUser& user_;
  const LastCommitted& committed_;
  sim::Rng rng_;
  int under_way_ = 0;
  int answers_ = 0;
  int events_ = 0;
  bool closing_ = false;
  bool over_ = false;
  Zxid seen_{0};
  std::map<std::string, Zxid> nodes_;    // when what it read was written
  std::map<std::string, Zxid> watched_;  // when what it watches was written
  std::set<std::string> broken_;
};

}  // namespace kafka::testing
