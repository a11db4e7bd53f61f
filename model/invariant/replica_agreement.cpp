#include "model/invariant/replica_agreement.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kWeakIsr =
    "Below a leader's high watermark, followers in its own ISR hold the same records as it does";
constexpr std::string_view kStrongIsr =
    "Every member of the stored ISR holds everything below a leader's high watermark";
constexpr std::string_view kAsyncIsr =
    "A leader's high watermark is within the log of every member of the stored ISR, also while a change is in flight";

}  // namespace

void ReplicaAgreement::check_member(TopicPartition tp, const ReplicaShadow& leader, Offset high_watermark,
                                    Member member, bool own_isr) {
  const ReplicaShadow& r = *member.replica;
  const bool shorter = member.end < high_watermark;
  const bool equal = leader.agrees_with(r, std::min(high_watermark, member.end));
  if (!shorter && equal) return;
  const PartitionShadow& p = partition(tp);
  const auto text = [&] {
    return name(tp) + ": " + name_of(leader.broker) + " leads in epoch " + num(leader.epoch) + " with high watermark " +
           num(high_watermark) + "; " + name_of(r.broker) +
           (shorter ? " ends at " + num(member.end) : std::string(" holds other records below"));
  };
  const std::string excuse = excuse_for_agreement(settings(), p, leader);
  const std::int64_t epoch = leader.epoch.value();
  if (own_isr)
    return found({.name = "P3", .statement = kWeakIsr, .tp = tp, .broker = r.broker, .epoch = epoch, .excuse = excuse},
                 text);
  found({.name = "P4", .statement = kStrongIsr, .tp = tp, .broker = r.broker, .epoch = epoch, .excuse = excuse}, text);
  if (shorter && context_.behaviour().alter_partition && p.true_leader() == &leader)
    found({.name = "P12", .statement = kAsyncIsr, .tp = tp, .broker = r.broker, .epoch = epoch, .excuse = excuse},
          text);
}

/// A leader from outside of the ISR does not hold what is below high watermarks. Whether it was elected uncleanly, the
/// controller tells only when it knows its write to be stored.
bool ReplicaAgreement::waits_for_word(const PartitionShadow& p) {
  return p.stored.leader != kNoBroker && !contains(p.before.isr, p.stored.leader) && p.before.exists() &&
         p.elected_epoch < p.stored.leader_epoch;
}

void ReplicaAgreement::compare(TopicPartition tp, const ReplicaShadow& leader, Offset high_watermark,
                               const std::vector<BrokerId>& isr, bool own_isr) {
  const PartitionShadow& p = partition(tp);
  for (const ReplicaShadow& r : p.replicas) {
    if (&r == &leader || !contains(isr, r.broker)) continue;
    const bool follows = r.role == ReplicaRole::follower && r.leader == leader.broker;
    if (!own_isr || follows) check_member(tp, leader, high_watermark, {&r, r.end}, own_isr);
  }
}

void ReplicaAgreement::check(const HighWatermarkAdvanced& e) {
  if (!e.as_leader) return;
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* leader = p.find(e.broker);
  if (!leader || !leader->leads()) return;
  compare(e.tp, *leader, e.high_watermark, leader->isr, true);
  if (!waits_for_word(p)) compare(e.tp, *leader, e.high_watermark, p.stored.isr, false);
}

void ReplicaAgreement::check(const PartitionStateChanged& e) {
  const StoredShadow& before = partition(e.tp).stored;
  if (e.leader != kNoBroker && !contains(before.isr, e.leader)) return;  // see waits_for_word
  for (const ReplicaShadow& r : partition(e.tp).replicas)
    if (r.leads()) compare(e.tp, r, r.high_watermark, e.isr, false);
}

void ReplicaAgreement::check(const LeaderElected& e) {
  if (e.unclean) return;
  const PartitionShadow& p = partition(e.tp);
  for (const ReplicaShadow& r : p.replicas)
    if (r.leads()) compare(e.tp, r, r.high_watermark, p.stored.isr, false);
}

void ReplicaAgreement::check(const LogTruncated& e) {
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* cut = p.find(e.broker);
  const bool hardware = e.reason == TruncationReason::power_loss || e.reason == TruncationReason::disk_lost;
  if (!cut || hardware) return;  // what hardware lost is not a rule that was broken
  for (const ReplicaShadow& r : p.replicas) {
    if (!r.leads() || &r == cut) continue;
    const bool follows = cut->role == ReplicaRole::follower && cut->leader == r.broker;
    if (follows && contains(r.isr, cut->broker)) check_member(e.tp, r, r.high_watermark, {cut, e.to}, true);
    if (!waits_for_word(p) && contains(p.stored.isr, cut->broker))
      check_member(e.tp, r, r.high_watermark, {cut, e.to}, false);
  }
}

void ReplicaAgreement::check(const BecameLeader& e) {
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* leader = p.find(e.broker);
  if (leader && !waits_for_word(p)) compare(e.tp, *leader, e.high_watermark, p.stored.isr, false);
}

void ReplicaAgreement::at_end() {
  context_.shadow.for_each([&](TopicPartition tp, PartitionShadow& p) {
    for (const ReplicaShadow& r : p.replicas) {
      if (!r.leads()) continue;
      compare(tp, r, r.high_watermark, r.isr, true);
      compare(tp, r, r.high_watermark, p.stored.isr, false);
    }
  });
}

}  // namespace kafka
