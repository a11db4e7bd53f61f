#include "model/producer/producer.h"

#include <algorithm>
#include <utility>

#include "sim/core/check.h"

namespace kafka {

namespace {

NetworkClientConfig network_config(const ProducerConfig& c) {
  return {.max_in_flight = c.max_in_flight_requests_per_connection,
          .request_timeout = c.request_timeout_ms,
          .reconnect_backoff = c.reconnect_backoff_ms,
          .reconnect_backoff_max = c.reconnect_backoff_max_ms,
          .connection_setup_timeout = c.socket_connection_setup_timeout_ms,
          .api_versions = true};
}

std::unique_ptr<Partitioner> partitioner_for(const ProducerContext& context, const ProducerConfig& c) {
  const PartitionerSettings settings{.profile = context.profile,
                                     .batch_size = static_cast<std::int32_t>(c.batch_size.count()),
                                     .ignore_keys = c.partitioner_ignore_keys,
                                     .adaptive = c.partitioner_adaptive_partitioning_enable,
                                     .counter_start = std::nullopt};
  auto partitioner = make_partitioner(c.partitioner_class, settings, context.partitioner_rng);
  SIM_CHECK(partitioner != nullptr, "partitioner.class was checked when the scenario was read");
  return partitioner;
}

/// Kafka: KafkaProducer.configureTransactionState. What was configured by hand and contradicts itself was refused when
/// it was read.
bool idempotent(const ProducerConfig& c) {
  const bool possible = c.acks == Acks::all && c.retries > 0 && c.max_in_flight_requests_per_connection <= 5;
  return !c.transactional_id.empty() || (c.enable_idempotence && possible);
}

}  // namespace

Producer::Producer(const ProducerContext& context, const ProducerConfig& config)
    : context_(context),
      config_(config),
      accumulator_({.config = config_,
                    .behaviour = context.behaviour,
                    .compression = context.compression,
                    .numbers = context.numbers,
                    .transactions = make_transactions()},
                   RetryBackoff(config.retry_backoff_ms, config.retry_backoff_max_ms, context.backoff_rng)),
      sender_({.scheduler = context.scheduler,
               .life = context.life,
               .host = context.host,
               .producer = context.id,
               .config = config_,
               .profile = context.profile,
               .behaviour = context.behaviour,
               .compression = context.compression,
               .emitter = context.emitter},
              accumulator_, transactions_ ? &*transactions_ : nullptr, *this),
      client_(context.scheduler, context.network, context.brokers, context.emitter, context.host, context.life,
              context.id, network_config(config), context.network_rng, sender_),
      metadata_(context.scheduler, context.life,
                {.max_age = config.metadata_max_age_ms, .retry_backoff = config.retry_backoff_ms}, client_, sender_),
      partitioner_(partitioner_for(context, config)),
      max_block_(context.scheduler, context.life, [this] { on_max_block(); }) {
  sender_.connect(client_, metadata_);
}

/// nullptr: it is not idempotent.
TransactionManager* Producer::make_transactions() {
  if (!idempotent(config_)) return nullptr;
  transactions_.emplace(TransactionManager::Context{.scheduler = context_.scheduler,
                                                    .emitter = context_.emitter,
                                                    .host = context_.host,
                                                    .client = context_.id,
                                                    .profile = context_.profile,
                                                    .behaviour = context_.behaviour},
                        config_);
  return &*transactions_;
}

bool Producer::send(const ProducerRecord& record) { return send(record, 1) == 1; }

std::int64_t Producer::send(const ProducerRecord& record, std::int64_t count) {
  SIM_CHECK(!waiting(), "the thread is blocked");
  for (std::int64_t done = 0; done < count;) {
    std::int64_t taken = 0;
    const Outcome outcome = try_send(record, count - done, taken);
    done += taken;
    if (outcome == Outcome::done) continue;
    block(record, outcome == Outcome::needs_metadata ? BlockedOn::metadata : BlockedOn::buffer_memory);
    return done;
  }
  return count;
}

Producer::Outcome Producer::try_send(const ProducerRecord& record, std::int64_t count, std::int64_t& taken) {
  const auto known = metadata_.partitions(record.topic);
  if (known.empty()) {
    metadata_.add_topic(record.topic);
    return Outcome::needs_metadata;
  }
  const std::int64_t upper = estimated_size_upper_bound(record.key.size, record.value_size);
  if (upper > config_.max_request_size.count() || upper > config_.buffer_memory.count()) {
    taken = 1;
    using enum SendFailure::Why;
    fail({.why = upper > config_.max_request_size.count() ? too_large_for_request : too_large_for_memory,
          .exception = exception_of(ErrorCode::MESSAGE_TOO_LARGE),
          .topic = record.topic,
          .bytes = upper});
    return Outcome::done;
  }
  if (transactions_) {
    // 3.9 finds out after it has appended the record, which then fails all the same.
    if (const ProducerError error = transactions_->check_send()) {
      taken = 1;
      fail({.why = SendFailure::Why::producer, .exception = error.exception, .topic = record.topic});
      return Outcome::done;
    }
  }
  const PartitionInput input{.topic = record.topic,
                             .partitions = static_cast<std::int32_t>(known.size()),
                             .available = topic_state(record.topic).available,
                             .key = record.key};
  if (record.partition.value() >= input.partitions) {
    metadata_.request_update();  // the topic may have grown
    return Outcome::needs_metadata;
  }
  return append(record, input, count, taken);
}

/// Source: KafkaProducer.doSend and RecordAccumulator.append; see Partitioner for the order of the calls.
Producer::Outcome Producer::append(const ProducerRecord& record, const PartitionInput& input, std::int64_t count,
                                   std::int64_t& taken) {
  const bool given = record.partition.value() >= 0;
  PartitionId chosen = given ? record.partition : settled(input, partitioner_->partition(input));
  RecordAccumulator::Appended appended;
  RecordAccumulator::Append outcome = append_to(chosen, record, false, appended);
  if (outcome == RecordAccumulator::Append::would_open) {
    if (!given && partitioner_->on_new_batch(input, chosen)) chosen = partitioner_->partition(input);
    if (!given) chosen = settled(input, chosen);  // the batch it had no room in is closed now
    outcome = append_to(chosen, record, true, appended);
  }
  if (outcome == RecordAccumulator::Append::out_of_memory) {
    waits_for_ = !given && !partitioner_->chooses_while_waiting() ? chosen : record.partition;
    return Outcome::needs_memory;
  }
  taken = 1;
  last_record_ = RecordAddress{.tp = {record.topic, chosen}, .id = appended.last};
  if (transactions_) transactions_->maybe_add_partition({record.topic, chosen});
  const bool full = accumulator_.all_batches_full({record.topic, chosen});
  const bool again =
      !given && partitioner_->update_partition_info(input, chosen, static_cast<std::int32_t>(appended.bytes), full);
  if (!again && !full && count > 1) append_run(record, input, chosen, count - 1, taken);
  return Outcome::done;
}

/// A switch that had to wait for a batch to fill is made up for.
PartitionId Producer::settled(const PartitionInput& input, PartitionId chosen) {
  while (accumulator_.all_batches_full({input.topic, chosen}) &&
         partitioner_->update_partition_info(input, chosen, 0, true))
    chosen = partitioner_->partition(input);
  return chosen;
}

/// More of the same that need no new choice and no new batch.
void Producer::append_run(const ProducerRecord& record, const PartitionInput& input, PartitionId chosen,
                          std::int64_t count, std::int64_t& taken) {
  const bool given = record.partition.value() >= 0;
  const std::int64_t room = given ? kNeverAgain : partitioner_->bytes_before_choosing_again(input, chosen);
  if (room <= 0) return;
  RecordAccumulator::Appended appended;
  const std::int64_t more =
      accumulator_.append_run({record.topic, chosen}, context_.scheduler.now(), record, count, room, appended);
  if (more == 0) return;
  taken += more;
  last_record_->id = appended.last;
  if (!given) partitioner_->update_partition_info(input, chosen, static_cast<std::int32_t>(appended.bytes), false);
}

RecordAccumulator::Append Producer::append_to(PartitionId partition, const ProducerRecord& record, bool may_open,
                                              RecordAccumulator::Appended& appended) {
  const auto outcome =
      accumulator_.append({record.topic, partition}, context_.scheduler.now(), record, may_open, appended);
  if (outcome == RecordAccumulator::Append::new_batch || appended.batch_full) sender_.wakeup();
  return outcome;
}

Producer::Topic& Producer::topic_state(TopicId topic) {
  const auto at = static_cast<std::size_t>(topic.value());
  if (at >= topics_.size()) topics_.resize(at + 1);
  Topic& state = topics_[at];
  if (state.version == metadata_.version()) return state;
  state.version = metadata_.version();
  state.available.clear();
  const auto known = metadata_.partitions(topic);
  for (std::size_t p = 0; p < known.size(); ++p)
    if (known[p].leader != kNoBroker) state.available.push_back(PartitionId(static_cast<std::int32_t>(p)));
  return state;
}

// ---- blocking

void Producer::block(const ProducerRecord& record, BlockedOn on) {
  const sim::SimTime now = context_.scheduler.now();
  blocked_ = Blocked{.record = record, .on = on, .since = now};
  max_block_.arm(config_.max_block_ms);
  emit([&] { return SendBlocked{.producer = context_.id, .on = on}; });
  wait_for(on);
}

void Producer::wait_for(BlockedOn on) {
  blocked_->on = on;
  const bool memory = on == BlockedOn::buffer_memory;
  if (memory) blocked_->record.partition = waits_for_;
  sender_.set_exhausted(memory);
  if (memory) sender_.wakeup();
}

void Producer::on_memory_released() { retry_blocked(); }
void Producer::on_metadata_changed() { retry_blocked(); }

/// The rest of max.block.ms goes on counting, whatever it waits for next.
void Producer::retry_blocked() {
  if (!blocked_) return;
  std::int64_t taken = 0;
  const Outcome outcome = try_send(blocked_->record, 1, taken);
  if (outcome == Outcome::done) return unblock();
  const BlockedOn on = outcome == Outcome::needs_metadata ? BlockedOn::metadata : BlockedOn::buffer_memory;
  if (on != blocked_->on) wait_for(on);
}

void Producer::unblock() {
  const Blocked was = *blocked_;
  blocked_.reset();
  max_block_.disarm();
  sender_.set_exhausted(false);
  emit([&] {
    return SendUnblocked{.producer = context_.id, .on = was.on, .waited = context_.scheduler.now() - was.since};
  });
  // The application's thread goes on as an event of its own: it may send again, and this may be the middle of an
  // answer.
  context_.scheduler.after(sim::Duration{0}, context_.life, [this] {
    if (application_) application_->on_send_unblocked();
  });
}

void Producer::on_max_block() {
  if (waiting_) return answer("TimeoutException");
  fail(gave_up_waiting());
  unblock();
}

SendFailure Producer::gave_up_waiting() const {
  const ProducerRecord& record = blocked_->record;
  if (blocked_->on == BlockedOn::buffer_memory) {
    const bool own = context_.profile != Profile::v2_3;
    const std::int64_t upper = estimated_size_upper_bound(record.key.size, record.value_size);
    return {.why = SendFailure::Why::no_memory,
            .exception = own ? "BufferExhaustedException" : "TimeoutException",
            .topic = record.topic,
            .bytes = std::max(config_.batch_size.count(), upper),
            .available = config_.buffer_memory.count() - accumulator_.used_bytes()};
  }
  const auto known = static_cast<std::int32_t>(metadata_.partitions(record.topic).size());
  return {.why = known == 0 ? SendFailure::Why::no_topic : SendFailure::Why::no_partition,
          .exception = "TimeoutException",
          .topic = record.topic,
          .partition = record.partition,
          .partitions = known};
}

void Producer::fail(const SendFailure& failure) {
  last_record_.reset();
  last_failure_ = failure;
  emit([&] { return SendFailed{.producer = context_.id, .topic = failure.topic, .exception = failure.exception}; });
}

// ---- load for KIP-794

/// The sender tells the partitioner how long the queues are, without those of brokers that are too slow.
/// Source: RecordAccumulator.partitionReady.
void Producer::on_round() {
  if (!partitioner_->wants_load()) return;
  for (std::size_t t = 0; t < topics_.size(); ++t) {
    const TopicId topic(static_cast<std::int32_t>(t));
    loaded_.clear();
    queue_sizes_.clear();
    for (const PartitionId p : topics_[t].available) {
      const std::int32_t queued = accumulator_.queue_size({topic, p});
      if (queued > 0 && sender_.latency().too_slow(metadata_.leader({topic, p}))) continue;
      loaded_.push_back(p);
      queue_sizes_.push_back(queued);
    }
    partitioner_->update_load(
        topic, {.sizes = queue_sizes_, .partitions = loaded_, .scheduled = accumulator_.partitions_used(topic)});
  }
}

}  // namespace kafka
