#include "model/consumer/consumer.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "model/consumer/java_hash_order.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

NetworkClientConfig network_config(const ConsumerConfig& c) {
  return {.max_in_flight = 100,  // Kafka's consumer sets its own limits: one Fetch to a leader, see Fetcher
          .request_timeout = c.request_timeout_ms,
          .reconnect_backoff = c.reconnect_backoff_ms,
          .reconnect_backoff_max = c.reconnect_backoff_max_ms,
          .connection_setup_timeout = c.socket_connection_setup_timeout_ms,
          .api_versions = true};
}

}  // namespace

Consumer::Consumer(const ConsumerContext& context, const ConsumerConfig& config, sim::Duration processing)
    : context_(context),
      config_(config),
      processing_(processing),
      client_(context.scheduler, context.network, context.brokers, context.emitter, context.host, context.life,
              context.id, network_config(config), context.rng, *this),
      metadata_(context.scheduler, context.life,
                {.max_age = config.metadata_max_age_ms, .retry_backoff = config.retry_backoff_ms}, client_, *this),
      fetcher_(context.scheduler, config_, context.profile, context.topics, subscriptions_, *this),
      coordinator_(context.scheduler, context.life, context.group, config, *this),
      process_(context.scheduler, context.life, [this] { on_processed(); }),
      auto_commit_(context.scheduler, context.life, [this] { proceed(); }),
      retry_(context.scheduler, context.life, [this] { proceed(); }),
      breathe_(context.scheduler, context.life, [this] { proceed(); }),
      close_(context.scheduler, context.life, [this] { finish_close(); }) {
  fetcher_.connect(client_, metadata_);
  coordinator_.connect(client_, metadata_);
}

void Consumer::start(const std::vector<TopicPartition>& partitions, std::int32_t generation) {
  emit([&] {
    return PartitionsAssigned{.group = context_.group,
                              .member = context_.id,
                              .generation = Generation(generation),
                              .partitions = partitions,
                              .added = partitions};
  });
  subscriptions_.assign(assignment_order(context_.topics, partitions));
  next_auto_commit_ = context_.scheduler.from_now(config_.auto_commit_interval_ms);
  for (const TopicPartition tp : partitions) metadata_.add_topic(tp.topic);
  if (partitions.empty()) return;  // an idle member: nothing to fetch, nothing to commit
  poll();
}

Offset Consumer::position(TopicPartition tp) const {
  const SubscriptionState::Partition* p = subscriptions_.find(tp);
  return p ? p->position : kUnknownOffset;
}

/// Something happened that the thread may be waiting for inside poll().
void Consumer::proceed() {
  if (closing_) return commit_and_close();
  if (in_poll_) poll();
}

void Consumer::poll() {
  if (stopped_) return;
  in_poll_ = true;
  maybe_auto_commit();
  update_positions();
  const std::vector<FetchedRecords> records = fetcher_.collect(config_.max_poll_records);
  if (!breathe_.armed()) fetcher_.send_fetches();  // the next fetch travels while the application works
  if (records.empty()) return;
  deliver(records);
}

void Consumer::deliver(const std::vector<FetchedRecords>& records) {
  in_poll_ = false;
  working_on_ = 0;
  for (const FetchedRecords& r : records) {
    working_on_ += r.count;
    emit([&] {
      return RecordsDelivered{.group = context_.group,
                              .member = context_.id,
                              .tp = r.tp,
                              .base_offset = r.base_offset,
                              .count = r.count,
                              .size = r.size,
                              .producer = r.producer,
                              .first_id = r.first_id,
                              .first_timestamp = r.first_timestamp,
                              .last_timestamp = r.last_timestamp};
    });
  }
  const auto work = static_cast<double>((processing_ * working_on_).count());
  process_.arm(slowdown_ == 1 ? processing_ * working_on_ : sim::Duration(std::llround(work * slowdown_)));
}

void Consumer::on_processed() {
  emit([&] { return PollProcessed{.group = context_.group, .member = context_.id, .records = working_on_}; });
  in_poll_ = true;
  if (closing_) return commit_and_close();
  poll();
}

// ---- positions

/// Source: KafkaConsumer.updateFetchPositions.
void Consumer::update_positions() {
  std::vector<TopicPartition> unasked;
  for (const SubscriptionState::Partition& p : subscriptions_.partitions())
    if (p.position == kUnknownOffset && !p.committed_asked) unasked.push_back(p.tp);
  if (!unasked.empty() && !coordinator_.fetching() && coordinator_.ensure_ready())
    coordinator_.fetch_committed(std::move(unasked));
  reset_positions();
}

