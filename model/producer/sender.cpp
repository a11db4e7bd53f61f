// Sender: its rounds.

#include "model/producer/sender.h"

#include <algorithm>

namespace kafka {

Sender::Sender(const SenderContext& context, RecordAccumulator& accumulator, TransactionManager* transactions,
               SenderListener& listener)
    : context_(context),
      accumulator_(accumulator),
      transactions_(transactions),
      listener_(listener),
      latency_(context.config.partitioner_availability_timeout_ms),
      wake_(context.scheduler, context.life, [this] { run(); }) {
  if (transactions_)
    requests_.emplace(context.scheduler, context.life, context.config, *transactions_, [this] { wakeup(); });
}

void Sender::connect(NetworkClient& client, ClientMetadata& metadata) {
  client_ = &client;
  metadata_ = &metadata;
  if (!requests_) return;
  requests_->connect(client, metadata);
  wakeup();  // the first round may have to ask for a producer id
}

void Sender::wakeup() {
  if (woken_) return;
  woken_ = true;
  context_.scheduler.after(sim::Duration{0}, context_.life, [this] { run(); });
}

/// Source: Sender.runOnce.
void Sender::run() {
  woken_ = false;
  if (!transactional_round()) {
    expire();
    do {
      listener_.on_round();
    } while (send_ready());
  }
  check_closed();
}

/// True: the thread has no time for batches.
bool Sender::transactional_round() {
  if (!transactions_) return false;
  transactions_->housekeeping();
  if (transactions_->has_fatal_error()) {
    abort_all(transactions_->last_error());
    return true;
  }
  if (requests_->idle() && (transactions_->has_abortable_error() || transactions_->aborting())) abort_undrained();
  return requests_->poll(accumulator_.unfinished_records() > 0);
}

bool Sender::hurry() const {
  return exhausted_ || closing_ || flushed_ || (transactions_ && transactions_->completing());
}

/// Source: Sender.sendProducerData. True: something was sent, and there may be more.
bool Sender::send_ready() {
  const sim::SimTime now = context_.scheduler.now();
  const RecordAccumulator::Ready& ready = accumulator_.ready(*metadata_, now, hurry());
  if (ready.unknown_leaders) metadata_->request_update();
  sim::SimTime next = std::min(ready.next_check, accumulator_.next_expiry());
  bool sent = false;
  const std::vector<BrokerId> nodes = ready.nodes;  // ready_ is reused by the next round
  for (const BrokerId node : nodes)
    if (send_to(node, next)) sent = true;
  arm(std::min(next, accumulator_.next_compressed()));
  return sent;
}

bool Sender::send_to(BrokerId node, sim::SimTime& next) {
  const sim::SimTime now = context_.scheduler.now();
  const bool can_drain = client_->ready(node);
  latency_.update(node, now, can_drain);
  if (!can_drain) {
    if (!client_->connected(node) && client_->retry_at(node) > now) next = std::min(next, client_->retry_at(node));
    return false;  // else on_node_ready or a response wakes us
  }
  std::vector<ProducerBatchPtr> batches;
  accumulator_.drain(*metadata_, node, now, batches);
  if (batches.empty()) return false;
  send_produce(node, std::move(batches));
  return true;
}

void Sender::arm(sim::SimTime next) {
  if (next == sim::SimTime::max()) return wake_.disarm();
  wake_.arm_at(std::max(next, context_.scheduler.now()));
}

void Sender::send_produce(BrokerId node, std::vector<ProducerBatchPtr> batches) {
  const ProducerConfig& config = context_.config;
  ProduceRequest request{.acks = static_cast<std::int16_t>(config.acks),
                         .timeout = config.request_timeout_ms,
                         .partitions = {},
                         .transactional_id = config.transactional_id};
  request.partitions.reserve(batches.size());
  for (const ProducerBatchPtr& b : batches) {
    if (config.max_in_flight_requests_per_connection == 1) accumulator_.mute(b->tp);
    const BatchPtr& frozen = b->freeze(context_.producer, context_.compression);
    request.partitions.push_back({.tp = b->tp, .batch = frozen});
    emit([&] {
      return BatchSent{.producer = context_.producer,
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
  const bool expects_answer = config.acks != Acks::none;
  const std::uint64_t tag = ++last_tag_;
  if (expects_answer) in_flight_.push_back({.tag = tag, .batches = batches});
  client_->send(node, std::move(request), tag, expects_answer);
  if (!expects_answer)
    for (const ProducerBatchPtr& b : batches) complete(b, kUnknownOffset);  // done once it is written
}

/// A batch that had been sent before and ran out of time leaves its numbers in doubt.
void Sender::expire() {
  const sim::SimTime now = context_.scheduler.now();
  std::vector<ProducerBatchPtr> late;
  if (now < accumulator_.next_expiry()) return;
  accumulator_.expired(now, late);
  for (const InFlight& f : in_flight_)
    for (const ProducerBatchPtr& b : f.batches) {
      if (b->done) continue;
      if (now - b->created < context_.config.delivery_timeout_ms) {
        accumulator_.expires(*b);
      } else {
        late.push_back(b);
      }
    }
  for (const ProducerBatchPtr& b : late) {
    give_up(b, error_of(ErrorCode::REQUEST_TIMED_OUT, context_.profile), false);
    if (transactions_ && b->in_retry()) transactions_->mark_unresolved(*b);
  }
}

// ---- the end

void Sender::flush(std::function<void()> done) {
  flushed_ = std::move(done);
  accumulator_.queued(flushing_);
  for (const InFlight& f : in_flight_) flushing_.insert(flushing_.end(), f.batches.begin(), f.batches.end());
  wakeup();
  check_flushed();
}

void Sender::check_flushed() {
  while (!flushing_.empty() && flushing_.back()->done) flushing_.pop_back();
  if (flushing_.empty() && flushed_)
    context_.scheduler.after(sim::Duration{0}, context_.life, std::exchange(flushed_, nullptr));
}

void Sender::close() {
  closing_ = true;
  wakeup();
}

bool Sender::work_left() const {
  if (accumulator_.unfinished_records() > 0 || !in_flight_.empty()) return true;
  if (!transactions_) return false;
  return requests_->in_flight() || (transactions_->has_pending_requests() && transactions_->ongoing());
}

/// Source: Sender.run, after its main loop.
void Sender::check_closed() {
  if (!closing_ || work_left()) return;
  if (transactions_ && transactions_->ongoing()) {
    if (!transactions_->completing()) {
      const auto aborted = transactions_->begin_abort();
      if (!aborted->completed()) return wakeup();  // else it threw, and Kafka closes by force
    } else if (!requests_->idle()) {
      return;
    }
  }
  closing_ = false;
  listener_.on_closed();
}

}  // namespace kafka
