#pragma once
/// The tree of znodes with its sessions: the state that every server of an ensemble holds a copy of.
/// org.apache.zookeeper.server.DataTree, PrepRequestProcessor (which checks), SessionTracker's table.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/mutation.h"
#include "model/zookeeper/zk_types.h"
#include "sim/core/ids.h"
#include "sim/core/time.h"

namespace kafka::zk {

/// An open session as the ensemble knows it.
struct Session {
  sim::Duration timeout{0};
  sim::HostId owner{-1};  ///< the client's machine
};

/// One change of a node that somebody may watch.
struct NodeChange {
  EventType type;
  std::string path;
};

/// A plain value: no clock, no network; it begins with ZooKeeper's own nodes. Paths are absolute, "/a/b", without a
/// slash at the end.
class DataTree {
 public:
  explicit DataTree(Mutation mutation = Mutation::none);

  // ---- writes; `changes` collects what watches may fire for (nothing if the write failed)

  /// One write request of a session as the transaction `zxid`; reads are BadArguments. All or nothing. Costs as much as
  /// what it changes, not as much as the tree. `time`: what the leader's clock said.
  Response apply(const Request& write, SessionId session, Zxid zxid, std::vector<NodeChange>& changes,
                 sim::SimTime time = sim::kTimeZero);
  void open_session(SessionId id, const Session& session) { sessions_[id] = session; }
  /// Removes the session and its ephemeral nodes; answers how many.
  std::int32_t close_session(SessionId id, Zxid zxid, std::vector<NodeChange>& changes);

  // ---- reads

  [[nodiscard]] Response read(const Request& request) const;
  [[nodiscard]] bool exists(std::string_view path) const { return nodes_.find(path) != nodes_.end(); }
  /// nullptr if there is no such node.
  [[nodiscard]] const std::string* data(std::string_view path) const;
  [[nodiscard]] Stat stat(std::string_view path) const;
  [[nodiscard]] std::vector<std::string> children(std::string_view path) const;
  [[nodiscard]] const std::map<SessionId, Session>& sessions() const { return sessions_; }
  [[nodiscard]] bool has_session(SessionId id) const { return sessions_.contains(id); }
  [[nodiscard]] std::vector<std::string> ephemerals(SessionId id) const;
  [[nodiscard]] std::size_t size() const { return nodes_.size(); }
  /// Bytes of all paths and data. Source: DataTree.approximateDataSize.
  [[nodiscard]] std::int64_t data_size() const;

 private:
  struct Node {
    std::string data;
    Stat stat;
    std::set<std::string> children;
  };
  using Nodes = std::map<std::string, Node, std::less<>>;
  /// How to take one operation back.
  struct Undo {
    enum class Kind { created, removed, changed } kind;
    std::string path;
    Node before;       ///< removed, changed
    Stat parent_stat;  ///< created, removed
  };
  /// The transaction under way: who, which, and what it has done so far.
  struct Work {
    SessionId session;
    Zxid zxid;
    sim::SimTime time;
    std::vector<NodeChange> changes;
    std::vector<Undo> undo;
  };

  OpResult apply_op(const Op& op, Work& work);
  OpResult create(const Create& op, Work& work);
  OpResult remove(const Delete& op, Work& work);
  OpResult set_data(const SetData& op, Work& work);
  [[nodiscard]] OpResult check(const Check& op) const;
  Response apply_multi(const Multi& multi, Work& work);
  void insert(std::string path, Node node, Work& work);
  void erase(const std::string& path, Work& work);
  void take_back(Undo& undo);
  void forget_ephemeral(SessionId owner, const std::string& path);
  [[nodiscard]] const Node* find(std::string_view path) const;
  Node* find(std::string_view path);

  Mutation mutation_;  // for tests only; copies keep it
  Nodes nodes_;
  std::map<SessionId, Session> sessions_;
  std::map<SessionId, std::set<std::string>> ephemerals_;
};

/// "/a/b" of "/a/b/c"; "/" of "/a".
std::string parent_of(std::string_view path);

}  // namespace kafka::zk
