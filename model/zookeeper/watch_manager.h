#pragma once
/// Who wants to be told of the next change of which node. org.apache.zookeeper.server.WatchManager.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "model/zookeeper/data_tree.h"

namespace kafka::zk {

struct FiredWatch {
  SessionId session;
  WatchedEvent event;
};

/// Watches of the sessions connected to one server; each fires once.
///
///   volatile   all of it: a client sets its watches again after reconnecting
class WatchManager {
 public:
  void watch_data(const std::string& path, SessionId session) { data_[path].insert(session); }
  void watch_children(const std::string& path, SessionId session) { children_[path].insert(session); }

  /// The watches that this change fires, in order of session.
  std::vector<FiredWatch> fire(const NodeChange& change) {
    std::vector<FiredWatch> fired;
    switch (change.type) {
      case EventType::NodeCreated:
      case EventType::NodeDataChanged:
        take(data_, change.path, change.type, fired);
        break;
      case EventType::NodeDeleted: {
        // One event even for a session that watches both.
        take(data_, change.path, change.type, fired);
        std::vector<FiredWatch> of_children;
        take(children_, change.path, change.type, of_children);
        for (FiredWatch& f : of_children) {
          bool told = false;
          for (const FiredWatch& g : fired) told = told || g.session == f.session;
          if (!told) fired.push_back(std::move(f));
        }
        break;
      }
      case EventType::NodeChildrenChanged:
        take(children_, change.path, change.type, fired);
        break;
    }
    return fired;
  }

  void remove_session(SessionId session) {
    forget(data_, session);
    forget(children_, session);
  }
  [[nodiscard]] std::size_t size() const {
    std::size_t count = 0;
    for (const auto& [path, sessions] : data_) count += sessions.size();
    for (const auto& [path, sessions] : children_) count += sessions.size();
    return count;
  }

 private:
  using Table = std::map<std::string, std::set<SessionId>>;

  static void take(Table& table, const std::string& path, EventType type, std::vector<FiredWatch>& fired) {
    const auto it = table.find(path);
    if (it == table.end()) return;
    for (const SessionId session : it->second) fired.push_back({session, {type, path}});
    table.erase(it);
  }
  static void forget(Table& table, SessionId session) {
    for (auto it = table.begin(); it != table.end();) {
      it->second.erase(session);
      it = it->second.empty() ? table.erase(it) : std::next(it);
    }
  }

  Table data_;
  Table children_;
};

}  // namespace kafka::zk
