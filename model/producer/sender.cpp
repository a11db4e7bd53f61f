#include "model/producer/sender.h"

#include <algorithm>

namespace kafka {

namespace {
constexpr std::string_view kTimeoutException = "TimeoutException";
}  // namespace

Sender::Sender(sim::Scheduler& scheduler, sim::LifeId life, sim::HostId host, ClientId producer,
               const ProducerConfig& config, const Emitter& emitter, RecordAccumulator& accumulator,
               SenderListener& listener)
    : scheduler_(scheduler),
      life_(life),
      host_(host),
      producer_(producer),
      config_(config),
      emitter_(emitter),
      accumulator_(accumulator),
      listener_(listener),
      wake_(scheduler, life, [this] { run(); }) {}

void Sender::wakeup() {
  if (woken_) return;
  woken_ = true;
  scheduler_.after(sim::Duration{0}, life_, [this] { run(); });
}

void Sender::run() {
  woken_ = false;
  expire();
  do {
    listener_.on_round();
  } while (send_ready());
}

bool Sender::send_ready() {
  const sim::SimTime now = scheduler_.now();
  const RecordAccumulator::Ready& ready = accumulator_.ready(*metadata_, now, exhausted_);
  if (ready.unknown_leaders) metadata_->request_update();
  sim::SimTime next = std::min(ready.next_check, accumulator_.next_expiry());
  bool sent = false;
  const std::vector<BrokerId> nodes = ready.nodes;  // ready_ is reused by the next round
  for (const BrokerId node : nodes) {
    if (!client_->ready(node)) {
      if (!client_->connected(node) && client_->retry_at(node) > now) next = std::min(next, client_->retry_at(node));
      continue;  // else on_node_ready or a response wakes us
    }
    std::vector<ProducerBatchPtr> batches;
    accumulator_.drain(*metadata_, node, now, batches);
    if (batches.empty()) continue;
    send_produce(node, std::move(batches));
    sent = true;
  }
  arm(next);
  return sent;
}

void Sender::arm(sim::SimTime next) {
  if (next == sim::SimTime::max()) return wake_.disarm();
  wake_.arm_at(std::max(next, scheduler_.now()));
}

void Sender::send_produce(BrokerId node, std::vector<ProducerBatchPtr> batches) {
  ProduceRequest request{
      .acks = static_cast<std::int16_t>(config_.acks), .timeout = config_.request_timeout_ms, .partitions = {}};
  request.partitions.reserve(batches.size());
  for (const ProducerBatchPtr& b : batches) {
    if (config_.max_in_flight_requests_per_connection == 1) accumulator_.mute(b->tp);
    const BatchPtr& frozen = b->freeze(producer_);
    request.partitions.push_back({.tp = b->tp, .batch = frozen});
    emit([&] {
      return BatchSent{.producer = producer_,
                       .tp = b->tp,
                       .first_id = b->first_id,
                       .count = b->count,
                       .size = frozen->size,
                       .to = node,
                       .attempt = b->attempts + 1,
                       .first_timestamp = b->first_timestamp,
                       .max_timestamp = b->max_timestamp};
    });
  }
  const bool expects_answer = config_.acks != Acks::none;
  const std::uint64_t tag = ++last_tag_;
  if (expects_answer) in_flight_.push_back({.tag = tag, .batches = batches});
  client_->send(node, std::move(request), tag, expects_answer);
  if (!expects_answer)
    for (const ProducerBatchPtr& b : batches) complete(b, kUnknownOffset);  // done once it is written
}

void Sender::expire() {
  const sim::SimTime now = scheduler_.now();
  std::vector<ProducerBatchPtr> late;
  accumulator_.expired(now, late);
  for (const InFlight& f : in_flight_)
    for (const ProducerBatchPtr& b : f.batches)
      if (!b->done && now - b->created >= config_.delivery_timeout_ms) late.push_back(b);
  for (const ProducerBatchPtr& b : late) give_up(b, ErrorCode::REQUEST_TIMED_OUT, kTimeoutException);
}

std::vector<ProducerBatchPtr> Sender::take_in_flight(std::uint64_t tag) {
  const auto it = std::find_if(in_flight_.begin(), in_flight_.end(), [&](const InFlight& f) { return f.tag == tag; });
  if (it == in_flight_.end()) return {};
  std::vector<ProducerBatchPtr> batches = std::move(it->batches);
  in_flight_.erase(it);
  return batches;
}

void Sender::on_response(const Request& request) {
  if (std::holds_alternative<MetadataRequest>(request.body)) return metadata_->on_response(request);
  on_produce_response(request);
}

void Sender::on_produce_response(const Request& request) {
  const auto batches = take_in_flight(request.tag);
  const auto& response = std::get<ProduceResponse>(*request.answer);
  for (std::size_t i = 0; i < batches.size(); ++i)
    judge(batches[i], response.partitions[i].error, response.partitions[i].base_offset);
  wakeup();
}

void Sender::on_request_failed(const Request& request, RequestFailure why) {
  if (std::holds_alternative<MetadataRequest>(request.body)) return metadata_->on_request_failed();
  const ErrorCode error =
      why == RequestFailure::timed_out ? ErrorCode::REQUEST_TIMED_OUT : ErrorCode::NETWORK_EXCEPTION;
  // A lost connection fails its requests oldest first, and each batch goes back to the head of its queue: without
  // idempotence later batches overtake earlier ones here, as in Kafka (RecordAccumulator.reenqueue).
  for (const ProducerBatchPtr& b : take_in_flight(request.tag)) judge(b, error, kUnknownOffset);
  metadata_->request_update();
  wakeup();
}

void Sender::judge(const ProducerBatchPtr& batch, ErrorCode error, Offset base_offset) {
  if (config_.max_in_flight_requests_per_connection == 1) accumulator_.unmute(batch->tp);
  if (batch->done) return;  // it ran out of time before its answer came
  if (error == ErrorCode::NONE) return complete(batch, base_offset);
  if (is_invalid_metadata(error)) metadata_->request_update();
  if (error == ErrorCode::MESSAGE_TOO_LARGE && batch->count > 1) return split_and_reenqueue(batch);
  if (!can_retry(*batch, error)) {
    const bool out_of_time = error == ErrorCode::REQUEST_TIMED_OUT;
    return give_up(batch, error, out_of_time ? kTimeoutException : name_of(error));
  }
  emit([&] {
    return BatchRetried{
        .producer = producer_, .tp = batch->tp, .first_id = batch->first_id, .count = batch->count, .error = error};
  });
  accumulator_.reenqueue(batch, scheduler_.now());
}

bool Sender::can_retry(const ProducerBatch& batch, ErrorCode error) const {
  const bool in_time = scheduler_.now() - batch.created < config_.delivery_timeout_ms;
  return in_time && batch.attempts < config_.retries && is_retriable(error);
}

void Sender::split_and_reenqueue(const ProducerBatchPtr& batch) {
  accumulator_.split_and_reenqueue(batch, scheduler_.now());
  finish(batch);
}

void Sender::complete(const ProducerBatchPtr& batch, Offset base_offset) {
  emit([&] {
    return RecordsAcknowledged{.producer = producer_,
                               .tp = batch->tp,
                               .first_id = batch->first_id,
                               .count = batch->count,
                               .base_offset = base_offset,
                               .size = sim::Bytes(batch->written),
                               .first_timestamp = batch->first_timestamp,
                               .max_timestamp = batch->max_timestamp};
  });
  finish(batch);
}

void Sender::give_up(const ProducerBatchPtr& batch, ErrorCode error, std::string_view exception) {
  emit([&] {
    return RecordsFailed{.producer = producer_,
                         .tp = batch->tp,
                         .first_id = batch->first_id,
                         .count = batch->count,
                         .error = error,
                         .exception = exception};
  });
  finish(batch);
}

void Sender::finish(const ProducerBatchPtr& batch) {
  batch->done = true;
  accumulator_.release(*batch);
  listener_.on_memory_released();
}

void Sender::on_node_ready(BrokerId) {
  metadata_->on_node_ready();
  wakeup();
}

void Sender::on_connect_failed(BrokerId) {
  metadata_->request_update();
  wakeup();
}

void Sender::on_metadata() {
  listener_.on_metadata_changed();
  wakeup();
}

}  // namespace kafka
