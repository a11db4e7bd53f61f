// Sender: what becomes of batches.

#include <algorithm>

#include "model/producer/sender.h"

namespace kafka {

std::vector<ProducerBatchPtr> Sender::take_in_flight(std::uint64_t tag) {
  const auto it = std::find_if(in_flight_.begin(), in_flight_.end(), [&](const InFlight& f) { return f.tag == tag; });
  if (it == in_flight_.end()) return {};
  std::vector<ProducerBatchPtr> batches = std::move(it->batches);
  in_flight_.erase(it);
  return batches;
}

void Sender::on_response(const Request& request) {
  if (std::holds_alternative<MetadataRequest>(request.body)) return metadata_->on_response(request);
  if (request.tag == TransactionalRequestSender::kTag) return requests_->on_response(request);
  on_produce_response(request);
}

void Sender::on_produce_response(const Request& request) {
  const auto batches = take_in_flight(request.tag);
  const auto& response = std::get<ProduceResponse>(*request.answer);
  bool leaders_changed = false;
  for (std::size_t i = 0; i < batches.size(); ++i) {
    const ProduceResponse::Partition& p = response.partitions[i];
    judge(batches[i], {.error = p.error, .base_offset = p.base_offset, .log_start_offset = p.log_start_offset});
    const bool elsewhere = p.error == ErrorCode::NOT_LEADER_OR_FOLLOWER || p.error == ErrorCode::FENCED_LEADER_EPOCH;
    if (elsewhere && context_.behaviour.new_leader_in_errors && metadata_->update_leader(p.tp, p.current_leader))
      leaders_changed = true;
  }
  if (leaders_changed) listener_.on_metadata_changed();
  wakeup();
}

void Sender::on_request_failed(const Request& request, RequestFailure why) {
  if (std::holds_alternative<MetadataRequest>(request.body)) return metadata_->on_request_failed();
  if (request.tag == TransactionalRequestSender::kTag) return requests_->on_request_failed();
  // 2.3 does not tell a timeout from a lost connection.
  const bool timed_out = why == RequestFailure::timed_out && context_.profile != Profile::v2_3;
  const ErrorCode error = timed_out ? ErrorCode::REQUEST_TIMED_OUT : ErrorCode::NETWORK_EXCEPTION;
  // A lost connection fails its requests oldest first, and each batch goes back to the head of its queue: without
  // idempotence later batches overtake earlier ones here, as in Kafka (RecordAccumulator.reenqueue).
  for (const ProducerBatchPtr& b : take_in_flight(request.tag)) judge(b, {.error = error});
  metadata_->request_update();
  wakeup();
}

void Sender::judge(const ProducerBatchPtr& batch, const BatchAnswer& answer) {
  settle(batch, answer);
  if (is_invalid_metadata(answer.error)) metadata_->request_update();
  if (context_.config.max_in_flight_requests_per_connection == 1) accumulator_.unmute(batch->tp);
}

/// Source: Sender.completeBatch. A batch that is done has run out of time: only that it was stored is still of
/// interest.
void Sender::settle(const ProducerBatchPtr& batch, const BatchAnswer& answer) {
  using enum ErrorCode;
  if (answer.error == MESSAGE_TOO_LARGE && batch->count > 1 && !batch->done) return split(batch);
  if (answer.error == NONE || answer.error == DUPLICATE_SEQUENCE_NUMBER) return complete(batch, answer.base_offset);
  if (batch->done) return;
  if (!can_retry(*batch, answer)) {
    const bool refused = batch->attempts < context_.config.retries;
    return give_up(batch, error_of(answer.error, context_.profile), refused);
  }
  if (transactions_ && transactions_->id_is_stale(*batch))
    return give_up(batch, error_of(OUT_OF_ORDER_SEQUENCE_NUMBER, context_.profile), false);
  retry(batch, answer.error);
}

bool Sender::can_retry(const ProducerBatch& batch, const BatchAnswer& answer) const {
  const bool in_time = context_.scheduler.now() - batch.created < context_.config.delivery_timeout_ms;
  if (!in_time || batch.attempts >= context_.config.retries) return false;
  return transactions_ ? transactions_->can_retry(batch, answer) : is_retriable(answer.error);
}

void Sender::retry(const ProducerBatchPtr& batch, ErrorCode error) {
  emit([&] {
    return BatchRetried{.producer = context_.producer,
                        .tp = batch->tp,
                        .first_id = batch->first_id,
                        .count = batch->count,
                        .error = error};
  });
  accumulator_.reenqueue(batch, context_.scheduler.now());
}

void Sender::split(const ProducerBatchPtr& batch) {
  if (transactions_) transactions_->remove_in_flight(*batch);
  batch->freeze(context_.producer, context_.compression);  // it may have been numbered anew meanwhile
  const auto pieces = accumulator_.split_and_reenqueue(*batch, context_.scheduler.now());
  if (flushed_) flushing_.insert(flushing_.begin(), pieces.begin(), pieces.end());
  finish(batch);
}

void Sender::complete(const ProducerBatchPtr& batch, Offset base_offset) {
  if (transactions_) transactions_->on_completed(*batch, base_offset);
  if (batch->done) return;
  emit([&] {
    return RecordsAcknowledged{.producer = context_.producer,
                               .tp = batch->tp,
                               .first_id = batch->first_id,
                               .count = batch->count,
                               .base_offset = base_offset,
                               .size = sim::Bytes(batch->wire_size(context_.compression)),
                               .first_timestamp = batch->first_timestamp,
                               .max_timestamp = batch->max_timestamp};
  });
  listener_.on_completion({.tp = batch->tp,
                           .first_id = batch->first_id,
                           .count = batch->count,
                           .base_offset = base_offset,
                           .exception = ""});
  finish(batch);
}

void Sender::give_up(const ProducerBatchPtr& batch, const ProducerError& error, bool adjust_sequences) {
  if (transactions_) transactions_->on_failed(*batch, error, adjust_sequences);
  fail(batch, error);
}

void Sender::fail(const ProducerBatchPtr& batch, const ProducerError& error) {
  emit([&] {
    return RecordsFailed{.producer = context_.producer,
                         .tp = batch->tp,
                         .first_id = batch->first_id,
                         .count = batch->count,
                         .error = error.code,
                         .exception = error.exception};
  });
  listener_.on_completion({.tp = batch->tp,
                           .first_id = batch->first_id,
                           .count = batch->count,
                           .base_offset = kUnknownOffset,
                           .exception = error.exception});
  finish(batch);
}

void Sender::finish(const ProducerBatchPtr& batch) {
  batch->done = true;
  accumulator_.release(*batch);
  check_flushed();
  listener_.on_memory_released();
}

/// Source: RecordAccumulator.abortBatches: what is in flight, too; its answer comes too late.
void Sender::abort_all(const ProducerError& error) {
  for (const ProducerBatchPtr& batch : accumulator_.take_queued(false)) fail(batch, error);
  for (std::size_t f = 0; f < in_flight_.size(); ++f) {
    const std::vector<ProducerBatchPtr> batches = in_flight_[f].batches;
    for (const ProducerBatchPtr& batch : batches)
      if (!batch->done) fail(batch, error);
  }
}

/// A transaction that is or will be aborted: what has no number yet is not sent any more.
void Sender::abort_undrained() {
  ProducerError error = transactions_->last_error();
  const bool old = context_.profile == Profile::v2_3;
  if (!error) error.exception = old ? "KafkaException" : "TransactionAbortedException";
  for (const ProducerBatchPtr& batch : accumulator_.take_queued(true)) fail(batch, error);
}

// ---- connections and metadata

void Sender::on_node_ready(BrokerId) {
  metadata_->on_node_ready();
  wakeup();
}

void Sender::on_connect_failed(BrokerId node) {
  metadata_->request_update();
  if (requests_) requests_->on_connect_failed(node);
  wakeup();
}

void Sender::on_metadata() {
  listener_.on_metadata_changed();
  wakeup();
}

}  // namespace kafka