void Consumer::on_committed_offsets(const std::vector<PartitionOffset>& offsets) {
  for (const PartitionOffset& o : offsets) {
    SubscriptionState::Partition* p = subscriptions_.find(o.tp);
    if (!p || p->position != kUnknownOffset || p->reset) continue;
    p->committed_asked = true;
    const StartPosition start = initial_position(o.offset, config_.auto_offset_reset);
    if (start == StartPosition::committed) set_position(*p, o.offset, PositionSource::committed_offset);
    if (start == StartPosition::no_offset) fail("NoOffsetForPartitionException");
  }
  proceed();
}

void Consumer::seek(TopicPartition tp, Offset position) {
  SubscriptionState::Partition* p = subscriptions_.find(tp);
  SIM_CHECK(p != nullptr, "the partition is not this consumer's");
  p->position = position;
  p->reset.reset();
  proceed();
}

void Consumer::seek_to(TopicPartition tp, OffsetResetStrategy where) {
  SubscriptionState::Partition* p = subscriptions_.find(tp);
  SIM_CHECK(p != nullptr, "the partition is not this consumer's");
  p->position = kUnknownOffset;
  p->committed_asked = true;
  p->reset = where;
  proceed();
}

bool Consumer::resets_to_earliest(const SubscriptionState::Partition& p) const {
  return p.reset.value_or(config_.auto_offset_reset) == OffsetResetStrategy::earliest;
}

/// Asks the leaders of partitions whose position must come from the reset policy.
void Consumer::reset_positions() {
  if (stopped_ || retry_.armed()) return;
  std::vector<std::pair<BrokerId, ListOffsetsRequest>> requests;
  for (SubscriptionState::Partition& p : subscriptions_.partitions()) {
    if (p.position != kUnknownOffset || !p.committed_asked || p.reset_pending) continue;
    const BrokerId leader = metadata_.leader(p.tp);
    if (leader == kNoBroker) {
      metadata_.request_update();
      continue;
    }
    if (!client_.ready(leader)) continue;
    auto it = std::find_if(requests.begin(), requests.end(), [&](const auto& r) { return r.first == leader; });
    if (it == requests.end()) it = requests.insert(requests.end(), {leader, ListOffsetsRequest{}});
    const OffsetSpec spec = resets_to_earliest(p) ? OffsetSpec::earliest : OffsetSpec::latest;
    it->second.partitions.push_back({.tp = p.tp, .spec = spec});
    p.reset_pending = true;
  }
  for (auto& [leader, request] : requests) client_.send(leader, std::move(request));
}

void Consumer::on_list_offsets(const ListOffsetsResponse& response) {
  for (const ListOffsetsResponse::Partition& answer : response.partitions) {
    SubscriptionState::Partition* p = subscriptions_.find(answer.tp);
    if (!p) continue;
    p->reset_pending = false;
    if (answer.error != ErrorCode::NONE) {
      if (is_invalid_metadata(answer.error)) metadata_.request_update();
      retry_later();
      continue;
    }
    if (p->position != kUnknownOffset) continue;  // sought meanwhile
    set_position(*p, answer.offset,
                 resets_to_earliest(*p) ? PositionSource::reset_earliest : PositionSource::reset_latest);
  }
}

void Consumer::set_position(SubscriptionState::Partition& p, Offset position, PositionSource source) {
  p.position = position;
  p.reset.reset();
  emit([&] {
    return PositionSet{
        .group = context_.group, .member = context_.id, .tp = p.tp, .position = position, .source = source};
  });
}

void Consumer::on_fetch_error(TopicPartition tp, Offset position, ErrorCode error) {
  emit([&] {
    return FetchFailed{.group = context_.group, .member = context_.id, .tp = tp, .position = position, .error = error};
  });
  if (error == ErrorCode::OFFSET_OUT_OF_RANGE) {
    if (after_out_of_range(config_.auto_offset_reset) == StartPosition::out_of_range)
      return fail("OffsetOutOfRangeException");
    subscriptions_.find(tp)->position = kUnknownOffset;  // the committed offset is not asked for again
    return;
  }
  if (is_invalid_metadata(error)) metadata_.request_update();
  retry_later();
}

void Consumer::fail(std::string_view exception) {
  stopped_ = true;
  emit([&] { return ConsumerFailed{.group = context_.group, .member = context_.id, .exception = exception}; });
}

// ---- commits

