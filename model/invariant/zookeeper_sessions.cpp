#include "model/invariant/zookeeper_sessions.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kEphemerals =
    "Ephemeral nodes exist as long as their session; a session ends by its client or after a full timeout in silence";
constexpr std::string_view kWatches = "A watch fires at most once, and only for a change";

bool is_ephemeral(const std::string& path) { return path == "/controller" || path.rfind("/brokers/ids/", 0) == 0; }
bool is_write(std::string_view type) {
  return type == "create" || type == "delete" || type == "setData" || type == "multi";
}

}  // namespace

void ZooKeeperSessions::broken(SessionId session, const std::string& what) {
  found({.name = "Z5", .statement = kEphemerals, .epoch = session.value(), .excuse = {}}, [&] { return what; });
}

void ZooKeeperSessions::check(const SessionOpened& e) { open_[e.session] = {.timeout = e.timeout, .fired = {}}; }

void ZooKeeperSessions::check(const SessionExpired& e) {
  const auto it = open_.find(e.session);
  if (it == open_.end()) return broken(e.session, "session " + num(e.session) + " expires, but is not open");
  if (e.since_last_touch < it->second.timeout)
    broken(e.session,
           "session " + num(e.session) + " expires " + std::to_string(e.since_last_touch.count() / 1'000'000) +
               " ms after it was touched; timeout " + std::to_string(it->second.timeout.count() / 1'000'000) + " ms");
}

void ZooKeeperSessions::check(const SessionClosed& e) {
  if (open_.erase(e.session) == 0) broken(e.session, "session " + num(e.session) + " is closed, but is not open");
  const auto lost = static_cast<std::int32_t>(
      std::count_if(ephemerals_.begin(), ephemerals_.end(), [&](const auto& n) { return n.second == e.session; }));
  if (commits_seen_ && e.ephemerals != lost)
    broken(e.session, "session " + num(e.session) + " is closed and " + std::to_string(e.ephemerals) +
                          " of its ephemeral nodes deleted; it had " + std::to_string(lost));
  std::erase_if(ephemerals_, [&](const auto& node) { return node.second == e.session; });
  closed_[e.session] = last_;
}

void ZooKeeperSessions::check(const ZooKeeperCommitted& e) {
  commits_seen_ = true;
  last_ = std::max(last_, e.zxid);
  if (!is_write(e.type)) return;
  if (const auto it = closed_.find(e.session); it != closed_.end() && e.zxid > it->second)
    broken(e.session, "session " + num(e.session) + " is closed and writes " + e.path + ", zxid " + num(e.zxid));
  if (!is_ephemeral(e.path)) return;
  if (e.type == "delete" || e.version < 0) {
    ephemerals_.erase(e.path);
    return;
  }
  const auto [node, fresh] = ephemerals_.try_emplace(e.path, e.session);
  if (!fresh && node->second != e.session)
    broken(e.session, e.path + " is created by session " + num(e.session) + "; session " + num(node->second) +
                          " is open and has it");
  node->second = e.session;
}

void ZooKeeperSessions::check(const WatchFired& e) {
  const auto it = open_.find(e.session);
  const bool unreal = commits_seen_ && e.zxid > last_;
  bool twice = false;
  if (it != open_.end()) {
    const auto [last, fresh] = it->second.fired.try_emplace(std::string(e.type) + " " + e.path, e.zxid);
    // A node may be watched for its data and for its children: both hear of its end.
    twice = !fresh && e.zxid <= last->second && e.type != "NodeDeleted";
    last->second = std::max(last->second, e.zxid);
  }
  if (!unreal && !twice) return;
  found({.name = "Z6", .statement = kWatches, .epoch = e.session.value(), .excuse = {}}, [&] {
    return "session " + num(e.session) + " is told of " + std::string(e.type) + " " + e.path + ", zxid " + num(e.zxid) +
           (twice ? ", twice" : ", which is not committed");
  });
}

/// On another server watches are set anew and may show again what was not heard of.
void ZooKeeperSessions::check(const ZooKeeperClientStateChanged& e) {
  if (const auto it = open_.find(e.session); it != open_.end()) it->second.fired.clear();
}

}  // namespace kafka
