#include "model/broker/kafka_apis.h"

#include <utility>

namespace kafka {

sim::Duration KafkaApis::cost(const Request& request) const {
  const BrokerCosts& c = context_.costs;
  sim::Duration cost = c.io_thread_per_request;
  if (const auto* produce = std::get_if<ProduceRequest>(&request.body)) {
    std::int64_t bytes = 0;
    for (const auto& p : produce->partitions) bytes += p.batch->size.count();
    cost += c.io_thread_per_partition * static_cast<std::int64_t>(produce->partitions.size());
    cost += c.io_thread_per_kib * bytes / 1024;
    cost += context_.disk.write_delay();  // a full dirty page cache holds the writer back
  } else if (const auto* fetch = std::get_if<FetchRequest>(&request.body)) {
    cost += c.io_thread_per_partition * static_cast<std::int64_t>(fetch->partitions.size());
  }
  return cost;
}

void KafkaApis::handle(sim::ConnectionId connection, const RequestPtr& request) {
  switch (api_of(request->body)) {
    case ApiKey::PRODUCE:
      return on_produce(connection, request);
    case ApiKey::FETCH:
      return on_fetch(connection, request);
    case ApiKey::LIST_OFFSETS:
      return server_->respond(connection, request, replicas_.list_offsets(std::get<ListOffsetsRequest>(request->body)));
    case ApiKey::METADATA:
      return server_->respond(connection, request, metadata_.answer(std::get<MetadataRequest>(request->body)));
    case ApiKey::FIND_COORDINATOR:
      return on_find_coordinator(connection, request);
    case ApiKey::OFFSET_COMMIT:
      return on_offset_commit(connection, request);
    case ApiKey::OFFSET_FETCH:
      return server_->respond(connection, request, coordinator_.fetch(std::get<OffsetFetchRequest>(request->body)));
    case ApiKey::API_VERSIONS:
      return server_->respond(connection, request, ApiVersionsResponse{});
    case ApiKey::LEADER_AND_ISR:
    case ApiKey::STOP_REPLICA:
    case ApiKey::UPDATE_METADATA:
    case ApiKey::CONTROLLED_SHUTDOWN:
    case ApiKey::OFFSET_FOR_LEADER_EPOCH:
    case ApiKey::ALTER_PARTITION:
      break;
  }
}

/// Source: KafkaApis.handleProduceRequest.
void KafkaApis::on_produce(sim::ConnectionId connection, const RequestPtr& request) {
  const auto& produce = std::get<ProduceRequest>(request->body);
  auto answer = [this, connection, request](std::vector<ProduceResponse::Partition>&& partitions) {
    if (request->expects_answer)
      return server_->respond(connection, request, ProduceResponse{.partitions = std::move(partitions)});
    ErrorCode error = ErrorCode::NONE;
    for (const auto& p : partitions)
      if (p.error != ErrorCode::NONE) error = p.error;
    server_->no_answer(connection, request, error);
  };
  replicas_.append_records(produce.acks, produce.timeout, produce.partitions, false, std::move(answer));
}

void KafkaApis::on_fetch(sim::ConnectionId connection, const RequestPtr& request) {
  replicas_.fetch(std::get<FetchRequest>(request->body), [this, connection, request](FetchResponse&& response) {
    server_->respond(connection, request, std::move(response));
  });
}

void KafkaApis::on_find_coordinator(sim::ConnectionId connection, const RequestPtr& request) {
  const GroupId group = std::get<FindCoordinatorRequest>(request->body).group;
  const PartitionState* state = metadata_.find(groups_.entry(group).offsets_partition);
  FindCoordinatorResponse response{.error = ErrorCode::COORDINATOR_NOT_AVAILABLE, .coordinator = kNoBroker};
  if (state && metadata_.is_alive(state->leader)) response = {.error = ErrorCode::NONE, .coordinator = state->leader};
  server_->respond(connection, request, response);
}

void KafkaApis::on_offset_commit(sim::ConnectionId connection, const RequestPtr& request) {
  coordinator_.commit(
      std::get<OffsetCommitRequest>(request->body), context_.scheduler.now(),
      [this, connection, request](OffsetCommitResponse response) { server_->respond(connection, request, response); });
}

bool KafkaApis::leads(TopicPartition tp) const {
  const Partition* p = std::as_const(replicas_).find(tp);
  return p && p->is_leader();
}

void KafkaApis::append(TopicPartition tp, const BatchPtr& batch, std::function<void(ErrorCode)> done) {
  replicas_.append_records(-1, context_.config.offsets_commit_timeout_ms, {{.tp = tp, .batch = batch}}, true,
                           [answer = std::move(done)](std::vector<ProduceResponse::Partition>&& partitions) {
                             answer(partitions.front().error);
                           });
}

}  // namespace kafka