/// Source: ConsumerCoordinator.maybeAutoCommitOffsetsAsync: what earlier polls returned, every
/// auto.commit.interval.ms, and only inside poll().
void Consumer::maybe_auto_commit() {
  if (!config_.enable_auto_commit) return;
  const sim::SimTime now = context_.scheduler.now();
  if (now >= next_auto_commit_) {
    next_auto_commit_ = now + config_.auto_commit_interval_ms;
    std::vector<PartitionOffset> offsets;
    for (const SubscriptionState::Partition& p : subscriptions_.partitions())
      if (p.position != kUnknownOffset) offsets.push_back({.tp = p.tp, .offset = p.position});
    if (!offsets.empty() && !coordinator_.commit_async(std::move(offsets)))
      next_auto_commit_ = now + std::max(config_.retry_backoff_ms, kLeastBackoff);
  }
  auto_commit_.arm_at(next_auto_commit_);
}

void Consumer::on_commit(const std::vector<PartitionOffset>& offsets, ErrorCode error) {
  if (error != ErrorCode::NONE) {
    committing_ = false;
    if (closing_ && !is_retriable(error)) return finish_close();
    if (closing_) retry_later();
    emit([&] { return CommitFailed{.group = context_.group, .member = context_.id, .error = error}; });
    if (is_retriable(error))
      next_auto_commit_ =
          std::min(next_auto_commit_, context_.scheduler.from_now(std::max(config_.retry_backoff_ms, kLeastBackoff)));
    return;
  }
  for (const PartitionOffset& o : offsets)
    emit([&] {
      return OffsetCommitted{.group = context_.group, .member = context_.id, .tp = o.tp, .offset = o.offset};
    });
  const bool all =
      std::all_of(offsets.begin(), offsets.end(), [&](const PartitionOffset& o) { return position(o.tp) == o.offset; });
  if (committing_ && all) finish_close();
}

// ---- end

/// Source: ConsumerConfig DEFAULT_CLOSE_TIMEOUT_MS (KafkaConsumer.close).
void Consumer::close(std::function<void()> done) {
  closing_ = std::move(done);
  close_.arm(std::chrono::seconds(30));
  commit_and_close();
}

/// Source: ConsumerCoordinator.maybeAutoCommitOffsetsSync.
void Consumer::commit_and_close() {
  if (!in_poll_ && process_.armed()) return;  // the application is at work
  if (committing_ || retry_.armed() || !closing_) return;
  std::vector<PartitionOffset> offsets;
  for (const SubscriptionState::Partition& p : subscriptions_.partitions())
    if (p.position != kUnknownOffset) offsets.push_back({.tp = p.tp, .offset = p.position});
  if (!config_.enable_auto_commit || stopped_ || offsets.empty()) return finish_close();
  committing_ = coordinator_.ensure_ready() && coordinator_.commit_async(std::move(offsets));
  if (!committing_) retry_later();
}

void Consumer::finish_close() {
  if (!closing_) return;
  stopped_ = true;
  close_.disarm();
  context_.scheduler.after(sim::Duration{0}, context_.life, std::exchange(closing_, nullptr));
}

// ---- network

void Consumer::on_response(const Request& request) {
  switch (api_of(request.body)) {
    case ApiKey::METADATA:
      return metadata_.on_response(request);
    case ApiKey::FETCH:
      fetcher_.on_response(request);
      // Answered in no time (fetch.max.wait.ms=0 or an error, no latency): asking again at once would never end.
      if (request.sent == context_.scheduler.now()) breathe_.arm(kLeastBackoff);
      break;
    case ApiKey::LIST_OFFSETS:
      on_list_offsets(std::get<ListOffsetsResponse>(*request.answer));
      break;
    default:
      coordinator_.on_response(request);
      break;
  }
  proceed();
}

void Consumer::on_request_failed(const Request& request, RequestFailure) {
  switch (api_of(request.body)) {
    case ApiKey::METADATA:
      return metadata_.on_request_failed();
    case ApiKey::FETCH:
      fetcher_.on_request_failed(request);
      break;
    case ApiKey::LIST_OFFSETS:
      for (const auto& p : std::get<ListOffsetsRequest>(request.body).partitions)
        if (SubscriptionState::Partition* known = subscriptions_.find(p.tp)) known->reset_pending = false;
      break;
    default:
      coordinator_.on_request_failed(request);
      break;
  }
  metadata_.request_update();
  retry_later();
}

void Consumer::on_node_ready(BrokerId) {
  metadata_.on_node_ready();
  proceed();
}

void Consumer::on_connect_failed(BrokerId node) {
  fetcher_.on_connect_failed(node);
  metadata_.request_update();
  retry_later();
}

void Consumer::retry_later() {
  if (!retry_.armed()) retry_.arm(std::max(config_.retry_backoff_ms, kLeastBackoff));
}

}  // namespace kafka
