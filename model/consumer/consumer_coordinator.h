#pragma once
/// A consumer's side of its group: what it wants, what it gets, when it gives it back. Kafka: ConsumerCoordinator.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "model/consumer/abstract_coordinator.h"
#include "model/consumer/assignor.h"
#include "model/consumer/committed_offset_fetcher.h"
#include "model/consumer/metadata_snapshot.h"
#include "model/consumer/offset_committer.h"
#include "model/consumer/offset_fetcher.h"
#include "model/consumer/rebalance_listener_invoker.h"

namespace kafka {

///   volatile   the join under way, what each assignor gave last
///   sends      what its parts send
///   timers     prepare_   commits before a join: retry.backoff.ms, max.poll.interval.ms; and those of its parts
class ConsumerCoordinator final : public AbstractCoordinator {
 public:
  ConsumerCoordinator(const CoordinatorContext& context, const TopicTable& topics, SubscriptionState& subscriptions,
                      OffsetFetcher& offsets, ConsumerApplication& application);

  /// One turn inside poll().
  enum class Turn : std::uint8_t {
    ready,      ///< a member in good standing, or none at all
    joining,    ///< it is not; others may be served meanwhile (2.4; 2.3 waits)
    searching,  ///< the coordinator is looked for: nothing else happens
    failed,     ///< see exception()
  };
  Turn poll();
  /// What poll() throws; set with Turn::failed or when committed offsets cannot be had.
  [[nodiscard]] std::string_view exception() const { return exception_; }

  /// True: every partition that was new has been asked for. Kafka: initWithCommittedOffsetsIfNeeded.
  bool init_with_committed_offsets();

  [[nodiscard]] OffsetCommitter& commits() { return commits_; }
  [[nodiscard]] const OffsetCommitter& commits() const { return commits_; }
  [[nodiscard]] bool calling_back() const { return invoker_.running(); }
  [[nodiscard]] ConsumerGroupMetadata group_metadata() const { return group_metadata_; }
  /// Metadata of all topics it must know has arrived.
  void on_metadata() {
    try_assignment();
    lookup().on_metadata();
  }

  /// The end: auto commit, revocation, LeaveGroup; then, when all is answered, `done`.
  void close(sim::SimTime deadline, std::function<void()> done);
  void go_on_closing();

 private:
  enum class Prepare : std::uint8_t { idle, committing, giving_up };
  enum class Complete : std::uint8_t { idle, revoking, assigning };
  enum class Close : std::uint8_t { open, committing, giving_up, waiting, closed };
  struct Strategy {
    std::unique_ptr<Assignor> assignor;
    std::vector<TopicPartition> last_assignment;  ///< Kafka: memberAssignment, kept by sticky assignors
    Generation last_generation = kNoGeneration;
  };

  // AbstractCoordinator
  [[nodiscard]] std::vector<JoinGroupProtocol> metadata() override;
  bool on_join_prepare() override;
  void on_leader_elected(const JoinGroupResponse& response) override;
  bool on_join_complete(const Assignment& assignment) override;
  [[nodiscard]] bool rejoin_needed_or_pending() override;

  [[nodiscard]] Strategy* strategy(std::string_view name);
  [[nodiscard]] Subscription subscription_for(const Strategy& strategy) const;
  void maybe_update_snapshot();
  Turn fail(std::string_view exception);
  void try_assignment();
  void assign_now(const JoinGroupResponse& response);

  bool committed_before_join();
  void begin_commit_before_join();
  void give_up_before_join();
  void finish_prepare();

  [[nodiscard]] bool matches_subscription(const std::vector<TopicPartition>& partitions) const;
  void revoke_what_is_not_assigned(const std::vector<TopicPartition>& assigned);
  void take_over(const std::vector<TopicPartition>& assigned);

  void give_up_before_leaving();
  /// By topic name and number. Kafka: ConsumerCoordinator.COMPARATOR.
  [[nodiscard]] std::vector<TopicPartition> sorted(std::vector<TopicPartition> partitions) const;

  const TopicTable& topics_;
  SubscriptionState& subscriptions_;
  OffsetFetcher& offsets_;
  RebalanceListenerInvoker invoker_;
  OffsetCommitter commits_;
  CommittedOffsetFetcher committed_;
  std::vector<Strategy> strategies_;
  RebalanceProtocol protocol_ = RebalanceProtocol::EAGER;
  std::vector<TopicId> joined_subscription_;
  bool has_joined_ = false;
  std::vector<TopicId> group_subscription_;
  bool is_leader_ = false;
  MetadataSnapshot metadata_snapshot_;
  std::optional<MetadataSnapshot> assignment_snapshot_;
  ConsumerGroupMetadata group_metadata_;
  std::string_view exception_;

  std::optional<JoinGroupResponse> to_assign_;  // waits for metadata
  std::uint64_t metadata_version_ = 0;          // ... newer than this

  Prepare prepare_ = Prepare::idle;
  sim::SimTime prepare_ends_{};
  bool commit_begun_ = false;
  bool commit_done_ = false;
  sim::Timer prepare_timer_;

  Complete complete_ = Complete::idle;
  std::vector<TopicPartition> owned_before_;

  Close close_ = Close::open;
  sim::SimTime close_ends_{};
  std::function<void()> closed_;
};

}  // namespace kafka
