#pragma once
/// A consumer's commits: sync, async, automatic. Kafka: ConsumerCoordinator (commitOffsetsSync, commitOffsetsAsync,
/// maybeAutoCommitOffsetsAsync, OffsetCommitResponseHandler).

#include <cstdint>
#include <deque>
#include <functional>
#include <optional>
#include <string_view>
#include <vector>

#include "model/consumer/abstract_coordinator.h"
#include "model/consumer/subscription_state.h"

namespace kafka {

/// What became of one OffsetCommit.
struct CommitResult {
  ErrorCode error = ErrorCode::NONE;
  std::string_view exception = "";  ///< "" if it worked or may work when it is tried again

  [[nodiscard]] bool succeeded() const { return error == ErrorCode::NONE; }
  [[nodiscard]] bool retriable() const { return !succeeded() && exception.empty(); }
};

///   volatile   commits under way, answers the application has not been told yet
///   sends      OffsetCommit
///   receives   its answers
///   timers     sync_retry_      a commitSync() tries again
///              sync_deadline_   ... and gives up
class OffsetCommitter {
 public:
  using Result = std::function<void(const CommitResult&)>;

  OffsetCommitter(const CoordinatorContext& context, AbstractCoordinator& member, SubscriptionState& subscriptions);

  /// One try now, or when the coordinator is known. `done` is called when the answer is there; it tries again if that
  /// may help.
  void commit_async(std::vector<PartitionOffset> offsets, Result done) {
    commit_once({.offsets = std::move(offsets), .done = std::move(done), .tried_again = true});
  }
  /// The application's: its callback waits for invoke_completed().
  void commit_async_with_callback(std::vector<PartitionOffset> offsets, std::function<void(ErrorCode)> callback);
  /// Tries until `deadline`; one at a time. "" = committed.
  void commit_sync(std::vector<PartitionOffset> offsets, sim::SimTime deadline,
                   std::function<void(std::string_view exception)> done);
  [[nodiscard]] bool syncing() const { return sync_.has_value(); }
  /// Somebody looked for the coordinator, or found it.
  void proceed();
  /// Calls the application's callbacks. What poll() throws, or "".
  std::string_view invoke_completed();
  /// Asynchronous commits of any kind that are not answered.
  [[nodiscard]] bool in_flight() const { return in_flight_ > 0 || !waiting_.empty(); }

  // ---- auto commit
  void maybe_auto_commit();
  void restart_auto_commit();
  /// When it is due; the end of time without auto commit.
  [[nodiscard]] sim::SimTime next_auto_commit() const;

 private:
  struct Attempt {
    std::vector<PartitionOffset> offsets;
    Result done;
    bool tried_again = true;  ///< the application does not hear of an error that may pass
  };
  struct Sync {
    std::vector<PartitionOffset> offsets;
    sim::SimTime deadline;
    std::function<void(std::string_view)> done;
    bool sent = false;
    std::int32_t attempts = 0;
  };

  void commit_once(Attempt attempt);
  void send(Attempt attempt);
  void on_answer(const Request& answered, const MemberGeneration& sent, const Attempt& attempt);
  CommitResult react(ErrorCode error, const MemberGeneration& sent);
  CommitResult on_stale(ErrorCode error, const MemberGeneration& sent);
  [[nodiscard]] CommitResult not_a_member() const;
  void give_up(const CommitResult& result, const Attempt& attempt);
  void auto_commit();
  void flush_waiting();
  void fail_waiting();
  void go_on_syncing();
  void on_sync_result(const CommitResult& result);
  void finish_sync(std::string_view exception);

  CoordinatorContext context_;
  AbstractCoordinator& member_;
  SubscriptionState& subscriptions_;
  ExponentialBackoff backoff_;
  std::int32_t in_flight_ = 0;
  std::deque<Attempt> waiting_;  // for the coordinator
  std::deque<std::function<void()>> completed_;
  bool fenced_ = false;
  std::optional<Sync> sync_;
  sim::SimTime next_auto_commit_ = sim::SimTime::max();
  sim::Timer sync_retry_;
  sim::Timer sync_deadline_;
};

}  // namespace kafka
