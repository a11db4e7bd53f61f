#pragma once
/// A broker's way to ZooKeeper: it keeps a session, opens another when one expires, and asks again what a broken
/// connection swallowed. Kafka: kafka.zk.KafkaZkClient, kafka.zookeeper.ZooKeeperClient.

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/config/broker_config.h"
#include "model/zookeeper/zookeeper_handle.h"
#include "sim/core/scheduler.h"
#include "sim/core/timer.h"

namespace kafka {

/// Told when an expired session is replaced. Kafka: StateChangeHandler.
struct StateChangeHandler {
  /// The new session waits until `proceed` is called, at once or later.
  std::function<void(std::function<void()> proceed)> before_initializing_session{};
  /// The new handle exists; it need not be connected yet.
  std::function<void()> after_initializing_session{};
};

///   volatile   all of it
///   sends      ZooKeeper requests, at most zookeeper.max.in.flight.requests at a time
///   receives   answers, watched events, states of the session
///   timers     connecting_: zookeeper.connection.timeout.ms of the first connection
class KafkaZkClient final : private zk::Watcher {
 public:
  using Done = std::function<void(std::vector<zk::Response>)>;
  /// Kafka: ZNodeChangeHandler (NodeCreated, NodeDeleted, NodeDataChanged) and ZNodeChildChangeHandler
  /// (NodeChildrenChanged). A handler only learns that something changed: it reads again, which sets the watch again.
  using ChangeHandler = std::function<void(zk::EventType)>;

  KafkaZkClient(sim::Scheduler& scheduler, sim::LifeId life, zk::ZooKeeperFactory& factory, const BrokerConfig& config);

  /// Opens the first session. `connected` is told false if there is no connection in time; Kafka's process then exits.
  void start(std::function<void(bool ok)> connected);
  /// Ends the session in order: its ephemeral nodes go at once.
  void close(std::function<void()> done);

  /// Kafka: retryRequestsUntilConnected. `done` gets all answers, in the order of `requests`; none is ConnectionLoss.
  /// What a broken connection left unanswered is asked again once there is a connection, for ever, so that a write may
  /// meet itself (NodeExists, BadVersion). An expired session ends the waiting: SessionExpired. No request at all is
  /// answered at once.
  void send(std::vector<zk::Request> requests, Done done);
  void send(zk::Request request, std::function<void(zk::Response)> done);

  /// Watches are set by the next reads of the path (GetData and Exists, GetChildren), whatever their `watch` says.
  /// A handler stays when the session expires.
  void register_znode_change_handler(const std::string& path, ChangeHandler handler);
  void unregister_znode_change_handler(const std::string& path);
  void register_znode_child_change_handler(const std::string& path, ChangeHandler handler);
  void unregister_znode_child_change_handler(const std::string& path);
  /// Called in the order of names.
  void register_state_change_handler(const std::string& name, StateChangeHandler handler);
  void unregister_state_change_handler(const std::string& name);

  [[nodiscard]] bool connected() const;
  /// kNoSession before the first connection of this handle.
  [[nodiscard]] SessionId session_id() const;
  /// The session in which this process registered last; kNoSession: none. Kafka: currentZooKeeperSessionId
  /// (KAFKA-7165).
  [[nodiscard]] SessionId registered_session() const { return registered_session_; }
  void set_registered_session(SessionId session) { registered_session_ = session; }

 private:
  struct Batch {
    std::vector<zk::Request> requests;
    std::vector<zk::Response> responses;
    std::size_t open = 0;  ///< not answered yet
    std::vector<std::size_t> lost{};
    Done done;
  };
  struct Queued {
    std::shared_ptr<Batch> batch;
    std::size_t index;
  };

  void on_state(zk::KeeperState state) override;
  void on_event(const zk::WatchedEvent& event) override;

  void open();
  void pump();
  void submit(const Queued& queued);
  void on_answer(const Queued& queued, const zk::Response& response);
  void on_expired();
  void finish(const std::shared_ptr<Batch>& batch);
  void refuse_waiting();
  void reinitialize();
  void call_before_initializing(std::vector<StateChangeHandler> handlers, std::size_t next);
  void open_again();

  zk::ZooKeeperFactory& factory_;
  sim::Duration session_timeout_;
  sim::Duration connection_timeout_;
  std::size_t max_in_flight_;
  std::unique_ptr<zk::ZooKeeperHandle> handle_;
  SessionId registered_session_ = kNoSession;
  bool connected_ = false;
  bool expired_ = false;  ///< and not replaced yet
  bool closed_ = false;
  std::size_t in_flight_ = 0;
  std::deque<Queued> queue_;
  std::vector<std::shared_ptr<Batch>> refused_;  ///< asked for while there is no session
  std::function<void(bool)> started_;
  std::map<std::string, ChangeHandler> change_handlers_;
  std::map<std::string, ChangeHandler> child_change_handlers_;
  std::map<std::string, StateChangeHandler> state_handlers_;
  sim::Timer connecting_;
  sim::Timer reinitialize_;
  sim::Timer refuse_;
};

}  // namespace kafka
