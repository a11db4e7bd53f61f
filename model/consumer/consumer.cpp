#include "model/consumer/consumer.h"

#include <algorithm>
#include <utility>

#include "model/consumer/java_hash_order.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// Source: ConsumerConfig.DEFAULT_CLOSE_TIMEOUT_MS (ConsumerUtils).
constexpr sim::Duration kCloseTimeout = std::chrono::seconds(30);

NetworkClientConfig network_config(const ConsumerConfig& c) {
  return {.max_in_flight = 100,  // Kafka's consumer sets its own limits: one Fetch to a leader, see Fetcher
          .request_timeout = c.request_timeout_ms,
          .reconnect_backoff = c.reconnect_backoff_ms,
          .reconnect_backoff_max = c.reconnect_backoff_max_ms,
          .connection_setup_timeout = c.socket_connection_setup_timeout_ms,
          .api_versions = true};
}

/// Another stream of luck than the network client's.
sim::Rng coordinator_rng(sim::Rng rng) { return sim::Rng(rng.next()); }

}  // namespace

Consumer::Consumer(const ConsumerContext& context, const ConsumerConfig& config, ConsumerApplication& application)
    : context_(context),
      config_(config),
      application_(application),
      subscriptions_(config.auto_offset_reset),
      client_(context.scheduler, context.network, context.brokers, context.emitter, context.host, context.life,
              context.id, network_config(config), context.rng, *this),
      metadata_(context.scheduler, context.life,
                {.max_age = config.metadata_max_age_ms, .retry_backoff = config.retry_backoff_ms}, client_.network(),
                *this),
      offset_fetcher_(context.scheduler, config_, context.group, subscriptions_, client_, metadata_,
                      context.behaviour.position_validation),
      fetcher_(context.scheduler, config_, context.profile, context.group, context.topics, subscriptions_, client_,
               metadata_, context.behaviour.position_validation),
      coordinator_({.scheduler = context.scheduler,
                    .life = context.life,
                    .group = context.group,
                    .client_id = context_.client_id,
                    .config = config_,
                    .profile = context.profile,
                    .behaviour = context.behaviour,
                    .client = client_,
                    .metadata = metadata_,
                    .thread = *this,
                    .rng = coordinator_rng(context.rng)},
                   context.topics, subscriptions_, offset_fetcher_, application),
      wake_(context.scheduler, context.life, [this] { wake(); }),
      close_(context.scheduler, context.life, [this] { wake(); }) {
  client_.connect(metadata_);
}

// ---- what it reads

void Consumer::subscribe(std::vector<TopicId> topics) {
  std::sort(topics.begin(), topics.end(),
            [&](TopicId a, TopicId b) { return context_.topics.name(a) < context_.topics.name(b); });
  for (const TopicId topic : topics) metadata_.add_topic(topic);
  subscriptions_.subscribe(std::move(topics));
}

void Consumer::assign(std::vector<TopicPartition> partitions) {
  for (const TopicPartition tp : partitions) metadata_.add_topic(tp.topic);
  subscriptions_.assign_from_user(user_assignment_order(context_.topics, partitions));
  coordinator_.commits().restart_auto_commit();
}

Offset Consumer::position(TopicPartition tp) const {
  const TopicPartitionState* p = subscriptions_.find(tp);
  return p && p->has_position() ? p->position.offset : kUnknownOffset;
}

TopicPartitionState& Consumer::owned(TopicPartition tp) {
  TopicPartitionState* p = subscriptions_.find(tp);
  SIM_CHECK(p != nullptr, "the partition is not this consumer's");
  return *p;
}

/// Source: KafkaConsumer.seek: there is no epoch to compare with.
void Consumer::seek(TopicPartition tp, Offset position) {
  owned(tp).seek_validated({.offset = position, .leader = offset_fetcher_.current_leader(tp)});
  offset_fetcher_.tell(tp, position, PositionSource::seek);
}

void Consumer::seek_to(TopicPartition tp, OffsetResetStrategy where) { owned(tp).reset(where); }

void Consumer::commit_sync(std::vector<PartitionOffset> offsets, Done done) {
  SIM_CHECK(!in_poll_ || coordinator_.calling_back(), "the thread is inside poll()");
  coordinator_.commits().commit_sync(std::move(offsets), context_.scheduler.from_now(config_.default_api_timeout_ms),
                                     std::move(done));
}

void Consumer::commit_async(std::vector<PartitionOffset> offsets, std::function<void(ErrorCode)> done) {
  coordinator_.commits().commit_async_with_callback(std::move(offsets), std::move(done));
}

// ---- the thread

bool Consumer::inside() const {
  if (coordinator_.commits().syncing()) return true;
  return (in_poll_ || close_begun_) && !coordinator_.calling_back();
}

/// One turn at a time: what happens inside one leads to another.
void Consumer::wake() {
  if (turning_) {
    again_ = true;
    return;
  }
  turning_ = true;
  do {
    again_ = false;
    turn();
  } while (again_);
  turning_ = false;
}

void Consumer::on_metadata() {
  coordinator_.on_metadata();
  wake();
}

void Consumer::turn() {
  if (closed_) return;
  coordinator_.commits().proceed();
  if (closing_) return close_turn();
  if (in_poll_ && !coordinator_.calling_back()) poll_turn();
}

// ---- poll()

