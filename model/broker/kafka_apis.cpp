#include "model/broker/kafka_apis.h"

#include <utility>

namespace kafka {

KafkaApis::KafkaApis(const BrokerContext& context, const MetadataCache& metadata, const GroupTable& groups,
                     MemberIds& member_ids, ReplicaManager& replicas)
    : context_(context),
      metadata_(metadata),
      groups_(groups),
      replicas_(replicas),
      coordinator_({.scheduler = context.scheduler,
                    .life = context.life,
                    .host = context.host,
                    .broker = context.id,
                    .config = context.config,
                    .behaviour = context.behaviour,
                    .groups = groups,
                    .topics = context.topics,
                    .emitter = context.emitter,
                    .member_ids = member_ids},
                   *this),
      admin_(context, metadata, replicas, coordinator_) {}

sim::Duration KafkaApis::cost(const Request& request) const {
  const BrokerCosts& c = context_.costs;
  sim::Duration cost = c.io_thread_per_request;
  if (const auto* produce = std::get_if<ProduceRequest>(&request.body)) {
    std::int64_t bytes = 0;
    for (const auto& p : produce->partitions) bytes += p.batch->size.count();
    cost += c.io_thread_per_partition * static_cast<std::int64_t>(produce->partitions.size());
    cost += c.io_thread_per_kib * bytes / 1024;
    cost += context_.storage.device().write_delay();  // a full dirty page cache holds the writer back
  } else if (const auto* fetch = std::get_if<FetchRequest>(&request.body)) {
    cost += c.io_thread_per_partition * static_cast<std::int64_t>(fetch->partitions.size());
  }
  return cost;
}

void KafkaApis::handle(sim::ConnectionId connection, const RequestPtr& request) {
  if (std::holds_alternative<AdminRequest>(request->body)) return on_admin_request(connection, request);
  switch (api_of(request->body)) {
    case ApiKey::PRODUCE:
      return on_produce(connection, request);
    case ApiKey::FETCH:
      return on_fetch(connection, request);
    case ApiKey::LIST_OFFSETS:
      return answer(connection, request, replicas_.list_offsets(std::get<ListOffsetsRequest>(request->body)));
    case ApiKey::METADATA:
      return answer(connection, request, metadata(std::get<MetadataRequest>(request->body)));
    case ApiKey::FIND_COORDINATOR:
    case ApiKey::JOIN_GROUP:
    case ApiKey::SYNC_GROUP:
    case ApiKey::HEARTBEAT:
    case ApiKey::LEAVE_GROUP:
    case ApiKey::OFFSET_COMMIT:
    case ApiKey::OFFSET_FETCH:
    case ApiKey::TXN_OFFSET_COMMIT:
      return on_group_request(connection, request);
    case ApiKey::INIT_PRODUCER_ID:
    case ApiKey::ADD_PARTITIONS_TO_TXN:
    case ApiKey::ADD_OFFSETS_TO_TXN:
    case ApiKey::END_TXN:
    case ApiKey::WRITE_TXN_MARKERS:
      return on_transaction_request(connection, request);
    case ApiKey::API_VERSIONS:
      return answer(connection, request, ApiVersionsResponse{});
    case ApiKey::OFFSET_FOR_LEADER_EPOCH:
      return server_->respond(connection, request,
                              replicas_.offsets_for_leader_epoch(std::get<OffsetForLeaderEpochRequest>(request->body)));
    case ApiKey::LEADER_AND_ISR:
    case ApiKey::STOP_REPLICA:
    case ApiKey::UPDATE_METADATA:
    case ApiKey::CONTROLLED_SHUTDOWN:
    case ApiKey::ALTER_PARTITION:
      return on_control_request(connection, request);
    default:
      SIM_CHECK(false, "a request that nobody speaks");
  }
}

/// Source: KafkaApis.handleTopicMetadataRequest.
MetadataResponse KafkaApis::metadata(const MetadataRequest& request) {
  MetadataResponse response = metadata_.answer(request);
  if (!context_.config.auto_create_topics_enable || !creation_ || response.unknown_topics.empty()) return response;
  for (const TopicId topic : response.unknown_topics) creation_->create_topic(context_.topics.name(topic));
  response.unknown_error = creation_->error_of_new_topics();
  return response;
}

/// Source: RequestHandlerHelper.sendResponseMaybeThrottle.
void KafkaApis::answer(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response) {
  if (quotas_) server_->throttle(connection, quotas_->after(*request, context_.scheduler.now()));
  write(connection, request, std::move(response));
}

void KafkaApis::write(sim::ConnectionId connection, const RequestPtr& request, ResponseBody response) {
  if (quotas_) quotas_->written(*request, size_of(response), context_.scheduler.now());
  server_->respond(connection, request, std::move(response));
}

/// Source: KafkaApis.handleProduceRequest. Throttled or not, it is answered at once.
void KafkaApis::on_produce(sim::ConnectionId connection, const RequestPtr& request) {
  const auto& produce = std::get<ProduceRequest>(request->body);
  verification_->append(produce, [this, connection, request](std::vector<ProduceResponse::Partition>&& partitions) {
    answer_produce(connection, request, std::move(partitions));
  });
}

void KafkaApis::answer_produce(sim::ConnectionId connection, const RequestPtr& request,
                               std::vector<ProduceResponse::Partition>&& partitions) {
  if (quotas_) server_->throttle(connection, quotas_->after_produce(*request, context_.scheduler.now()));
  for (ProduceResponse::Partition& p : partitions)
    if (p.error == ErrorCode::NOT_LEADER_OR_FOLLOWER) p.current_leader = current_leader(p.tp);
  if (request->expects_answer) return write(connection, request, ProduceResponse{.partitions = std::move(partitions)});
  ErrorCode error = ErrorCode::NONE;
  for (const auto& p : partitions)
    if (p.error != ErrorCode::NONE) error = p.error;
  server_->no_answer(connection, request, error);
}

void KafkaApis::on_fetch(sim::ConnectionId connection, const RequestPtr& request) {
  auto& fetch = std::get<FetchRequest>(request->body);
  if (quotas_) quotas_->limit(*request, fetch);
  replicas_.fetch(fetch, [this, connection, request](FetchResponse&& response) {
    if (quotas_) server_->throttle(connection, quotas_->after_fetch(*request, response, context_.scheduler.now()));
    for (FetchResponse::Partition& p : response.partitions)
      if (p.error == ErrorCode::NOT_LEADER_OR_FOLLOWER || p.error == ErrorCode::FENCED_LEADER_EPOCH)
        p.current_leader = current_leader(p.tp);
    write(connection, request, std::move(response));
  });
}

/// Where a client that asked the wrong broker should go: what this broker's replica knows or, if it has none, its
/// metadata (KIP-951). Source: KafkaApis.getCurrentLeader.
LeaderIdAndEpoch KafkaApis::current_leader(TopicPartition tp) const {
  if (!context_.behaviour.new_leader_in_errors) return {};
  if (const Partition* p = std::as_const(replicas_).find(tp))
    return {.leader = p->leader(), .epoch = p->leader_epoch()};
  const PartitionState* known = metadata_.find(tp);
  return known ? LeaderIdAndEpoch{.leader = known->leader, .epoch = known->leader_epoch} : LeaderIdAndEpoch{};
}

void KafkaApis::on_control_request(sim::ConnectionId connection, const RequestPtr& request) {
  if (!control_) return;
  control_->on_control_request(request->body, [this, connection, request](ResponseBody response) {
    server_->respond(connection, request, std::move(response));
  });
}

void KafkaApis::on_admin_request(sim::ConnectionId connection, const RequestPtr& request) {
  const AdminQuestion& question = *std::get<AdminRequest>(request->body).question;
  if (AdminRequests::for_controller(question)) return on_control_request(connection, request);
  answer(connection, request, admin_response(admin_.answer(question)));
}

bool KafkaApis::leads(TopicPartition tp) const {
  const Partition* p = std::as_const(replicas_).find(tp);
  return p && p->is_leader();
}

void KafkaApis::append(TopicPartition tp, const BatchPtr& batch, sim::Duration timeout, Appended done,
                       VerificationGuard guard) {
  replicas_.append_records(-1, timeout, {{.tp = tp, .batch = batch}}, true,
                           [answer = std::move(done)](std::vector<ProduceResponse::Partition>&& partitions) {
                             answer(partitions.front().error, partitions.front().base_offset);
                           },
                           {{tp, guard}});
}

void KafkaApis::verify_transaction(TopicPartition tp, const std::string& transactional_id, ProducerId producer_id,
                                   ProducerEpoch producer_epoch, Verified done) {
  verification_->verify(tp, transactional_id, producer_id, producer_epoch, std::move(done));
}

void KafkaApis::append_unconfirmed(TopicPartition tp, const BatchPtr& batch) {
  replicas_.append_records(0, sim::Duration{0}, {{.tp = tp, .batch = batch}}, true, [](auto&&) {});
}

/// The time is that of an io thread for as many bytes: Kafka's group-metadata-manager thread reads and decodes them. It
/// reads to the end that the log has then, markers that were written meanwhile included.
void KafkaApis::read(TopicPartition tp, Read done) {
  const Partition* p = std::as_const(replicas_).find(tp);
  SIM_CHECK(p != nullptr, "only what is led here is read");
  const sim::Duration time = context_.costs.io_thread_per_kib * p->log().size().count() / 1024;
  context_.scheduler.after(time, context_.life,
                           [this, tp, to = std::make_unique<Read>(std::move(done))] { (*to)(entries_of(tp)); });
}

std::vector<LogEntry> KafkaApis::entries_of(TopicPartition tp) const {
  std::vector<LogEntry> entries;
  const Partition* p = std::as_const(replicas_).find(tp);
  if (!p) return entries;
  const LogEntries& log = p->log().entries();
  for (LogEntries::Index i = log.begin_index(); i != log.end_index(); ++i) entries.push_back(log[i]);
  return entries;
}

// ---- coordinators

bool KafkaApis::is_offsets_partition(TopicPartition tp) const {
  return context_.topics.name(tp.topic) == kGroupMetadataTopicName;
}
bool KafkaApis::is_transactions_partition(TopicPartition tp) const {
  return context_.topics.name(tp.topic) == kTransactionStateTopicName;
}
void KafkaApis::on_became_leader(TopicPartition tp) {
  if (is_offsets_partition(tp)) coordinator_.on_election(tp);
  // A leader that was elected again under a larger epoch goes on under the epoch it began with.
  if (is_transactions_partition(tp) && !transactions_->states().coordinates(tp.partition))
    transactions_->on_election(tp, std::as_const(replicas_).find(tp)->leader_epoch().value());
}
void KafkaApis::on_leads_no_more(TopicPartition tp) {
  if (is_offsets_partition(tp)) coordinator_.on_resignation(tp);
  if (is_transactions_partition(tp)) transactions_->on_resignation(tp);
}

}  // namespace kafka
