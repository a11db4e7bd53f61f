#include "model/consumer/consumer_coordinator.h"

#include <algorithm>
#include <utility>

#include "model/consumer/java_hash_order.h"
#include "model/consumer/leader_assignment.h"
#include "sim/core/check.h"

namespace kafka {

namespace {

/// The best protocol that all of them speak. Source: ConsumerCoordinator's constructor.
RebalanceProtocol common_protocol(const std::vector<std::vector<RebalanceProtocol>>& supported) {
  const auto all_speak = [&](RebalanceProtocol p) {
    return std::all_of(supported.begin(), supported.end(),
                       [&](const auto& list) { return std::find(list.begin(), list.end(), p) != list.end(); });
  };
  return all_speak(RebalanceProtocol::COOPERATIVE) ? RebalanceProtocol::COOPERATIVE : RebalanceProtocol::EAGER;
}

}  // namespace

ConsumerCoordinator::ConsumerCoordinator(const CoordinatorContext& context, const TopicTable& topics,
                                         SubscriptionState& subscriptions, OffsetFetcher& offsets,
                                         ConsumerApplication& application)
    : AbstractCoordinator(context),
      topics_(topics),
      subscriptions_(subscriptions),
      offsets_(offsets),
      invoker_(context.group, application, context.client, context.thread),
      commits_(context, *this, subscriptions),
      committed_(context, *this),
      group_metadata_{.group = context.group,
                      .generation = kNoGeneration,
                      .member_id = "",
                      .group_instance_id = context.config.group_instance_id},
      prepare_timer_(context.scheduler, context.life, [thread = &context.thread] { thread->wake(); }) {
  invoker_.on_leave([this] { on_thread_leaves(); });
  std::vector<std::vector<RebalanceProtocol>> supported;
  for (const std::string& name : context.config.partition_assignment_strategy) {
    std::unique_ptr<Assignor> assignor = make_assignor(name, assignor_rules(context.profile));
    if (!assignor) continue;  // the release does not have it
    supported.push_back(assignor->supported_protocols());
    strategies_.push_back({.assignor = std::move(assignor), .last_assignment = {}});
  }
  SIM_CHECK(!strategies_.empty(), "the assignors were checked when the scenario was read");
  protocol_ = common_protocol(supported);
}

ConsumerCoordinator::Strategy* ConsumerCoordinator::strategy(std::string_view name) {
  for (Strategy& s : strategies_)
    if (s.assignor->name() == name) return &s;
  return nullptr;
}

std::vector<TopicPartition> ConsumerCoordinator::sorted(std::vector<TopicPartition> partitions) const {
  std::sort(partitions.begin(), partitions.end(), [&](const TopicPartition& a, const TopicPartition& b) {
    return a.topic == b.topic ? a.partition < b.partition : topics_.name(a.topic) < topics_.name(b.topic);
  });
  return partitions;
}

// ---- poll()

ConsumerCoordinator::Turn ConsumerCoordinator::fail(std::string_view exception) {
  exception_ = exception;
  return Turn::failed;
}

/// Source: ConsumerCoordinator.poll.
ConsumerCoordinator::Turn ConsumerCoordinator::poll() {
  exception_ = {};
  maybe_update_snapshot();
  if (const auto exception = commits_.invoke_completed(); !exception.empty()) return fail(exception);
  if (subscriptions_.auto_assigned()) {
    if (const auto exception = poll_heartbeat(); !exception.empty()) return fail(exception);
    if (!lookup().ensure_ready()) return Turn::searching;
    if (rejoin_needed_or_pending() && !ensure_active_group()) {
      if (const auto exception = take_exception(); !exception.empty()) return fail(exception);
      return Turn::joining;
    }
  }
  commits_.maybe_auto_commit();
  return Turn::ready;
}

void ConsumerCoordinator::maybe_update_snapshot() {
  const ClientMetadata& known = context().metadata;
  if (known.version() == metadata_snapshot_.version()) return;
  std::vector<TopicId> topics = subscriptions_.subscription();
  for (const TopicId topic : group_subscription_)
    if (!subscriptions_.subscribed(topic)) topics.push_back(topic);
  std::sort(topics.begin(), topics.end());
  metadata_snapshot_ = MetadataSnapshot(known, topics, !is_2_3() && !context().config.client_rack.empty());
}

/// Source: ConsumerCoordinator.rejoinNeededOrPending.
bool ConsumerCoordinator::rejoin_needed_or_pending() {
  const bool pending = AbstractCoordinator::rejoin_needed_or_pending();
  if (pending) return true;
  if (assignment_snapshot_ && !assignment_snapshot_->matches(metadata_snapshot_)) {
    request_rejoin("cached metadata has changed");
    return true;
  }
  if (has_joined_ && joined_subscription_ != subscriptions_.subscription()) {
    request_rejoin("subscription has changed");
    return true;
  }
  return false;
}

bool ConsumerCoordinator::init_with_committed_offsets() {
  const std::vector<TopicPartition> partitions = subscriptions_.initializing();
  if (partitions.empty()) return true;
  const auto offsets = committed_.fetch(partitions);
  if (!offsets) {
    exception_ = committed_.take_exception();
    return false;
  }
  for (const PartitionOffset& o : *offsets) {
    TopicPartitionState* p = subscriptions_.find(o.tp);
    if (o.offset == kUnknownOffset || !p || p->state != FetchState::INITIALIZING) continue;
    if (o.leader_epoch > context().metadata.leader_epoch(o.tp)) context().metadata.request_update();
    p->seek_unvalidated({.offset = o.offset, .offset_epoch = o.leader_epoch, .leader = offsets_.current_leader(o.tp)},
                        offsets_.validates());
    offsets_.tell(o.tp, o.offset, PositionSource::committed_offset);
  }
  return true;
}

// ---- before a join

/// What goes under this assignor's name. 2.3 has no field for what is owned: there only a sticky assignor tells, in
/// its user data. Source: ConsumerCoordinator.metadata, the assignors' subscriptionUserData.
Subscription ConsumerCoordinator::subscription_for(const Strategy& s) const {
  Subscription out{.topics = subscriptions_.subscription(), .owned = {}, .generation = kNoGeneration, .rack = ""};
  if (!is_2_3()) {
    out.owned = sorted(subscriptions_.assigned());
    out.generation = generation().id;
    out.rack = context().config.client_rack;
  }
  switch (s.assignor->user_data()) {
    case SubscriptionUserData::assignment:
      out.owned = s.last_assignment;
      out.generation = s.last_generation;
      break;
    case SubscriptionUserData::generation:
      if (out.generation == kNoGeneration) out.generation = s.last_generation;
      break;
    case SubscriptionUserData::none:
      break;
  }
  return out;
}

std::vector<JoinGroupProtocol> ConsumerCoordinator::metadata() {
  joined_subscription_ = subscriptions_.subscription();
  has_joined_ = true;
  std::vector<JoinGroupProtocol> protocols;
  for (const Strategy& s : strategies_)
    protocols.push_back({.name = std::string(s.assignor->name()), .subscription = subscription_for(s)});
  return protocols;
}

/// Source: ConsumerCoordinator.onJoinPrepare.
bool ConsumerCoordinator::on_join_prepare() {
  if (prepare_ == Prepare::idle) {
    prepare_ = Prepare::committing;
    prepare_ends_ = now() + context().config.max_poll_interval_ms;
    commit_begun_ = commit_done_ = false;
  }
  if (prepare_ == Prepare::committing) {
    if (!committed_before_join()) return false;
    prepare_timer_.disarm();
    prepare_ = Prepare::giving_up;
    give_up_before_join();
  }
  if (invoker_.running()) return false;
  finish_prepare();
  return true;
}

bool ConsumerCoordinator::committed_before_join() {
  if (!context().config.enable_auto_commit || commit_done_ || now() >= prepare_ends_) return true;
  if (!commit_begun_ && !prepare_timer_.armed()) begin_commit_before_join();
  if (commit_begun_ && !commit_done_ && !prepare_timer_.armed()) prepare_timer_.arm_at(prepare_ends_);
  return commit_done_;
}

/// Up to 3.1 poll() does nothing else meanwhile; since then others are served, but not the partitions that go.
void ConsumerCoordinator::begin_commit_before_join() {
  commit_begun_ = true;
  if (!context().behaviour.asynchronous_revocation_commit) {
    if (commits_.syncing()) return;
    return commits_.commit_sync(subscriptions_.all_consumed(), prepare_ends_,
                                [this](std::string_view) { commit_done_ = true; });
  }
  if (protocol_ == RebalanceProtocol::EAGER) subscriptions_.mark_pending_revocation();
  commits_.commit_async(subscriptions_.all_consumed(), [this](const CommitResult& result) {
    if (prepare_ != Prepare::committing) return;
    commit_done_ = !result.retriable();
    if (commit_done_) return;
    commit_begun_ = false;
    prepare_timer_.arm(std::max(context().config.retry_backoff_ms, kLeastBackoff));
  });
}

/// A member whose generation is over has lost what it had: somebody else may own it already (not known to 2.3).
void ConsumerCoordinator::give_up_before_join() {
  const std::vector<TopicPartition> owned = sorted(subscriptions_.assigned());
  const bool lost = generation().id == kNoGeneration || !generation().has_member_id();
  const auto drop_all = [this] { subscriptions_.assign_from_subscribed({}); };
  if (lost && !is_2_3()) {
    if (!owned.empty()) invoker_.lost(owned, group_metadata_.generation, drop_all);
    return;
  }
  if (protocol_ == RebalanceProtocol::EAGER) return invoker_.revoked(owned, group_metadata_.generation, drop_all);
  std::vector<TopicPartition> unwanted, kept;
  for (const TopicPartition tp : owned) (subscriptions_.subscribed(tp.topic) ? kept : unwanted).push_back(tp);
  if (unwanted.empty()) return;
  invoker_.revoked(unwanted, group_metadata_.generation, [this, kept] { subscriptions_.assign_from_subscribed(kept); });
}

void ConsumerCoordinator::finish_prepare() {
  prepare_ = Prepare::idle;
  is_leader_ = false;
  group_subscription_.clear();
}

// ---- the leader's work

void ConsumerCoordinator::on_leader_elected(const JoinGroupResponse& response) {
  group_subscription_ = all_subscribed_topics(response, topics_);
  for (const TopicId topic : group_subscription_) context().metadata.add_topic(topic);
  to_assign_ = response;
  metadata_version_ = context().metadata.version();
  try_assignment();
}

/// Source: ConsumerCoordinator.updateGroupSubscription: what is known to be stale is not assigned from.
void ConsumerCoordinator::try_assignment() {
  if (!to_assign_) return;
  const ClientMetadata& known = context().metadata;
  if (known.update_requested() && known.version() == metadata_version_) return;
  const JoinGroupResponse response = *std::exchange(to_assign_, std::nullopt);
  if (response.generation == generation().id && state() == MemberState::COMPLETING_REBALANCE)
    return assign_now(response);
  // Kafka: the generation is over, and the coordinator refuses the assignment.
  fail_join(ErrorCode::ILLEGAL_GENERATION);
}

void ConsumerCoordinator::assign_now(const JoinGroupResponse& response) {
  metadata_snapshot_ = {};
  maybe_update_snapshot();
  is_leader_ = true;
  assignment_snapshot_ = metadata_snapshot_;
  if (response.skip_assignment) return send_sync({});
  const Strategy* chosen = strategy(response.protocol);
  SIM_CHECK(chosen != nullptr, "the coordinator chose one that all members named");
  send_sync(assign_group(*chosen->assignor, response, context().metadata, topics_));
}

// ---- after a join

bool ConsumerCoordinator::matches_subscription(const std::vector<TopicPartition>& partitions) const {
  return std::all_of(partitions.begin(), partitions.end(),
                     [&](const TopicPartition& tp) { return subscriptions_.subscribed(tp.topic); });
}

/// Source: ConsumerCoordinator.onJoinComplete.
bool ConsumerCoordinator::on_join_complete(const Assignment& assignment) {
  if (complete_ == Complete::idle) {
    if (!is_leader_) assignment_snapshot_.reset();
    group_metadata_.generation = generation().id;
    group_metadata_.member_id = generation().member_id;
    if (!matches_subscription(assignment.partitions)) {
      request_rejoin("received assignment does not match the current subscription");
      return true;
    }
    owned_before_ = sorted(subscriptions_.assigned());
    complete_ = Complete::revoking;
    if (protocol_ == RebalanceProtocol::COOPERATIVE) revoke_what_is_not_assigned(assignment.partitions);
  }
  if (invoker_.running()) return false;
  if (complete_ == Complete::revoking) {
    complete_ = Complete::assigning;
    take_over(assignment.partitions);
  }
  if (invoker_.running()) return false;
  complete_ = Complete::idle;
  return true;
}

/// KIP-429: what another member is to get is given up now, and given to it in the next generation.
void ConsumerCoordinator::revoke_what_is_not_assigned(const std::vector<TopicPartition>& assigned) {
  std::vector<TopicPartition> revoked;
  for (const TopicPartition tp : owned_before_)
    if (std::find(assigned.begin(), assigned.end(), tp) == assigned.end()) revoked.push_back(tp);
  if (revoked.empty()) return;
  invoker_.revoked(revoked, generation().id, [this] { request_rejoin("need to revoke partitions and re-join"); });
}

void ConsumerCoordinator::take_over(const std::vector<TopicPartition>& assigned) {
  if (Strategy* chosen = strategy(generation().protocol)) {
    chosen->last_assignment = assigned;
    chosen->last_generation = generation().id;
  }
  commits_.restart_auto_commit();
  const std::vector<TopicPartition> all = sorted(assigned);
  subscriptions_.assign_from_subscribed(assignment_order(topics_, is_2_3() ? assigned : all));
  std::vector<TopicPartition> added;
  for (const TopicPartition tp : all)
    if (std::find(owned_before_.begin(), owned_before_.end(), tp) == owned_before_.end()) added.push_back(tp);
  emit([&] {
    return PartitionsAssigned{.group = context().group,
                              .member = context().client.id(),
                              .generation = generation().id,
                              .partitions = all,
                              .added = added};
  });
  invoker_.assigned(is_2_3() ? all : added, [] {});
}

// ---- the end

/// Source: ConsumerCoordinator.close, AbstractCoordinator.close.
void ConsumerCoordinator::close(sim::SimTime deadline, std::function<void()> done) {
  close_ends_ = deadline;
  closed_ = std::move(done);
  close_ = Close::committing;
  if (context().config.enable_auto_commit) {
    commits_.commit_sync(subscriptions_.all_consumed(), deadline, [this](std::string_view) { go_on_closing(); });
  }
  go_on_closing();
}

void ConsumerCoordinator::go_on_closing() {
  const bool late = now() >= close_ends_;
  if (close_ == Close::committing) {
    if (!late && (commits_.syncing() || commits_.in_flight())) return;
    close_ = Close::giving_up;
    close_heartbeat_thread();
    commits_.invoke_completed();
    if (context().config.internal_leave_group_on_close) give_up_before_leaving();
  }
  if (close_ == Close::giving_up) {
    if (!late && invoker_.running()) return;
    close_ = Close::waiting;
    if (context().config.internal_leave_group_on_close && subscriptions_.auto_assigned())
      maybe_leave_group("the consumer is being closed");
  }
  if (close_ != Close::waiting) return;
  if (!late && lookup().known() && context().client.pending(lookup().node()) > 0) return;
  close_ = Close::closed;
  closed_();
}

/// Source: ConsumerCoordinator.onLeavePrepare. 2.3 tells the application nothing.
void ConsumerCoordinator::give_up_before_leaving() {
  const std::vector<TopicPartition> dropped = sorted(subscriptions_.assigned());
  if (is_2_3() || !subscriptions_.auto_assigned() || dropped.empty()) return;
  const auto drop_all = [this] { subscriptions_.assign_from_subscribed({}); };
  const bool lost = generation().id == kNoGeneration || !generation().has_member_id() || rebalance_in_progress();
  if (lost) return invoker_.lost(dropped, group_metadata_.generation, drop_all);
  invoker_.revoked(dropped, group_metadata_.generation, drop_all);
}

}  // namespace kafka
