#pragma once
/// A program's session with ZooKeeper. Kafka: KafkaZkClient as the tools with --zookeeper open it.

#include <functional>
#include <string_view>

#include "model/zk/admin_zk_client.h"
#include "model/zk/kafka_zk_client.h"
#include "model/zookeeper/zookeeper_client.h"
#include "tools/kafka/tool.h"
#include "tools/kafka/world.h"

namespace tools {

/// How long the tools wait for a connection, and ask their session to last.
inline constexpr sim::Duration kZkTimeout = std::chrono::seconds(30);

/// Belongs to the program's life.
///
///   volatile   the session
///   timers     failing_: an address at which nobody is; see KafkaZkClient
class ZkSession {
 public:
  ZkSession(const ToolContext& context, std::string_view connect, sim::Duration timeout = kZkTimeout);

  /// `done` is told false when there is no connection in time: kafka.zookeeper.ZooKeeperClientTimeoutException, "Timed
  /// out waiting for connection while in state: CONNECTING".
  void open(std::function<void(bool ok)> done);
  void close(std::function<void()> done) { reachable_ ? zk_.close(std::move(done)) : done(); }

  [[nodiscard]] kafka::KafkaZkClient& zk() { return zk_; }
  [[nodiscard]] kafka::AdminZkClient& admin() { return admin_; }

 private:
  kafka::BrokerConfig config_;
  bool reachable_;
  kafka::zk::EnsembleClientFactory sessions_;
  kafka::KafkaZkClient zk_;
  kafka::AdminZkClient admin_;
  std::function<void(bool)> failed_;
  sim::Timer failing_;
};

}  // namespace tools
