#pragma once
/// Z5, Z6: ephemeral nodes live as long as their sessions, sessions live their timeout, watches fire for changes.

#include <map>
#include <string>

#include "model/invariant/invariant.h"

namespace kafka {

/// Follows the ephemeral nodes that Kafka uses: /controller and /brokers/ids/<id>.
class ZooKeeperSessions final : public Checker<ZooKeeperSessions, SessionOpened, SessionExpired, SessionClosed,
                                               ZooKeeperCommitted, WatchFired, ZooKeeperClientStateChanged> {
 public:
  using Checker::Checker;
  [[nodiscard]] std::string_view names() const override { return "Z5 Z6"; }
  void check(const SessionOpened& e);
  void check(const SessionExpired& e);
  void check(const SessionClosed& e);
  void check(const ZooKeeperCommitted& e);
  void check(const WatchFired& e);
  void check(const ZooKeeperClientStateChanged& e);

 private:
  struct Session {
    sim::Duration timeout{0};
    std::map<std::string, Zxid> fired;  ///< by kind and path, since it last connected
  };

  void broken(SessionId session, const std::string& what);

  std::map<SessionId, Session> open_;
  std::map<std::string, SessionId> ephemerals_;
  std::map<SessionId, Zxid> closed_;
  Zxid last_{-1};
  bool commits_seen_ = false;
};

}  // namespace kafka
