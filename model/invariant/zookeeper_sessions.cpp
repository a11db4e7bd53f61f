#include "model/invariant/zookeeper_sessions.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kEphemerals =
    "Ephemeral nodes exist as long as their session; a session ends by its client or after a full timeout in silence";
constexpr std::string_view kWatches = "A watch fires at most once, and only for a change";

}  // namespace

void ZooKeeperSessions::broken(SessionId session, const std::string& what) {
  found({.name = "Z5", .statement = kEphemerals, .epoch = session.value(), .excuse = {}}, [&] { return what; });
}

void ZooKeeperSessions::check(const SessionOpened& e) {
  open_[e.session] = {.timeout = e.timeout, .fired = {}};
  if (const auto it = expired_.find(e.session); it != expired_.end()) {
    check_silence(e.session, it->second, e.timeout);
    expired_.erase(it);
  }
}

/// The leader's own view: its createSession may still wait for a quorum, and a leader that is deposed without knowing
/// may take for silent whoever has long gone elsewhere. Neither commits anything by it.
void ZooKeeperSessions::check(const SessionExpired& e) {
  if (const auto it = open_.find(e.session); it != open_.end())
    return check_silence(e.session, e.since_last_touch, it->second.timeout);
  if (!closed_.contains(e.session)) {
    expired_.try_emplace(e.session, e.since_last_touch);
  } else if (context_.host == leader_host_) {
    broken(e.session, "session " + num(e.session) + " expires, but is not open");
  }
}

void ZooKeeperSessions::check_silence(SessionId session, sim::Duration silence, sim::Duration timeout) {
  if (silence >= timeout) return;
  broken(session, "session " + num(session) + " expires " + std::to_string(silence.count() / 1'000'000) +
                      " ms after it was touched; timeout " + std::to_string(timeout.count() / 1'000'000) + " ms");
}

void ZooKeeperSessions::check(const SessionClosed& e) {
  if (open_.erase(e.session) == 0) broken(e.session, "session " + num(e.session) + " is closed, but is not open");
  const auto left = [&](const auto& node) { return node.second == e.session; };
  if (const auto node = std::find_if(ephemerals_.begin(), ephemerals_.end(), left); node != ephemerals_.end())
    broken(e.session, "session " + num(e.session) + " is closed and " + node->first + " stays");
  std::erase_if(ephemerals_, left);
  closed_[e.session] = last_;
}

void ZooKeeperSessions::check(const ZooKeeperCommitted& e) {
  commits_seen_ = true;
  last_ = std::max(last_, e.zxid);
  if (e.writes.empty()) return;
  if (const auto it = closed_.find(e.session); it != closed_.end() && e.zxid > it->second)
    broken(e.session,
           "session " + num(e.session) + " is closed and writes " + e.writes.front().path + ", zxid " + num(e.zxid));
  for (const ZooKeeperWrite& write : e.writes) follow(e, write);
}

void ZooKeeperSessions::follow(const ZooKeeperCommitted& e, const ZooKeeperWrite& write) {
  if (write.type == "setData") return;
  const auto node = ephemerals_.find(write.path);
  if (node != ephemerals_.end() && (write.type == "create" || (e.type == "closeSession" && node->second != e.session)))
    broken(e.session, std::string(write.type) + " of " + write.path + " by " + std::string(e.type) + " of session " +
                          num(e.session) + "; session " + num(node->second) + " is open and has it");
  if (node != ephemerals_.end()) ephemerals_.erase(node);
  if (write.ephemeral) ephemerals_[write.path] = e.session;
}

void ZooKeeperSessions::check(const WatchFired& e) {
  const auto it = open_.find(e.session);
  const bool unreal = commits_seen_ && e.zxid > last_;
  bool twice = false;
  if (it != open_.end()) {
    const auto [last, fresh] =
        it->second.fired.try_emplace({context_.host, std::string(e.type) + " " + e.path}, e.zxid);
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
