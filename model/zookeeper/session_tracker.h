#pragma once
/// When each session ends unless somebody touches it, and which server its client is at.
/// org.apache.zookeeper.server SessionTrackerImpl, ExpiryQueue.

#include <map>
#include <optional>
#include <vector>

#include "model/types/ids.h"
#include "sim/core/time.h"

namespace kafka::zk {

/// The timeout a session gets. Source: ZooKeeperServer.processConnectRequest.
constexpr sim::Duration negotiate(sim::Duration requested, sim::Duration least, sim::Duration most) {
  return requested < least ? least : requested > most ? most : requested;
}

/// The leader's. Sessions end at whole ticks of its clock: (floor((now + timeout) / tick) + 1) * tick.
///
///   volatile   all of it: a new leader gives every session its full timeout again
///   timers     none: the owner asks next_expiry()
class SessionTracker {
 public:
  explicit SessionTracker(sim::Duration tick) : tick_(tick) {}

  void add(SessionId id, sim::Duration timeout, sim::SimTime now) {
    sessions_[id] = {.timeout = timeout, .touched = now, .expiry = bucket(now + timeout)};
  }
  void remove(SessionId id) { sessions_.erase(id); }
  /// False if there is no such session.
  bool touch(SessionId id, sim::SimTime now) {
    const auto it = sessions_.find(id);
    if (it == sessions_.end()) return false;
    it->second.touched = now;
    it->second.expiry = bucket(now + it->second.timeout);
    return true;
  }
  void set_owner(SessionId id, ServerId at) {
    if (const auto it = sessions_.find(id); it != sessions_.end()) it->second.owner = at;
  }
  /// False if the session's client has moved to another server. A new leader takes whoever speaks first for the owner.
  bool check_owner(SessionId id, ServerId at) {
    const auto it = sessions_.find(id);
    if (it == sessions_.end()) return true;
    if (!it->second.owner) it->second.owner = at;
    return it->second.owner == at;
  }
  [[nodiscard]] bool contains(SessionId id) const { return sessions_.contains(id); }

  struct Expired {
    SessionId id;
    sim::Duration since_last_touch;
  };
  /// Takes out what has expired at `now`, in order of id.
  std::vector<Expired> expire(sim::SimTime now) {
    std::vector<Expired> expired;
    for (auto it = sessions_.begin(); it != sessions_.end();) {
      if (it->second.expiry > now) {
        ++it;
        continue;
      }
      expired.push_back({it->first, now - it->second.touched});
      it = sessions_.erase(it);
    }
    return expired;
  }
  /// When it ends unless somebody touches it; nothing: there is no such session.
  [[nodiscard]] std::optional<sim::SimTime> expiry(SessionId id) const {
    const auto it = sessions_.find(id);
    return it == sessions_.end() ? std::nullopt : std::optional(it->second.expiry);
  }
  /// SimTime::max() without sessions.
  [[nodiscard]] sim::SimTime next_expiry() const {
    sim::SimTime next = sim::SimTime::max();
    for (const auto& [id, s] : sessions_) next = s.expiry < next ? s.expiry : next;
    return next;
  }

 private:
  struct Tracked {
    sim::Duration timeout;
    sim::SimTime touched;
    sim::SimTime expiry;
    std::optional<ServerId> owner = {};
  };

  [[nodiscard]] sim::SimTime bucket(sim::SimTime t) const {
    const std::int64_t tick = tick_.count();
    const std::int64_t at = t.time_since_epoch().count();
    const std::int64_t floor = at >= 0 ? at / tick : -((-at + tick - 1) / tick);
    return sim::SimTime(sim::Duration((floor + 1) * tick));
  }

  sim::Duration tick_;
  std::map<SessionId, Tracked> sessions_;
};

}  // namespace kafka::zk
