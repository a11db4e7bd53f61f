#pragma once
/// Where the servers of an ensemble live: the `server.N` lines of zoo.cfg, and the process that listens there now.

#include <vector>

#include "model/types/ids.h"
#include "sim/core/check.h"
#include "sim/core/ids.h"

namespace kafka::zk {

class CommitListener;
class ZooKeeperServer;

class EnsembleDirectory {
 public:
  void add(ServerId id, sim::HostId host) { entries_.push_back({id, host, nullptr}); }
  /// nullptr while it is down.
  void set_process(ServerId id, ZooKeeperServer* process) { find(id).process = process; }

  [[nodiscard]] sim::HostId host(ServerId id) const { return find(id).host; }
  [[nodiscard]] ZooKeeperServer* process(ServerId id) const { return find(id).process; }
  [[nodiscard]] std::vector<ServerId> all() const {
    std::vector<ServerId> ids;
    for (const Entry& e : entries_) ids.push_back(e.id);
    return ids;
  }
  [[nodiscard]] int size() const { return static_cast<int>(entries_.size()); }
  [[nodiscard]] bool contains(ServerId id) const {
    for (const Entry& e : entries_)
      if (e.id == id) return true;
    return false;
  }

  /// For whoever watches the run, not for servers: true once for each transaction, in the order of zxid. A transaction
  /// that the last leader did not live to commit is told of by the next one.
  bool announce(Zxid zxid) {
    if (zxid <= announced_) return false;
    announced_ = zxid;
    return true;
  }
  /// nullptr: nobody.
  void set_commit_listener(CommitListener* listener) { commit_listener_ = listener; }
  [[nodiscard]] CommitListener* commit_listener() const { return commit_listener_; }

 private:
  struct Entry {
    ServerId id;
    sim::HostId host;
    ZooKeeperServer* process;
  };
  [[nodiscard]] const Entry& find(ServerId id) const {
    for (const Entry& e : entries_)
      if (e.id == id) return e;
    SIM_CHECK(false, "no such ZooKeeper server");
    __builtin_unreachable();
  }
  Entry& find(ServerId id) {
    for (Entry& e : entries_)
      if (e.id == id) return e;
    SIM_CHECK(false, "no such ZooKeeper server");
    __builtin_unreachable();
  }

  std::vector<Entry> entries_;
  Zxid announced_{0};
  CommitListener* commit_listener_ = nullptr;
};

}  // namespace kafka::zk
