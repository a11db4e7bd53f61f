#pragma once
/// One session with an ensemble, as an application holds it. org.apache.zookeeper.ZooKeeper.

#include <functional>
#include <memory>

#include "model/zookeeper/zk_types.h"
#include "sim/core/time.h"

namespace kafka::zk {

/// Told of what happens to the session and of watches that fire. Called in events of the client's life.
class Watcher {
 public:
  virtual ~Watcher() = default;
  /// Expired is the last one: the handle is of no more use.
  virtual void on_state(KeeperState state) = 0;
  /// Comes before any answer that shows the change.
  virtual void on_event(const WatchedEvent& event) = 0;
};

using Answer = std::function<void(const Response&)>;

/// Answers come in the order of requests. Destroying the handle drops what is pending and closes nothing at the server:
/// the session then ends by expiry, as when a process dies.
class ZooKeeperHandle {
 public:
  virtual ~ZooKeeperHandle() = default;
  /// ConnectionLoss: the connection broke before the answer, or there is none. SessionExpired: for good.
  virtual void submit(Request request, Answer answer) = 0;
  /// Ends the session in order; `done` when the server has answered, or the connection is lost.
  virtual void close(std::function<void()> done) = 0;
  [[nodiscard]] virtual KeeperState state() const = 0;
  /// kNoSession until the first connection.
  [[nodiscard]] virtual SessionId session_id() const = 0;
};

/// Opens sessions for one process: Kafka makes a new handle after each expiry.
class ZooKeeperFactory {
 public:
  virtual ~ZooKeeperFactory() = default;
  /// Begins to connect; `watcher` outlives the handle.
  virtual std::unique_ptr<ZooKeeperHandle> open(sim::Duration session_timeout, Watcher& watcher) = 0;
};

}  // namespace kafka::zk
