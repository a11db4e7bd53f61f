#include "model/invariant/isr_rules.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kJoin =
    "A replica joins the ISR only when its log reaches the leader's high watermark and (2.0.1) its epoch's start";
constexpr std::string_view kLastWord =
    "A leader changes the ISR only with the current leader epoch and version: what the controller changed stands";

bool same_members(const std::vector<BrokerId>& a, const std::vector<BrokerId>& b) {
  return a.size() == b.size() && includes(b, a);
}

}  // namespace

/// How far the leader rightly knows the member to be: in this epoch, or from an earlier one if it is true still.
Offset IsrRules::progress_of(const ReplicaShadow& leader, const ReplicaShadow* member, BrokerId id) const {
  const FollowerProgress* known = leader.progress_of(id);
  if (!known) return kUnknownOffset;
  if (known->epoch == leader.epoch) return known->offset;
  const bool kept = context_.behaviour().retain_remote_offsets && member && member->end >= known->offset &&
                    leader.agrees_with(*member, known->offset);
  return kept ? known->offset : kUnknownOffset;
}

void IsrRules::check(const IsrChangeProposed& e) {
  const ReplicaShadow* leader = partition(e.tp).find(e.leader);
  if (!leader || !leader->leads()) return;
  for (const BrokerId member : e.isr) {
    if (member == e.leader || contains(leader->isr, member)) continue;
    const Offset reached = progress_of(*leader, partition(e.tp).find(member), member);
    if (reached >= leader->high_watermark && reached >= leader->epoch_start) continue;
    const bool old_rule = reached >= leader->high_watermark && !context_.behaviour().join_needs_epoch_start();
    found({.name = "P10",
           .statement = kJoin,
           .tp = e.tp,
           .broker = member,
           .epoch = e.leader_epoch.value(),
           .excuse = old_rule ? older_protocol(settings(), ReplicationProtocol::v201) + " (KAFKA-7128)" : ""},
          [&] {
            return name_of(e.leader) + " lets " + name_of(member) + " into the ISR of " + name(e.tp) + " at offset " +
                   num(reached) + "; its high watermark is " + num(leader->high_watermark) + ", its epoch begins at " +
                   num(leader->epoch_start);
          });
  }
}

/// The leader epoch stands still: this is a leader's own change. It goes back: so is this, over an election.
void IsrRules::check(const PartitionStateChanged& e) {
  const PartitionShadow& p = partition(e.tp);
  if (p.stored.exists() && e.leader_epoch < p.stored.leader_epoch) return check_overwritten(e, p.stored);
  if (!p.stored.exists() || e.leader_epoch != p.stored.leader_epoch || e.isr == p.stored.isr) return;
  const ReplicaShadow* leader = p.find(p.stored.leader);
  const bool proposed = leader && leader->epoch == e.leader_epoch && leader->change_pending &&
                        leader->proposed_from == p.stored.partition_epoch && same_members(leader->proposed, e.isr);
  accepted_.at(e.tp) = {.epoch = e.leader_epoch, .isr = e.isr};
  if (proposed || !leader) return;
  found({.name = "P11", .statement = kLastWord, .tp = e.tp, .epoch = e.partition_epoch.value(), .excuse = {}}, [&] {
    return name(e.tp) + ": ISR " + list(e.isr) + " is stored in epoch " + num(e.leader_epoch) + " on version " +
           num(p.stored.partition_epoch) + "; " + name_of(p.stored.leader) + " proposed " +
           (leader->change_pending ? list(leader->proposed) + " on version " + num(leader->proposed_from) : "nothing");
  });
}

void IsrRules::check_overwritten(const PartitionStateChanged& e, const StoredShadow& stored) {
  found({.name = "P11", .statement = kLastWord, .tp = e.tp, .epoch = e.partition_epoch.value(), .excuse = {}}, [&] {
    return name(e.tp) + ": ISR " + list(e.isr) + " of epoch " + num(e.leader_epoch) +
           " is stored over the state of epoch " + num(stored.leader_epoch);
  });
}

void IsrRules::check_accepted(TopicPartition tp, const std::vector<BrokerId>& isr) {
  PartitionShadow& p = partition(tp);
  const ReplicaShadow* leader = context_.shadow.leader_at(p, context_.host);
  if (!leader || !p.stored.exists()) return;
  const Accepted& last = accepted_.at(tp);
  const bool stored = p.stored.leader_epoch == leader->epoch && same_members(p.stored.isr, isr);
  if (stored || (last.epoch == leader->epoch && same_members(last.isr, isr))) return;
  found({.name = "P11",
         .statement = kLastWord,
         .tp = tp,
         .broker = leader->broker,
         .epoch = leader->epoch.value(),
         .excuse = {}},
        [&] {
          return name_of(leader->broker) + " leads " + name(tp) + " in epoch " + num(leader->epoch) +
                 " and takes ISR " + list(isr) + " for stored; stored is " + list(p.stored.isr) + " of epoch " +
                 num(p.stored.leader_epoch);
        });
}

}  // namespace kafka
