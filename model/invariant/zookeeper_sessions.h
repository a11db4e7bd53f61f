#pragma once
/// Z5, Z6: ephemeral nodes live as long as their sessions, sessions live their timeout, watches fire for changes.

#include <map>
#include <string>
#include <utility>

#include "model/invariant/invariant.h"

namespace kafka {

class ZooKeeperSessions final
    : public Checker<ZooKeeperSessions, ZooKeeperLeaderServing, SessionOpened, SessionExpired, SessionClosed,
                     ZooKeeperCommitted, WatchFired, ZooKeeperClientStateChanged> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "Z5 Z6"; }
  void check(const ZooKeeperLeaderServing&) { leader_host_ = context_.host; }
  void check(const SessionOpened& e);
  void check(const SessionExpired& e);
  void check(const SessionClosed& e);
  void check(const ZooKeeperCommitted& e);
  void check(const WatchFired& e);
  void check(const ZooKeeperClientStateChanged& e);

 private:
  struct Session {
    sim::Duration timeout{0};
    /// By server, kind and path, since it last connected. A server that it has left may not know yet.
    std::map<std::pair<sim::HostId, std::string>, Zxid> fired;
  };

  void broken(SessionId session, const std::string& what);
  void check_silence(SessionId session, sim::Duration silence, sim::Duration timeout);
  void follow(const ZooKeeperCommitted& e, const ZooKeeperWrite& write);

  std::map<SessionId, Session> open_;
  std::map<std::string, SessionId> ephemerals_;
  std::map<SessionId, Zxid> closed_;
  std::map<SessionId, sim::Duration> expired_;  // before they were open: after which silence
  sim::HostId leader_host_ = kNoHost;
  Zxid last_{-1};
  bool commits_seen_ = false;
};

}  // namespace kafka
