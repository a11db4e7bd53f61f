/// KafkaApis: what producers ask of transaction coordinators, and coordinators of leaders.

#include <algorithm>
#include <memory>
#include <utility>

#include "model/broker/kafka_apis.h"
#include "model/types/record_size.h"
#include "sim/core/check.h"

namespace kafka {

void KafkaApis::on_transaction_request(sim::ConnectionId connection, const RequestPtr& request) {
  switch (api_of(request->body)) {
    case ApiKey::INIT_PRODUCER_ID:
      return transactions_->handle_init_producer_id(
          std::get<InitProducerIdRequest>(request->body),
          [this, connection, request](const InitProducerIdResponse& r) { answer(connection, request, r); });
    case ApiKey::ADD_PARTITIONS_TO_TXN:
      return on_add_partitions_to_txn(connection, request);
    case ApiKey::ADD_OFFSETS_TO_TXN:
      return on_add_offsets_to_txn(connection, request);
    case ApiKey::END_TXN:
      return transactions_->handle_end_txn(
          std::get<EndTxnRequest>(request->body),
          [this, connection, request](ErrorCode error) { answer(connection, request, EndTxnResponse{error}); });
    case ApiKey::WRITE_TXN_MARKERS:
      return on_write_txn_markers(connection, request);
    default:
      SIM_CHECK(false, "no request of a transaction");
  }
}

/// A partition that this broker has not heard of makes the whole request fail.
/// Source: KafkaApis.handleAddPartitionsToTxnRequest.
void KafkaApis::on_add_partitions_to_txn(sim::ConnectionId connection, const RequestPtr& request) {
  const auto& asked = std::get<AddPartitionsToTxnRequest>(request->body);
  const auto unknown = [this](const std::vector<TopicPartition>& partitions) {
    return std::any_of(partitions.begin(), partitions.end(), [this](TopicPartition tp) { return !metadata_.find(tp); });
  };
  if (!asked.verify_only) {
    if (unknown(asked.partitions))
      return answer(connection, request, AddPartitionsToTxnResponse{ErrorCode::UNKNOWN_TOPIC_OR_PARTITION});
    return transactions_->handle_add_partitions(asked, [this, connection, request](ErrorCode error) {
      answer(connection, request, AddPartitionsToTxnResponse{error});
    });
  }
  AddPartitionsToTxnResponse response;
  for (const auto& transaction : asked.verified) {
    response.verified.push_back(transactions_->handle_verify_partitions(transaction));
    if (!unknown(transaction.partitions)) continue;
    for (auto& p : response.verified.back())
      p.error = metadata_.find(p.tp) ? ErrorCode::OPERATION_NOT_ATTEMPTED : ErrorCode::UNKNOWN_TOPIC_OR_PARTITION;
  }
  server_->respond(connection, request, std::move(response));
}

/// The group's partition of __consumer_offsets takes part in the transaction.
void KafkaApis::on_add_offsets_to_txn(sim::ConnectionId connection, const RequestPtr& request) {
  const auto& asked = std::get<AddOffsetsToTxnRequest>(request->body);
  AddPartitionsToTxnRequest add{};
  add.transactional_id = asked.transactional_id;
  add.producer_id = asked.producer_id;
  add.producer_epoch = asked.producer_epoch;
  add.partitions = {groups_.entry(asked.group).offsets_partition};
  transactions_->handle_add_partitions(add, [this, connection, request](ErrorCode error) {
    answer(connection, request, AddOffsetsToTxnResponse{error});
  });
}

// ---- markers

namespace {

/// Kafka: MemoryRecords.withEndTransactionMarker.
BatchPtr marker_batch(const WriteTxnMarkersRequest::Marker& marker, sim::SimTime now) {
  auto* batch = new RecordBatch;
  batch->count = 1;
  batch->size = sim::Bytes(kControlRecordBatchSize);
  batch->first_timestamp = now;
  batch->max_timestamp = now;
  batch->producer_id = marker.producer_id;
  batch->producer_epoch = marker.producer_epoch;
  batch->transactional = true;
  batch->control = marker.commit ? ControlRecordType::COMMIT : ControlRecordType::ABORT;
  batch->coordinator_epoch = marker.coordinator_epoch;
  return BatchPtr(batch);
}

/// The markers of one request, until all are written or refused.
struct MarkersUnderWay {
  WriteTxnMarkersResponse response;
  std::size_t open;
};

}  // namespace

/// One append for each marker; the answer goes out after the last. Source: KafkaApis.handleWriteTxnMarkersRequest.
void KafkaApis::on_write_txn_markers(sim::ConnectionId connection, const RequestPtr& request) {
  const auto& markers = std::get<WriteTxnMarkersRequest>(request->body).markers;
  const auto under_way = std::make_shared<MarkersUnderWay>();
  under_way->response.markers.resize(markers.size());
  under_way->open = markers.size();
  if (markers.empty()) return server_->respond(connection, request, WriteTxnMarkersResponse{});
  for (std::size_t i = 0; i < markers.size(); ++i) {
    write_marker(markers[i], [this, connection, request, under_way, i](MarkerResults&& results) {
      under_way->response.markers[i] = {
          .producer_id = std::get<WriteTxnMarkersRequest>(request->body).markers[i].producer_id,
          .partitions = std::move(results)};
      if (--under_way->open == 0) server_->respond(connection, request, std::move(under_way->response));
    });
  }
}

/// Offsets that a transaction committed become those of their group when its marker is written.
void KafkaApis::write_marker(const WriteTxnMarkersRequest::Marker& marker, std::function<void(MarkerResults&&)> done) {
  MarkerResults results;
  std::vector<ProduceRequest::Partition> entries;
  const BatchPtr batch = marker_batch(marker, context_.scheduler.now());
  for (const TopicPartition tp : marker.partitions) {
    if (std::as_const(replicas_).find(tp)) {
      entries.push_back({.tp = tp, .batch = batch});
    } else {
      results.push_back({.tp = tp, .error = ErrorCode::UNKNOWN_TOPIC_OR_PARTITION});
    }
  }
  if (entries.empty()) return done(std::move(results));
  replicas_.append_records(-1, kBrokerRequestTimeout, entries, true,
                           [this, results = std::move(results), id = marker.producer_id, commit = marker.commit,
                            done = std::move(done)](std::vector<ProduceResponse::Partition>&& appended) mutable {
                             std::vector<TopicPartition> offsets_partitions;
                             for (const auto& p : appended) {
                               results.push_back({.tp = p.tp, .error = p.error});
                               if (p.error == ErrorCode::NONE && is_offsets_partition(p.tp))
                                 offsets_partitions.push_back(p.tp);
                             }
                             if (!offsets_partitions.empty())
                               coordinator_.handle_txn_completion(id, offsets_partitions, commit);
                             done(std::move(results));
                           });
}

}  // namespace kafka
