#pragma once
/// A member's side of group membership: joining, leading or following, heartbeats, leaving. Knows nothing of
/// partitions. Kafka: AbstractCoordinator.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/config/behaviour.h"
#include "model/consumer/heartbeat_thread.h"
#include "model/consumer/member_state.h"

namespace kafka {

/// What a coordinator's client side works with; all of it is the consumer's.
struct CoordinatorContext {
  sim::Scheduler& scheduler;
  sim::LifeId life;
  GroupId group;
  const std::string& client_id;
  const ConsumerConfig& config;
  Profile profile;
  const Behaviour& behaviour;
  ConsumerNetworkClient& client;
  ClientMetadata& metadata;
  PollingThread& thread;
  sim::Rng rng;
};

///   volatile   member id, generation, state, the join under way
///   sends      FindCoordinator, JoinGroup, SyncGroup, Heartbeat, LeaveGroup
///   receives   their answers
///   timers     join_backoff_   after a join that failed; and those of its parts
class AbstractCoordinator : private HeartbeatOwner {
 public:
  explicit AbstractCoordinator(const CoordinatorContext& context);

  [[nodiscard]] CoordinatorLookup& lookup() { return lookup_; }
  [[nodiscard]] MemberState state() const { return state_; }
  [[nodiscard]] const MemberGeneration& generation() const { return generation_; }
  [[nodiscard]] bool rebalance_in_progress() const {
    return state_ == MemberState::PREPARING_REBALANCE || state_ == MemberState::COMPLETING_REBALANCE;
  }
  [[nodiscard]] bool dynamic_member() const { return context_.config.group_instance_id.empty(); }
  /// Releases before KIP-429 and what came with it.
  [[nodiscard]] bool is_2_3() const { return context_.profile == Profile::v2_3; }

  /// At the next poll(). `reason`: a literal.
  void request_rejoin(std::string_view reason);
  /// The generation is over, perhaps the member id too. Kafka: resetStateAndRejoin; 2.3: resetGeneration.
  void reset_state_and_rejoin(std::string_view reason, bool reset_member_id);
  /// One attempt; then it is no member any more. `reason`: a literal. Kafka: maybeLeaveGroup.
  void maybe_leave_group(std::string_view reason);

  /// The thread leaves the consumer: max.poll.interval.ms counts from now.
  void on_thread_leaves();

 protected:
  ~AbstractCoordinator() override = default;

  // What a subclass knows of partitions.
  [[nodiscard]] virtual std::vector<JoinGroupProtocol> metadata() = 0;
  /// Before JoinGroup; false: not done yet, call again when the thread is woken.
  virtual bool on_join_prepare() = 0;
  /// This member assigns: send_sync() when it knows how.
  virtual void on_leader_elected(const JoinGroupResponse& response) = 0;
  /// After SyncGroup; false as above.
  virtual bool on_join_complete(const Assignment& assignment) = 0;
  [[nodiscard]] virtual bool rejoin_needed_or_pending();

  /// One turn of joining, if need be. True: a member in good standing.
  bool ensure_active_group();
  void send_sync(std::vector<SyncGroupRequest::MemberAssignment> assignments);
  /// The join under way comes to nothing.
  void fail_join(ErrorCode error);
  /// The application is inside poll(). What the heartbeat thread died of, or "". Kafka: pollHeartbeat.
  std::string_view poll_heartbeat();
  void close_heartbeat_thread() { heartbeat_thread_.disable(); }
  /// What poll() throws, once.
  std::string_view take_exception();
  [[nodiscard]] const CoordinatorContext& context() const { return context_; }
  [[nodiscard]] sim::SimTime now() const { return context_.scheduler.now(); }

  template <class Make>
  void emit(Make make) const {
    context_.client.emit(make);
  }

 private:
  enum class Join : std::uint8_t { none, pending, succeeded, failed };

  // HeartbeatOwner
  [[nodiscard]] bool beats() const override;
  void send_heartbeat() override;
  void on_poll_timeout() override;

  bool join_group_if_needed();
  bool complete_join();
  bool after_failed_join();
  void send_join();
  void on_join_answer(const JoinGroupResponse& response, const MemberGeneration& sent);
  void on_joined(const JoinGroupResponse& response);
  void on_join_error(const JoinGroupResponse& response, const MemberGeneration& sent);
  void on_sync_answer(const SyncGroupResponse& response, const MemberGeneration& sent);
  void on_synced(const SyncGroupResponse& response);
  void on_disconnected();
  void on_heartbeat_answer(const HeartbeatResponse& response, const MemberGeneration& sent);
  void look_at_deferred_answer();

  CoordinatorContext context_;
  CoordinatorLookup lookup_;
  Heartbeat heartbeat_;
  HeartbeatThread heartbeat_thread_;
  MemberState state_ = MemberState::UNJOINED;
  MemberGeneration generation_;
  bool rejoin_needed_ = true;
  std::string_view rejoin_reason_;
  bool needs_join_prepare_ = true;
  Join join_ = Join::none;
  ErrorCode join_error_ = ErrorCode::NONE;
  Assignment assignment_;  // of the join that succeeded
  /// JoinGroup's answer that came while the application was at work: nobody looks at the network then.
  std::optional<std::pair<JoinGroupResponse, MemberGeneration>> deferred_;
  sim::SimTime last_immediate_join_ = sim::SimTime::min();
  int immediate_joins_ = 0;  // in that instant
  std::string_view exception_;
  std::string_view heartbeat_exception_;
  sim::Timer join_backoff_;
};

}  // namespace kafka
