#include "tests/conformance/runner/schedule_controller.h"

#include <utility>

#include "model/controller/election.h"

namespace conformance {

using kafka::BrokerId;
using kafka::ErrorCode;
using kafka::PartitionState;

namespace {
constexpr BrokerId kScheduledController{0};
}  // namespace

void ScheduleController::write(PartitionState next) {
  next.replicas = world_.replicas;
  next.partition_epoch = exists_ ? stored_.partition_epoch + 1 : kafka::PartitionEpoch(0);
  const bool new_epoch = !exists_ || next.leader_epoch > stored_.leader_epoch;
  if (new_epoch) announced_[next.leader_epoch] = next;
  stored_ = std::move(next);
  exists_ = true;
  world_.emit(kScheduledController, kafka::PartitionStateChanged{.tp = world_.tp,
                                                                 .leader = stored_.leader,
                                                                 .leader_epoch = stored_.leader_epoch,
                                                                 .partition_epoch = stored_.partition_epoch,
                                                                 .replicas = stored_.replicas,
                                                                 .isr = stored_.isr});
}

void ScheduleController::elect(BrokerId leader, const std::vector<BrokerId>& isr) {
  const PartitionState before = stored_;
  const bool unclean = exists_ && !kafka::contains(before.isr, leader);
  PartitionState next = stored_;
  next.leader = leader;
  next.leader_epoch = exists_ ? stored_.leader_epoch + 1 : kafka::LeaderEpoch(0);
  next.isr = isr;
  world_.emit(kScheduledController, kafka::LeaderElected{.tp = world_.tp,
                                                         .controller = kScheduledController,
                                                         .before = exists_ ? before.leader : kafka::kNoBroker,
                                                         .leader = leader,
                                                         .leader_epoch = next.leader_epoch,
                                                         .strategy = "offline",
                                                         .unclean = unclean});
  write(std::move(next));
}

void ScheduleController::elect_if_leaderless(const std::set<BrokerId>& up, bool unclean) {
  if (!exists_ || (stored_.leader != kafka::kNoBroker && !failed_.contains(stored_.leader))) return;
  kafka::ElectionInput input;
  input.assignment.replicas = world_.replicas;
  input.stored = stored_;
  for (const BrokerId id : up)
    if (!failed_.contains(id)) input.online.insert(id);
  input.unclean_enabled = unclean;
  input.recovery_supported = world_.behaviour.recovering_leader;
  kafka::ElectionResult result = elect_leader(kafka::ElectionStrategy::offline, input);
  if (!result.state) return;
  world_.emit(kScheduledController, kafka::LeaderElected{.tp = world_.tp,
                                                         .controller = kScheduledController,
                                                         .before = stored_.leader,
                                                         .leader = result.state->leader,
                                                         .leader_epoch = result.state->leader_epoch,
                                                         .strategy = "offline",
                                                         .unclean = result.unclean});
  write(std::move(*result.state));
}

/// Source: KafkaController.onBrokerFailure.
void ScheduleController::on_broker_failure(BrokerId broker, const std::set<BrokerId>& up, bool unclean) {
  failed_.insert(broker);
  if (!exists_) return;
  elect_if_leaderless(up, unclean);
  if (!kafka::contains(stored_.isr, broker)) return;
  write(kafka::without_replica(stored_, broker));
}

void ScheduleController::on_broker_start(BrokerId broker, const std::set<BrokerId>& up) {
  failed_.erase(broker);
  if (exists_ && stored_.leader == kafka::kNoBroker) elect_if_leaderless(up, false);
}

const PartitionState* ScheduleController::announced(kafka::LeaderEpoch epoch) const {
  const auto it = announced_.find(epoch);
  return it == announced_.end() ? nullptr : &it->second;
}

// ---- ISR changes

void ScheduleController::submit(BrokerId leader, const kafka::IsrChange& change) {
  if (how_ != Proposals::rejected) world_.emit(leader, kafka::proposal_of(leader, change));
  if (how_ == Proposals::delayed) return delayed_.push_back({.leader = leader, .change = change});
  const ErrorCode refusal = how_ == Proposals::rejected ? ErrorCode::OPERATION_NOT_ATTEMPTED : ErrorCode::NONE;
  asked_.push_back({.leader = leader, .change = change, .verdict = refusal});
}

/// Source: KafkaController.tryProcessAlterPartition; before, the leader's own conditional write.
ErrorCode ScheduleController::judge(const kafka::IsrChange& change) const {
  const bool same_version = change.partition_epoch == stored_.partition_epoch;
  if (!world_.behaviour.alter_partition) return same_version ? ErrorCode::NONE : ErrorCode::OPERATION_NOT_ATTEMPTED;
  if (change.leader_epoch < stored_.leader_epoch) return ErrorCode::FENCED_LEADER_EPOCH;
  if (!same_version) return ErrorCode::INVALID_UPDATE_VERSION;
  if (world_.behaviour.isr_needs_alive_broker)
    for (const BrokerId member : change.isr)
      if (failed_.contains(member)) return ErrorCode::INELIGIBLE_REPLICA;
  return ErrorCode::NONE;
}

void ScheduleController::settle(const Asked& asked, ReplicaNode& leader) {
  const ErrorCode error = asked.verdict == ErrorCode::NONE ? judge(asked.change) : asked.verdict;
  if (error == ErrorCode::NONE) {
    PartitionState next = stored_;
    next.isr = asked.change.isr;
    next.recovery = asked.change.recovery;
    write(std::move(next));
  }
  if (!leader.up() || !leader.partition().awaits(asked.change)) return;
  if (error == ErrorCode::NONE) return leader.replicas().on_isr_accepted(world_.tp, stored_.partition_epoch);
  if (asked.verdict == ErrorCode::NONE)
    world_.emit(leader.id(), kafka::IsrChangeFailed{.leader = leader.id(), .tp = world_.tp, .error = error});
  leader.replicas().on_isr_refused(world_.tp, error);
}

void ScheduleController::answer(const std::function<ReplicaNode&(BrokerId)>& node) {
  how_ = Proposals::reach;
  while (!asked_.empty())
    for (const Asked& asked : std::exchange(asked_, {})) settle(asked, node(asked.leader));
}

void ScheduleController::deliver_delayed(BrokerId leader) {
  for (const Asked& asked : std::exchange(delayed_, {})) (asked.leader == leader ? asked_ : delayed_).push_back(asked);
}

}  // namespace conformance
