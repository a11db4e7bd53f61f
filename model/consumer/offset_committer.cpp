#include "model/consumer/offset_committer.h"

#include <algorithm>
#include <utility>

#include "model/consumer/group_exceptions.h"
#include "sim/core/check.h"

namespace kafka {

OffsetCommitter::OffsetCommitter(const CoordinatorContext& context, AbstractCoordinator& member,
                                 SubscriptionState& subscriptions)
    : context_(context),
      member_(member),
      subscriptions_(subscriptions),
      backoff_(context.config.retry_backoff_ms,
               context.profile == Profile::v2_3 ? context.config.retry_backoff_ms : context.config.retry_backoff_max_ms,
               context.rng),
      sync_retry_(context.scheduler, context.life, [this] { go_on_syncing(); }),
      sync_deadline_(context.scheduler, context.life, [this] { finish_sync("TimeoutException"); }) {
  member_.lookup().on_failed([this] { fail_waiting(); });
  restart_auto_commit();
}

// ---- one request

/// Source: ConsumerCoordinator.sendOffsetCommitRequest.
void OffsetCommitter::send(Attempt attempt) {
  if (attempt.offsets.empty()) return attempt.done({});
  if (!member_.lookup().known()) return give_up({.error = ErrorCode::COORDINATOR_NOT_AVAILABLE}, attempt);
  const bool managed = subscriptions_.auto_assigned();
  if (managed && member_.state() != MemberState::STABLE) return give_up(not_a_member(), attempt);
  MemberGeneration sent;
  if (managed) sent = member_.generation();
  OffsetCommitRequest request{.group = context_.group,
                              .generation = sent.id,
                              .member_id = sent.member_id,
                              .group_instance_id = managed || member_.is_2_3() ? context_.config.group_instance_id : "",
                              .offsets = attempt.offsets};
  context_.client.send(
      member_.lookup().node(), std::move(request),
      [this, sent, attempt = std::move(attempt)](const Request& answered) { on_answer(answered, sent, attempt); });
}

/// Whoever is between two generations may try again after its next poll().
CommitResult OffsetCommitter::not_a_member() const {
  if (member_.rebalance_in_progress() && !member_.is_2_3())
    return {.error = ErrorCode::REBALANCE_IN_PROGRESS, .exception = "RebalanceInProgressException"};
  return {.error = ErrorCode::UNKNOWN_MEMBER_ID, .exception = "CommitFailedException"};
}

void OffsetCommitter::on_answer(const Request& answered, const MemberGeneration& sent, const Attempt& attempt) {
  if (!answered.answer) {
    member_.lookup().mark_unknown("disconnected", true);
    return give_up({.error = ErrorCode::NETWORK_EXCEPTION}, attempt);
  }
  const ErrorCode error = std::get<OffsetCommitResponse>(*answered.answer).error;
  if (error != ErrorCode::NONE) return give_up(react(error, sent), attempt);
  for (const PartitionOffset& o : attempt.offsets)
    context_.client.emit([&] {
      return OffsetCommitted{.group = context_.group, .member = context_.client.id(), .tp = o.tp, .offset = o.offset};
    });
  attempt.done({});
}

void OffsetCommitter::give_up(const CommitResult& result, const Attempt& attempt) {
  const bool passes_on = result.retriable() && !attempt.tried_again;
  context_.client.emit([&] {
    return CommitFailed{.group = context_.group,
                        .member = context_.client.id(),
                        .error = result.error,
                        .exception = passes_on ? "RetriableCommitFailedException" : result.exception};
  });
  attempt.done(result);
}

/// Source: ConsumerCoordinator.OffsetCommitResponseHandler.
CommitResult OffsetCommitter::react(ErrorCode error, const MemberGeneration& sent) {
  switch (error) {
    case ErrorCode::COORDINATOR_LOAD_IN_PROGRESS:
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
      return {.error = error, .exception = ""};
    case ErrorCode::COORDINATOR_NOT_AVAILABLE:
    case ErrorCode::NOT_COORDINATOR:
    case ErrorCode::REQUEST_TIMED_OUT:
      member_.lookup().mark_unknown(name_of(error));
      return {.error = error, .exception = ""};
    case ErrorCode::REBALANCE_IN_PROGRESS:
      if (member_.is_2_3()) return on_stale(error, sent);
      member_.request_rejoin("offset commit failed since group is already rebalancing");
      return {.error = error, .exception = "RebalanceInProgressException"};
    case ErrorCode::FENCED_INSTANCE_ID:
      if (member_.is_2_3() || member_.generation() == sent)
        return {.error = error, .exception = group_exception_of(error)};
      return {.error = error,
              .exception = member_.state() == MemberState::PREPARING_REBALANCE ? "RebalanceInProgressException"
                                                                               : "CommitFailedException"};
    case ErrorCode::UNKNOWN_MEMBER_ID:
    case ErrorCode::ILLEGAL_GENERATION:
      return on_stale(error, sent);
    default:
      return {.error = error, .exception = "KafkaException"};
  }
}

/// The member's generation is over for the coordinator. 3.9 keeps the member id of an illegal generation, and what it
/// has joined meanwhile.
CommitResult OffsetCommitter::on_stale(ErrorCode error, const MemberGeneration& sent) {
  const bool joins_again = member_.state() == MemberState::PREPARING_REBALANCE && !(member_.generation() == sent);
  if (joins_again && !member_.is_2_3()) return {.error = error, .exception = "RebalanceInProgressException"};
  if (error == ErrorCode::ILLEGAL_GENERATION) {
    member_.reset_state_and_rejoin("encountered ILLEGAL_GENERATION from OFFSET_COMMIT response", member_.is_2_3());
  } else {
    member_.reset_state_and_rejoin("encountered UNKNOWN_MEMBER_ID from OFFSET_COMMIT response", true);
  }
  return {.error = error, .exception = "CommitFailedException"};
}

// ---- asynchronous

/// Without a coordinator it waits for the end of one search. Source: ConsumerCoordinator.commitOffsetsAsync.
void OffsetCommitter::commit_once(Attempt attempt) {
  if (!attempt.offsets.empty() && !member_.lookup().known()) {
    waiting_.push_back(std::move(attempt));
    member_.lookup().ensure_ready();
    return;
  }
  ++in_flight_;
  attempt.done = [this, done = std::move(attempt.done)](const CommitResult& result) {
    --in_flight_;
    done(result);
  };
  send(std::move(attempt));
}

void OffsetCommitter::flush_waiting() {
  if (waiting_.empty() || !member_.lookup().known()) return;
  for (Attempt& attempt : std::exchange(waiting_, {})) commit_once(std::move(attempt));
}

void OffsetCommitter::fail_waiting() {
  for (const Attempt& attempt : std::exchange(waiting_, {}))
    give_up({.error = ErrorCode::COORDINATOR_NOT_AVAILABLE}, attempt);
}

void OffsetCommitter::commit_async_with_callback(std::vector<PartitionOffset> offsets,
                                                 std::function<void(ErrorCode)> callback) {
  commit_once({.offsets = std::move(offsets),
               .done =
                   [this, callback = std::move(callback)](const CommitResult& result) {
                     if (result.error == ErrorCode::FENCED_INSTANCE_ID) fenced_ = true;
                     completed_.push_back([callback, error = result.error] {
                       if (callback) callback(error);
                     });
                   },
               .tried_again = false});
}

std::string_view OffsetCommitter::invoke_completed() {
  if (fenced_) return group_exception_of(ErrorCode::FENCED_INSTANCE_ID);
  while (!completed_.empty()) {
    const auto callback = std::move(completed_.front());
    completed_.pop_front();
    callback();
  }
  return {};
}

// ---- synchronous

void OffsetCommitter::commit_sync(std::vector<PartitionOffset> offsets, sim::SimTime deadline,
                                  std::function<void(std::string_view)> done) {
  SIM_CHECK(!sync_, "one thread commits");
  sync_ = Sync{.offsets = std::move(offsets), .deadline = deadline, .done = std::move(done)};
  sync_deadline_.arm_at(std::max(deadline, context_.scheduler.now()));
  member_.lookup().forget_attempts();
  sync_retry_.arm(sim::Duration{0});  // what is told at once is still told in an event of its own
}

/// Source: ConsumerCoordinator.commitOffsetsSync.
void OffsetCommitter::go_on_syncing() {
  if (!sync_ || sync_->sent || sync_retry_.armed()) return;
  // Empty offsets wait for the asynchronous commits before them.
  if (sync_->offsets.empty() && (!in_flight() || member_.is_2_3())) return finish_sync("");
  if (sync_->offsets.empty() || !member_.lookup().ensure_ready()) return;
  sync_->sent = true;
  send({.offsets = sync_->offsets, .done = [this](const CommitResult& result) { on_sync_result(result); }});
}

void OffsetCommitter::on_sync_result(const CommitResult& result) {
  if (!sync_) return;  // its deadline was first
  sync_->sent = false;
  if (!result.retriable()) return finish_sync(result.exception);
  sync_retry_.arm(backoff_.backoff(sync_->attempts++));
}

void OffsetCommitter::finish_sync(std::string_view exception) {
  sync_retry_.disarm();
  sync_deadline_.disarm();
  const auto done = std::move(sync_->done);
  sync_.reset();
  invoke_completed();
  done(exception);
  context_.thread.wake();
}

void OffsetCommitter::proceed() {
  flush_waiting();
  go_on_syncing();
}

// ---- automatic

sim::SimTime OffsetCommitter::next_auto_commit() const {
  return context_.config.enable_auto_commit ? next_auto_commit_ : sim::SimTime::max();
}

void OffsetCommitter::restart_auto_commit() {
  next_auto_commit_ = context_.scheduler.from_now(std::max(context_.config.auto_commit_interval_ms, kLeastBackoff));
}

/// What earlier polls returned, every auto.commit.interval.ms, and only inside poll().
void OffsetCommitter::maybe_auto_commit() {
  if (context_.scheduler.now() < next_auto_commit()) return;
  restart_auto_commit();
  auto_commit();
}

void OffsetCommitter::auto_commit() {
  commit_async(subscriptions_.all_consumed(), [this](const CommitResult& result) {
    if (result.error == ErrorCode::FENCED_INSTANCE_ID) fenced_ = true;
    if (result.retriable())
      next_auto_commit_ = context_.scheduler.from_now(std::max(context_.config.retry_backoff_ms, kLeastBackoff));
  });
}

}  // namespace kafka
