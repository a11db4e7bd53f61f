#include "model/broker/partition.h"

#include <algorithm>
#include <utility>

namespace kafka {

Partition::Partition(TopicPartition tp, BrokerId local, const TopicConfig* config, const PartitionRules& rules,
                     Log& log, PartitionContext& context)
    : tp_(tp), local_(local), config_(config), rules_(rules), log_(&log), context_(context) {}

void Partition::adopt(const PartitionState& state) {
  replicas_ = state.replicas;
  adding_ = state.adding;
  isr_.commit(state.isr);
  partition_epoch_ = state.partition_epoch;
  controller_epoch_ = state.controller_epoch;
}

bool Partition::make_leader(const PartitionState& state) {
  if (state.partition_epoch < partition_epoch_) return false;
  const bool new_leader = !is_leader();
  const bool new_epoch = state.leader_epoch > leader_epoch_;
  adopt(state);

  std::vector<RemoteReplica> remotes;
  for (const BrokerId id : replicas_) {
    if (id == local_) continue;
    const RemoteReplica* known = remote(id);
    remotes.push_back(known ? *known : RemoteReplica{.broker = id});
  }
  remotes_ = std::move(remotes);

  if (new_epoch) {
    epoch_start_ = log_->log_end_offset();
    if (rules_.behaviour.epoch_entry_on_election()) log_->epochs().assign(state.leader_epoch, epoch_start_);
    const bool forget = new_leader || !rules_.behaviour.retain_remote_offsets;
    for (RemoteReplica& r : remotes_) r.reset(context_.now(), epoch_start_, forget, isr_.contains(r.broker));
    leader_epoch_ = state.leader_epoch;
  }
  leader_ = local_;
  maybe_increment_high_watermark();  // the ISR could be down to this broker alone
  return true;
}

bool Partition::make_follower(const PartitionState& state) {
  if (state.partition_epoch < partition_epoch_) return false;
  adopt(state);
  isr_.commit({});  // only a leader knows its ISR
  remotes_.clear();
  epoch_start_ = kUnknownOffset;
  leader_ = state.leader;
  leader_epoch_ = state.leader_epoch;
  return true;
}

ErrorCode Partition::check_append(const RecordBatch& batch, std::int16_t acks, AppendOrigin origin,
                                  VerificationGuard guard) const {
  if (const ErrorCode error = check_leader(); error != ErrorCode::NONE) return error;
  const auto in_sync = static_cast<std::int32_t>(isr_.committed().size());
  if (acks == -1 && in_sync < effective_min_isr()) return ErrorCode::NOT_ENOUGH_REPLICAS;
  return log_->check_append(batch, origin, guard);
}

LogAppendInfo Partition::append_as_leader(const BatchPtr& batch, std::int64_t disk_mark, AppendOrigin origin,
                                          VerificationGuard guard) {
  if (mutated(Mutation::skip_offset))
    return append_as_follower({.base_offset = log_->log_end_offset() + 1, .epoch = leader_epoch_, .batch = batch},
                              disk_mark);
  return log_->append_as_leader(batch, leader_epoch_, context_.now(), disk_mark, origin, guard);
}

LogAppendInfo Partition::append_as_follower(const FetchedBatch& batch, std::int64_t disk_mark) {
  LogEntry entry;
  entry.base_offset = batch.base_offset;
  const bool corrupt = mutated(Mutation::corrupt_copy) && !log_->entries().empty();
  entry.batch = corrupt ? log_->entries().back().batch : batch.batch;
  entry.epoch = batch.epoch;
  return log_->append_as_follower(entry, context_.now(), disk_mark);
}

bool Partition::update_follower_bounds(Offset leader_high_watermark, Offset leader_log_start) {
  const bool unbounded = mutated(Mutation::follower_hw_unbounded);
  const bool moved = log_->update_high_watermark(unbounded ? log_->log_end_offset() : leader_high_watermark);
  if (moved) context_.on_high_watermark(tp_, log_->high_watermark(), false);
  const Offset start = std::min(leader_log_start, log_->high_watermark());
  if (start > log_->log_start_offset()) log_->maybe_increment_log_start_offset(start);
  return moved;
}

bool Partition::update_follower_fetch_state(BrokerId follower, Offset fetch_offset, Offset follower_log_start,
                                            Offset leader_log_end, LeaderEpoch request_epoch) {
  RemoteReplica* replica = find_remote(follower);
  if (!replica) return false;
  const Offset before = replica->log_end_offset;
  replica->update_fetch_state(fetch_offset, follower_log_start, leader_log_end, context_.now());
  if (before != fetch_offset)
    context_.on_follower_progressed({.leader = local_,
                                     .follower = follower,
                                     .tp = tp_,
                                     .log_end_offset = fetch_offset,
                                     .leader_epoch = leader_epoch_,
                                     .request_epoch = request_epoch});
  maybe_expand_isr(*replica);
  return before != replica->log_end_offset && maybe_increment_high_watermark();
}

void Partition::maybe_expand_isr(const RemoteReplica& replica) {
  if (isr_.change_pending() || isr_.contains(replica.broker) || !eligible(replica.broker)) return;
  const Offset needed = rules_.behaviour.join_needs_epoch_start() ? std::max(log_->high_watermark(), epoch_start_)
                                                                  : log_->high_watermark();
  if (replica.log_end_offset < needed && !mutated(Mutation::join_behind)) return;
  propose_expand(replica.broker);
}

void Partition::maybe_shrink_isr() {
  if (!is_leader() || isr_.change_pending()) return;
  std::vector<BrokerId> out_of_sync;
  for (const BrokerId id : isr_.committed()) {
    const RemoteReplica* replica = remote(id);
    if (replica && !replica->caught_up(log_->log_end_offset(), context_.now(), rules_.replica_lag_time_max))
      out_of_sync.push_back(id);
  }
  if (!out_of_sync.empty()) propose_shrink(out_of_sync);
}

void Partition::propose_expand(BrokerId joining) {
  isr_.begin_expand(joining);
  submit();
}

void Partition::propose_shrink(const std::vector<BrokerId>& leaving) {
  isr_.begin_shrink(leaving);
  submit();
}

bool Partition::awaits(const IsrChange& change) const {
  return isr_.in_flight() && leader_epoch_ == change.leader_epoch && partition_epoch_ == change.partition_epoch &&
         isr_.proposed() == change.isr;
}

void Partition::submit() {
  context_.submit_isr_change({.tp = tp_,
                              .leader_epoch = leader_epoch_,
                              .partition_epoch = partition_epoch_,
                              .isr = isr_.proposed(),
                              .controller_epoch = controller_epoch_,
                              .replicas = replicas_});
}

bool Partition::on_isr_accepted(PartitionEpoch partition_epoch) {
  const std::vector<BrokerId> before = isr_.committed();
  isr_.complete();
  partition_epoch_ = partition_epoch;
  context_.on_isr_changed(tp_, before, isr_.committed());
  return maybe_increment_high_watermark();
}

void Partition::on_isr_refused(ErrorCode error) {
  if (mutated(Mutation::isr_ignores_controller)) {
    on_isr_accepted(partition_epoch_);
    return;
  }
  switch (error) {
    case ErrorCode::OPERATION_NOT_ATTEMPTED:
    case ErrorCode::INELIGIBLE_REPLICA:
      isr_.roll_back();
      return;
    case ErrorCode::UNKNOWN_TOPIC_OR_PARTITION:
    case ErrorCode::UNKNOWN_TOPIC_ID:
    case ErrorCode::FENCED_LEADER_EPOCH:
    case ErrorCode::INVALID_UPDATE_VERSION:
    case ErrorCode::INVALID_REQUEST:
    case ErrorCode::NEW_LEADER_ELECTED:
      isr_.stay_pending();
      return;
    default:
      submit();  // anything else is passing trouble: ask again
  }
}

bool Partition::maybe_increment_high_watermark() {
  const bool frozen = rules_.behaviour.hw_frozen_below_min_isr() && under_min_isr();
  if (frozen && !mutated(Mutation::hw_below_min_isr)) return false;
  Offset candidate = log_->log_end_offset();
  for (const RemoteReplica& r : remotes_) {
    if (r.log_end_offset >= candidate || mutated(Mutation::hw_ignores_isr)) continue;
    const bool joining =
        r.caught_up(log_->log_end_offset(), context_.now(), rules_.replica_lag_time_max) && eligible(r.broker);
    if (isr_.maximal_contains(r.broker) || joining) candidate = r.log_end_offset;
  }
  if (candidate <= log_->high_watermark() && !mutated(Mutation::hw_goes_back)) return false;
  const Offset stable = log_->last_stable_offset();
  if (!log_->update_high_watermark(candidate)) return false;
  context_.on_high_watermark(tp_, log_->high_watermark(), true);
  if (log_->producers().has_seen_transactions() && log_->last_stable_offset() > stable)
    context_.on_last_stable_offset(tp_, log_->last_stable_offset());
  return true;
}

bool Partition::eligible(BrokerId id) const {
  return !rules_.behaviour.isr_needs_alive_broker || context_.is_alive(id);
}

const RemoteReplica* Partition::remote(BrokerId id) const {
  for (const RemoteReplica& r : remotes_)
    if (r.broker == id) return &r;
  return nullptr;
}

RemoteReplica* Partition::find_remote(BrokerId id) {
  for (RemoteReplica& r : remotes_)
    if (r.broker == id) return &r;
  return nullptr;
}

std::int32_t Partition::effective_min_isr() const {
  const auto replicas = static_cast<std::int32_t>(replicas_.size());
  return rules_.behaviour.min_isr_bounded_by_replicas ? std::min(config_->min_insync_replicas, replicas)
                                                      : config_->min_insync_replicas;
}

bool Partition::under_min_isr() const {
  return is_leader() && static_cast<std::int32_t>(isr_.committed().size()) < effective_min_isr();
}
bool Partition::at_min_isr() const {
  return is_leader() && static_cast<std::int32_t>(isr_.committed().size()) == effective_min_isr();
}
bool Partition::under_replicated() const {
  return is_leader() && isr_.committed().size() < difference(replicas_, adding_).size();
}
bool Partition::enough_replicas_for_ack() const {
  return static_cast<std::int32_t>(isr_.maximal().size()) >= effective_min_isr();
}

}  // namespace kafka