void Consumer::poll(sim::Duration timeout) {
  SIM_CHECK(!in_poll_ && !closing_, "the thread is inside already");
  in_poll_ = true;
  poll_ends_ = timeout == sim::kForever ? sim::SimTime::max() : context_.scheduler.from_now(timeout);
  coordinator_.lookup().forget_attempts();
  wake_.arm(sim::Duration{0});
}

/// One round of its loop. Source: ClassicKafkaConsumer.poll (2.3: KafkaConsumer.poll).
void Consumer::poll_turn() {
  using Turn = ConsumerCoordinator::Turn;
  const bool late = context_.scheduler.now() >= poll_ends_;
  const Turn member = coordinator_.poll();
  if (coordinator_.calling_back()) return;
  if (member == Turn::failed) return fail(coordinator_.exception());
  Positions positions = Positions::known;
  if (member == Turn::ready) positions = update_fetch_positions();
  if (positions == Positions::failed) return fail(exception_);
  const bool ready = member == Turn::ready && positions == Positions::known;
  // 3.9 fetches while it joins. Nothing is served while something is waited for, unless there is no more time; in 2.3
  // not even then.
  const bool served = ready || (member == Turn::joining && !is_2_3()) || (late && !is_2_3());
  if (served) return serve(late);
  if (late) return return_empty();
  wait(false);
}

/// Source: ClassicKafkaConsumer.pollForFetches.
void Consumer::serve(bool late) {
  Fetch fetch = fetcher_.collect();
  if (!fetch.exception.empty() && fetch.records.empty()) return fail(fetch.exception);
  send_fetches();  // the next fetch travels while the application works
  // 3.9 returns when it has moved over what is not returned.
  if (!fetch.records.empty() || (fetch.position_advanced && !is_2_3())) return give(std::move(fetch.records));
  if (late) return return_empty();
  wait(true);
}

void Consumer::send_fetches() {
  offset_fetcher_.validate_positions_on_metadata_change();
  if (!fetcher_.out_of_breath()) fetcher_.send_fetches();
}

/// Source: ClassicKafkaConsumer.updateFetchPositions.
Consumer::Positions Consumer::update_fetch_positions() {
  exception_ = offset_fetcher_.validate_positions_if_needed();
  if (!exception_.empty()) return Positions::failed;
  if (subscriptions_.has_all_fetch_positions()) return Positions::known;
  if (!coordinator_.init_with_committed_offsets()) {
    exception_ = coordinator_.exception();
    return exception_.empty() ? Positions::asked_for : Positions::failed;
  }
  if (!reset_initializing_positions()) return Positions::failed;
  offset_fetcher_.reset_positions_if_needed();
  return Positions::known;
}

/// Source: SubscriptionState.resetInitializingPositions.
bool Consumer::reset_initializing_positions() {
  for (TopicPartitionState& p : subscriptions_.partitions()) {
    if (p.state != FetchState::INITIALIZING) continue;
    const StartPosition start = initial_position(kUnknownOffset, subscriptions_.reset_policy());
    if (start == StartPosition::no_offset) {
      exception_ = "NoOffsetForPartitionException";
      return false;
    }
    p.reset(subscriptions_.reset_policy());
  }
  return true;
}

/// What is waited for wakes the thread itself, except time. Source: ClassicKafkaConsumer.pollForFetches,
/// ConsumerNetworkClient.poll.
void Consumer::wait(bool served) {
  const sim::SimTime now = context_.scheduler.now();
  const sim::SimTime retry = now + std::max(config_.retry_backoff_ms, kLeastBackoff);
  sim::SimTime until = poll_ends_;
  const sim::SimTime commit = coordinator_.commits().next_auto_commit();
  if (commit > now) until = std::min(until, commit);
  const bool idle = !client_.any_pending() && !subscriptions_.partitions().empty();
  if (served && (idle || !subscriptions_.has_all_fetch_positions())) until = std::min(until, retry);
  if (fetcher_.out_of_breath()) until = std::min(until, now + kLeastBackoff);
  if (until != sim::SimTime::max()) wake_.arm_at(until);
}

void Consumer::leave_poll() {
  in_poll_ = false;
  wake_.disarm();
  coordinator_.on_thread_leaves();
}

void Consumer::return_empty() { give({}); }

void Consumer::give(std::vector<FetchedRecords> records) {
  leave_poll();
  for (const FetchedRecords& r : records)
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
  application_.on_poll(std::move(records));
}

void Consumer::fail(std::string_view exception) {
  leave_poll();
  application_.on_poll_exception(exception);
}

// ---- close()

void Consumer::close(std::function<void()> done) {
  if (closing_ || closed_) return;
  closing_ = std::move(done);
  wake_.arm(sim::Duration{0});
}

void Consumer::close_turn() {
  if (close_begun_) return coordinator_.go_on_closing();
  if (coordinator_.calling_back() || coordinator_.commits().syncing()) return;
  in_poll_ = false;
  close_begun_ = true;
  const sim::Duration timeout = std::min(kCloseTimeout, config_.request_timeout_ms);
  close_.arm(timeout);
  coordinator_.close(context_.scheduler.from_now(timeout), [this] {
    closed_ = true;
    close_.disarm();
    wake_.disarm();
    context_.scheduler.after(sim::Duration{0}, context_.life, std::exchange(closing_, nullptr));
  });
}

}  // namespace kafka
