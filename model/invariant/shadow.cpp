#include "model/invariant/shadow.h"

#include <algorithm>

namespace kafka {

// ---- replicas

const FollowerProgress* ReplicaShadow::progress_of(BrokerId follower) const {
  for (const FollowerProgress& p : progress)
    if (p.follower == follower) return &p;
  return nullptr;
}

bool ReplicaShadow::agrees_with(const ReplicaShadow& other, Offset offset) const {
  const Offset from = std::max(start, other.start);
  const Offset below = std::min({offset, end, other.end});
  if (below <= from) return true;
  if (!diverged && !other.diverged) {
    // Where the last records are of one epoch, so is everything before (P2 is checked at each append).
    const LeaderEpoch mine = log.epoch_at(below - 1);
    if (mine != kNoEpoch && mine == other.log.epoch_at(below - 1)) return true;
  }
  return EpochSpans::first_difference(log, other.log, from, below) == kUnknownOffset;
}

ReplicaShadow* PartitionShadow::find(BrokerId broker) {
  for (ReplicaShadow& r : replicas)
    if (r.broker == broker) return &r;
  return nullptr;
}

const ReplicaShadow* PartitionShadow::find(BrokerId broker) const {
  for (const ReplicaShadow& r : replicas)
    if (r.broker == broker) return &r;
  return nullptr;
}

ReplicaShadow& PartitionShadow::at(BrokerId broker) {
  if (ReplicaShadow* known = find(broker)) return *known;
  replicas.push_back({});
  replicas.back().broker = broker;
  return replicas.back();
}

const ReplicaShadow* PartitionShadow::true_leader() const {
  const ReplicaShadow* r = find(stored.leader);
  return r && r->leads() && r->epoch == stored.leader_epoch ? r : nullptr;
}

bool follows_leader(const PartitionShadow& partition, const ReplicaShadow& replica, LeaderEpoch epoch, Offset base) {
  if (replica.log.last_epoch() == epoch || replica.log.empty()) return true;
  const EpochWrites* of = partition.writes.find(epoch);
  if (!of) return true;
  EpochSpans leader = of->before;
  if (base > of->start) leader.append(epoch, of->start, base);
  return EpochSpans::first_difference(replica.log, leader, replica.start, base) == kUnknownOffset;
}

// ---- who is where

bool Shadow::is_live(BrokerId broker) const {
  const auto it = live_.find(broker);
  return it == live_.end() || it->second;
}

BrokerId Shadow::broker_at(sim::HostId host) const {
  const auto it = brokers_.find(host);
  return it == brokers_.end() ? kNoBroker : it->second;
}

ReplicaShadow* Shadow::leader_at(PartitionShadow& partition, sim::HostId host) {
  const BrokerId there = broker_at(host);
  ReplicaShadow* best = nullptr;
  for (ReplicaShadow& r : partition.replicas) {
    if (!r.leads()) continue;
    if (r.broker == there) return &r;
    if (!best || r.epoch > best->epoch) best = &r;
  }
  return best;
}

// ---- events

void Shadow::apply(sim::SimTime now, sim::HostId host, const Event& event) {
  now_ = now;
  host_ = host;
  std::visit([this](const auto& e) { on(e); }, event);
}

void Shadow::on(const BrokerStarted& e) {
  live_[e.broker] = true;
  if (host_ != kNoHost) brokers_[host_] = e.broker;
}

void Shadow::on(const BrokerStopped& e) {
  if (e.how == "pause") return;  // it goes on believing what it believes
  live_[e.broker] = false;
  partitions_.for_each([&](TopicPartition, PartitionShadow& p) {
    if (ReplicaShadow* r = p.find(e.broker)) {
      r->role = ReplicaRole::none;
      r->progress.clear();
    }
  });
}

void Shadow::drop(TopicId topic, bool deleted) {
  partitions_.for_each([&](TopicPartition tp, PartitionShadow& p) {
    if (tp.topic != topic) return;
    p = PartitionShadow{};
    p.deleted = deleted;
  });
}

void Shadow::on(const TopicCreated& e) {
  partitions_.for_each([&](TopicPartition tp, PartitionShadow& p) {
    if (tp.topic == e.topic) p.deleted = false;
  });
}
void Shadow::on(const TopicDeleted& e) { drop(e.topic, true); }

void Shadow::on(const PartitionStateChanged& e) {
  PartitionShadow& p = partition(e.tp);
  p.deleted = false;
  p.before = p.stored;
  p.stored = {.leader = e.leader,
              .leader_epoch = e.leader_epoch,
              .partition_epoch = e.partition_epoch,
              .replicas = e.replicas,
              .isr = e.isr};
}

void Shadow::on(const LeaderElected& e) {
  PartitionShadow& p = partition(e.tp);
  p.elected_epoch = std::max(p.elected_epoch, e.leader_epoch);
  if (e.unclean) p.unclean_epoch = e.leader_epoch;
}

void Shadow::settle_isr(TopicPartition tp, const std::vector<BrokerId>& isr) {
  ReplicaShadow* leader = leader_at(partition(tp), host_);
  if (!leader) return;
  leader->isr = isr;
  leader->change_pending = false;
}
void Shadow::on(const IsrShrunk& e) { settle_isr(e.tp, e.isr); }
void Shadow::on(const IsrExpanded& e) { settle_isr(e.tp, e.isr); }

void Shadow::on(const IsrChangeProposed& e) {
  ReplicaShadow& r = partition(e.tp).at(e.leader);
  r.proposed = e.isr;
  r.proposed_from = e.partition_epoch;
  r.change_pending = true;
}

void Shadow::on(const IsrChangeFailed& e) {
  const bool rolled_back = e.error == ErrorCode::OPERATION_NOT_ATTEMPTED || e.error == ErrorCode::INELIGIBLE_REPLICA;
  if (rolled_back) partition(e.tp).at(e.leader).change_pending = false;
}

void Shadow::on(const RecordsAppended& e) {
  PartitionShadow& p = partition(e.tp);
  ReplicaShadow& r = p.at(e.broker);
  const Offset next = e.base_offset + e.count;
  if (r.end > e.base_offset) r.log.truncate(e.base_offset);
  if (e.as_leader)
    p.writes.append(e.leader_epoch, e.broker, {e.base_offset, next, e.producer, e.first_id, now_}, r.log);
  if (r.log.empty() && r.end < e.base_offset) r.start = e.base_offset;
  if (!e.as_leader && !follows_leader(p, r, e.leader_epoch, e.base_offset)) r.diverged = true;
  for (HardwareLoss& loss : r.hardware_losses)
    if (loss.open <= e.base_offset) loss.open = std::max(loss.open, next);
  r.log.append(e.leader_epoch, e.base_offset, next);
  r.end = next;
}

void Shadow::on(const HighWatermarkAdvanced& e) {
  PartitionShadow& p = partition(e.tp);
  ReplicaShadow& r = p.at(e.broker);
  r.high_watermark = e.high_watermark;
  if (!e.as_leader || !r.leads()) return;
  Offset& largest = p.leader_high_watermarks[r.epoch];
  largest = std::max(largest, e.high_watermark);
}

void Shadow::on(const SegmentsDeleted& e) {
  PartitionShadow& p = partition(e.tp);
  ReplicaShadow& r = p.at(e.broker);
  r.start = std::max(r.start, e.log_start_offset);
  r.log.remove_below(r.start);
  Offset lowest = r.start;
  for (const ReplicaShadow& other : p.replicas) lowest = std::min(lowest, other.start);
  p.writes.remove_below(lowest);
}

void Shadow::on(const LogCleaned& e) {
  PartitionShadow& p = partition(e.tp);
  p.cleaned_to = std::max(p.cleaned_to, e.clean_to);
}

void Shadow::on(const BecameLeader& e) {
  PartitionShadow& p = partition(e.tp);
  ReplicaShadow& r = p.at(e.broker);
  if (host_ != kNoHost) brokers_[host_] = e.broker;
  r.role = ReplicaRole::leader;
  r.epoch = e.leader_epoch;
  r.leader = e.broker;
  r.end = e.log_end_offset;
  r.epoch_start = e.log_end_offset;
  r.high_watermark = e.high_watermark;
  r.term_high_watermark = e.high_watermark;
  r.isr = e.isr;
  r.replicas = e.replicas;
  r.change_pending = false;
  Offset& largest = p.leader_high_watermarks[r.epoch];
  largest = std::max(largest, e.high_watermark);
}

void Shadow::on(const BecameFollower& e) {
  ReplicaShadow& r = partition(e.tp).at(e.broker);
  r.role = ReplicaRole::follower;
  r.epoch = e.leader_epoch;
  r.leader = e.leader;
  r.end = e.log_end_offset;
  r.high_watermark = e.high_watermark;
  r.isr.clear();
  r.progress.clear();
  r.change_pending = false;
}

void Shadow::on(const ReplicaStopped& e) {
  PartitionShadow& p = partition(e.tp);
  if (e.deleted) {
    std::erase_if(p.replicas, [&](const ReplicaShadow& r) { return r.broker == e.broker; });
  } else if (ReplicaShadow* r = p.find(e.broker)) {
    r->role = ReplicaRole::none;
    r->progress.clear();
  }
}

void Shadow::on(const LogLoaded& e) {
  ReplicaShadow& r = partition(e.tp).at(e.broker);
  if (e.log_end_offset < r.end) r.log.truncate(e.log_end_offset);
  r.start = e.log_start_offset;
  r.log.remove_below(r.start);
  r.end = e.log_end_offset;
  r.high_watermark = e.high_watermark;
  r.role = ReplicaRole::none;
}

namespace {

/// Does the log still hold something that the leader of its last epoch had not?
bool still_diverged(const PartitionShadow& partition, const ReplicaShadow& replica) {
  if (replica.log.empty()) return false;
  const EpochSpan last = replica.log.all().back();
  EpochSpans before = replica.log;
  before.truncate(last.from);
  const EpochWrites* of = partition.writes.find(last.epoch);
  if (!of) return false;
  EpochSpans leader = of->before;
  if (last.from > of->start) leader.append(last.epoch, of->start, last.from);
  return EpochSpans::first_difference(before, leader, replica.start, last.from) != kUnknownOffset;
}

}  // namespace

void Shadow::on(const LogTruncated& e) {
  PartitionShadow& p = partition(e.tp);
  ReplicaShadow& r = p.at(e.broker);
  // A follower out of its leader's range cuts its log at the leader's end, or begins anew behind its own.
  const bool behind_its_end = e.to > r.end || (e.to == r.end && e.reason == TruncationReason::out_of_range);
  const bool begins_anew = behind_its_end || e.to < r.start;
  if (e.reason == TruncationReason::power_loss || e.reason == TruncationReason::disk_lost)
    r.hardware_losses.push_back({.from = r.end, .to = std::min(e.to, r.end), .open = std::min(e.to, r.end)});
  if (begins_anew) {
    r.log.clear();
    r.start = e.to;
  } else {
    r.log.truncate(e.to);
  }
  r.end = e.to;
  r.start = std::min(r.start, r.end);
  r.high_watermark = std::min(e.high_watermark, e.to);
  if (r.diverged) r.diverged = still_diverged(p, r);
}

void Shadow::on(const FollowerProgressed& e) {
  ReplicaShadow& r = partition(e.tp).at(e.leader);
  for (FollowerProgress& p : r.progress) {
    if (p.follower != e.follower) continue;
    p.offset = e.log_end_offset;
    p.epoch = e.leader_epoch;
    return;
  }
  r.progress.push_back({e.follower, e.log_end_offset, e.leader_epoch});
}

}  // namespace kafka
