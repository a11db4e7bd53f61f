#pragma once
/// One handler for each kind of request. Kafka: KafkaApis.

#include "model/broker/admin_requests.h"
#include "model/broker/auto_topic_creation_manager.h"
#include "model/broker/metadata_cache.h"
#include "model/broker/replica_manager.h"
#include "model/broker/request_quotas.h"
#include "model/broker/socket_server.h"
#include "model/broker/transaction_verification.h"
#include "model/group/group_coordinator.h"
#include "model/transaction/transaction_coordinator.h"

namespace kafka {

/// Takes what controllers ask of brokers and brokers of controllers: LeaderAndIsr, UpdateMetadata, StopReplica,
/// ControlledShutdown, AlterPartition, and what
/// administrators ask of the controller.
class ControlPlane {
 public:
  virtual ~ControlPlane() = default;
  /// `request` stays until `done` is called, at once or later.
  virtual void on_control_request(const RequestBody& request, std::function<void(ResponseBody)> done) = 0;
};

///   volatile   none
///   receives   requests from io threads
class KafkaApis final : public RequestHandler, public CoordinatorLog, public LeadershipListener {
 public:
  KafkaApis(const BrokerContext& context, const MetadataCache& metadata, const GroupTable& groups,
            MemberIds& member_ids, ReplicaManager& replicas);

  void connect(SocketServer& server) { server_ = &server; }
  /// Without one such requests are not answered.
  void connect(ControlPlane& control) { control_ = &control; }
  /// Without one Kafka's own topics have to be there already.
  void connect(AutoTopicCreationManager& creation) { creation_ = &creation; }
  /// Without them nobody is limited.
  void connect(RequestQuotas& quotas) { quotas_ = &quotas; }
  void connect(TransactionCoordinator& transactions, TransactionVerification& verification) {
    transactions_ = &transactions;
    verification_ = &verification;
  }
  [[nodiscard]] GroupCoordinator& coordinator() { return coordinator_; }
  [[nodiscard]] const GroupCoordinator& coordinator() const { return coordinator_; }

  // RequestHandler
  void handle(sim::ConnectionId connection, const RequestPtr& request) override;
  [[nodiscard]] sim::Duration cost(const Request& request) const override;

  // CoordinatorLog
  [[nodiscard]] bool leads(TopicPartition tp) const override;
  void append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done,
              VerificationGuard guard) override;
  void verify_transaction(TopicPartition tp, const std::string& transactional_id, ProducerId producer_id,
                          ProducerEpoch producer_epoch, Verified done) override;
  void append_unconfirmed(TopicPartition tp, const BatchPtr& batch) override;
  void read(TopicPartition tp, Read done) override;

  // LeadershipListener
  void on_became_leader(TopicPartition tp) override;
  void on_leads_no_more(TopicPartition tp) override;

 private:
  using MarkerResults = std::vector<WriteTxnMarkersResponse::Partition>;

  void answer(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response);
  void write(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response);
  void answer_produce(sim::ConnectionId connection, const RequestPtr& request,
                      std::vector<ProduceResponse::Partition>&& partitions);
  [[nodiscard]] MetadataResponse metadata(const MetadataRequest& request);
  void on_produce(sim::ConnectionId connection, const RequestPtr& request);
  void on_fetch(sim::ConnectionId connection, const RequestPtr& request);
  void on_group_request(sim::ConnectionId connection, const RequestPtr& request);
  void on_transaction_request(sim::ConnectionId connection, const RequestPtr& request);
  [[nodiscard]] FindCoordinatorResponse find_coordinator(const FindCoordinatorRequest& request);
  [[nodiscard]] TopicPartition coordinator_partition_of(const FindCoordinatorRequest& request) const;
  template <class Commit, class Response>
  void commit_known(sim::ConnectionId connection, const RequestPtr& request,
                    void (GroupCoordinator::*ask)(const Commit&, std::function<void(Response)>));
  /// Answers with whatever it is called with.
  template <class Response>
  auto answering(sim::ConnectionId connection, const RequestPtr& request) {
    return [this, connection, request](Response response) { answer(connection, request, std::move(response)); };
  }
  void on_add_partitions_to_txn(sim::ConnectionId connection, const RequestPtr& request);
  void on_add_offsets_to_txn(sim::ConnectionId connection, const RequestPtr& request);
  void on_write_txn_markers(sim::ConnectionId connection, const RequestPtr& request);
  void write_marker(const WriteTxnMarkersRequest::Marker& marker, std::function<void(MarkerResults&&)> done);
  void on_control_request(sim::ConnectionId connection, const RequestPtr& request);
  void on_admin_request(sim::ConnectionId connection, const RequestPtr& request);
  [[nodiscard]] bool is_offsets_partition(TopicPartition tp) const;
  [[nodiscard]] bool is_transactions_partition(TopicPartition tp) const;
  [[nodiscard]] std::vector<LogEntry> entries_of(TopicPartition tp) const;
  [[nodiscard]] LeaderIdAndEpoch current_leader(TopicPartition tp) const;

  BrokerContext context_;
  const MetadataCache& metadata_;
  const GroupTable& groups_;
  ReplicaManager& replicas_;
  GroupCoordinator coordinator_;
  AdminRequests admin_;
  TransactionCoordinator* transactions_ = nullptr;
  TransactionVerification* verification_ = nullptr;
  SocketServer* server_ = nullptr;
  ControlPlane* control_ = nullptr;
  AutoTopicCreationManager* creation_ = nullptr;
  RequestQuotas* quotas_ = nullptr;
};

}  // namespace kafka
