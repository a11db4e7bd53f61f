#pragma once
/// What tools with --zookeeper read and write, each waited for. Kafka: KafkaZkClient, AdminZkClient.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "model/zk/create_recursive.h"
#include "tools/kafka/async.h"
#include "tools/kafka/java_exception.h"
#include "tools/kafka/zk_session.h"

namespace tools {

/// What cannot be answered is a JavaException.
class ZkQuestions {
 public:
  ZkQuestions(ToolContext& context, std::string_view connect) : session_(context, connect) {}

  /// ZooKeeperClientTimeoutException if nobody answers.
  Async<Done> open();
  Async<Done> close();

  Async<kafka::zk::Response> ask(kafka::zk::Request request);
  Async<kafka::zk::Response> create(kafka::zk::Create request);
  Async<std::vector<std::string>> all_topics();
  Async<std::optional<kafka::zk_data::Assignment>> assignment(std::string topic);
  Async<std::vector<kafka::BrokerSpec>> brokers();
  /// Children, ascending; nothing there: none.
  Async<std::vector<std::string>> children(std::string path);

  /// /config/<entity>, "topics/orders". Kafka: fetchEntityConfig.
  Async<kafka::zk_data::Overrides> entity_config(std::string entity);
  /// Kafka: AdminZkClient.changeEntityConfig: stored, and everybody is told.
  Async<Done> change_entity_config(std::string entity, kafka::zk_data::Overrides configs);

  [[nodiscard]] kafka::AdminZkClient& admin() { return session_.admin(); }

 private:
  ZkSession session_;
};

/// kafka::AdminResult as an exception of the tools; `ok` results throw nothing.
void throw_if_failed(const kafka::AdminResult& result);

}  // namespace tools
