#pragma once
/// One handler for each kind of request. Kafka: KafkaApis.

#include "model/broker/metadata_cache.h"
#include "model/broker/replica_manager.h"
#include "model/broker/request_quotas.h"
#include "model/broker/socket_server.h"
#include "model/group/group_coordinator.h"

namespace kafka {

/// Takes what controllers ask of brokers and brokers of controllers: LeaderAndIsr, UpdateMetadata, StopReplica,
/// ControlledShutdown, AlterPartition.
class ControlPlane {
 public:
  virtual ~ControlPlane() = default;
  /// `request` stays until `done` is called, at once or later.
  virtual void on_control_request(const RequestBody& request, std::function<void(ResponseBody)> done) = 0;
};

///   volatile   none
///   receives   requests from io threads
class KafkaApis final : public RequestHandler, public OffsetsLog, public LeadershipListener {
 public:
  KafkaApis(const BrokerContext& context, const MetadataCache& metadata, const GroupTable& groups,
            ReplicaManager& replicas)
      : context_(context),
        metadata_(metadata),
        groups_(groups),
        replicas_(replicas),
        coordinator_(groups, context.topics, *this) {}

  void connect(SocketServer& server) { server_ = &server; }
  /// Without one such requests are not answered.
  void connect(ControlPlane& control) { control_ = &control; }
  /// Without them nobody is limited.
  void connect(RequestQuotas& quotas) { quotas_ = &quotas; }
  [[nodiscard]] const GroupCoordinator& coordinator() const { return coordinator_; }

  // RequestHandler
  void handle(sim::ConnectionId connection, const RequestPtr& request) override;
  [[nodiscard]] sim::Duration cost(const Request& request) const override;

  // OffsetsLog
  [[nodiscard]] bool leads(TopicPartition tp) const override;
  void append(TopicPartition tp, const BatchPtr& batch, std::function<void(ErrorCode)> done) override;
  void read(TopicPartition tp, std::function<void(const std::vector<BatchPtr>&)> done) override;

  // LeadershipListener
  void on_became_leader(TopicPartition tp) override;
  void on_leads_no_more(TopicPartition tp) override;

 private:
  void answer(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response);
  void write(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response);
  void answer_produce(sim::ConnectionId connection, const RequestPtr& request,
                      std::vector<ProduceResponse::Partition>&& partitions);
  void on_produce(sim::ConnectionId connection, const RequestPtr& request);
  void on_fetch(sim::ConnectionId connection, const RequestPtr& request);
  void on_group_request(sim::ConnectionId connection, const RequestPtr& request);
  void on_transaction_request(sim::ConnectionId connection, const RequestPtr& request);
  void on_find_coordinator(sim::ConnectionId connection, const RequestPtr& request);
  void on_offset_commit(sim::ConnectionId connection, const RequestPtr& request);
  void on_control_request(sim::ConnectionId connection, const RequestPtr& request);
  [[nodiscard]] bool is_offsets_partition(TopicPartition tp) const;
  [[nodiscard]] LeaderIdAndEpoch current_leader(TopicPartition tp) const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  const GroupTable& groups_;
  ReplicaManager& replicas_;
  GroupCoordinator coordinator_;
  SocketServer* server_ = nullptr;
  ControlPlane* control_ = nullptr;
  RequestQuotas* quotas_ = nullptr;
};

}  // namespace kafka
