#pragma once
/// One handler for each kind of request. Kafka: KafkaApis.

#include "model/broker/metadata_cache.h"
#include "model/broker/replica_manager.h"
#include "model/broker/socket_server.h"
#include "model/group/group_coordinator.h"

namespace kafka {

///   volatile   none
///   receives   requests from io threads
class KafkaApis final : public RequestHandler, public OffsetsLog {
 public:
  KafkaApis(const BrokerContext& context, const MetadataCache& metadata, const GroupTable& groups,
            ReplicaManager& replicas)
      : context_(context),
        metadata_(metadata),
        groups_(groups),
        replicas_(replicas),
        coordinator_(groups, context.topics, *this) {}

  void connect(SocketServer& server) { server_ = &server; }
  [[nodiscard]] const GroupCoordinator& coordinator() const { return coordinator_; }

  // RequestHandler
  void handle(sim::ConnectionId connection, const RequestPtr& request) override;
  [[nodiscard]] sim::Duration cost(const Request& request) const override;

  // OffsetsLog
  [[nodiscard]] bool leads(TopicPartition tp) const override;
  void append(TopicPartition tp, const BatchPtr& batch, std::function<void(ErrorCode)> done) override;

 private:
  void on_produce(sim::ConnectionId connection, const RequestPtr& request);
  void on_fetch(sim::ConnectionId connection, const RequestPtr& request);
  void on_find_coordinator(sim::ConnectionId connection, const RequestPtr& request);
  void on_offset_commit(sim::ConnectionId connection, const RequestPtr& request);

  BrokerContext context_;
  const MetadataCache& metadata_;
  const GroupTable& groups_;
  ReplicaManager& replicas_;
  GroupCoordinator coordinator_;
  SocketServer* server_ = nullptr;
};

}  // namespace kafka
