#include "model/invariant/high_watermark_cause.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kJustified =
    "A leader's high watermark advances only to where every assigned member of its maximal ISR has fetched in this "
    "epoch";
constexpr std::string_view kFrozen =
    "The high watermark does not move while the ISR is smaller than the effective min.insync.replicas (3.7)";

}  // namespace

void HighWatermarkCause::check(const HighWatermarkAdvanced& e) {
  if (!e.as_leader) return;
  PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* leader = p.find(e.broker);
  if (!leader || !leader->leads()) return;
  for (const BrokerId member : leader->isr) check_member(e, p, *leader, member);
  if (leader->change_pending)
    for (const BrokerId member : leader->proposed)
      if (!contains(leader->isr, member)) check_member(e, p, *leader, member);

  if (!context_.behaviour().hw_frozen_below_min_isr()) return;
  const auto replicas = static_cast<std::int32_t>(p.stored.replicas.size());
  std::int32_t least = settings().min_isr_of(e.tp.topic);
  if (context_.behaviour().min_isr_bounded_by_replicas && replicas > 0) least = std::min(least, replicas);
  if (static_cast<std::int32_t>(leader->isr.size()) >= least) return;
  found({.name = "P19",
         .statement = kFrozen,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = leader->epoch.value(),
         .excuse = {}},
        [&] {
          return name_of(e.broker) + " moves the high watermark of " + name(e.tp) + " to " + num(e.high_watermark) +
                 " with ISR " + list(leader->isr) + "; the minimum is " + std::to_string(least);
        });
}

void HighWatermarkCause::check_member(const HighWatermarkAdvanced& e, PartitionShadow& p, const ReplicaShadow& leader,
                                      BrokerId member) {
  if (member == leader.broker) return;
  // A reassignment that ends takes replicas away before it takes them out of the ISR: they do not count any more.
  if (!leader.replicas.empty() && !contains(leader.replicas, member)) return;
  const FollowerProgress* known = leader.progress_of(member);
  if (known && known->epoch == leader.epoch && known->offset >= e.high_watermark) return;
  const bool retained = context_.behaviour().retain_remote_offsets && known && known->offset >= e.high_watermark;
  const ReplicaShadow* r = p.find(member);
  if (retained && r && r->end >= e.high_watermark && leader.agrees_with(*r, e.high_watermark)) return;  // no harm
  if (retained) p.retained_progress = true;
  found({.name = "P9",
         .statement = kJustified,
         .tp = e.tp,
         .broker = member,
         .epoch = leader.epoch.value(),
         .excuse = retained ? "a leader elected again keeps its followers' offsets (MODEL-RETAINED-LEO)" : ""},
        [&] {
          return name_of(e.broker) + " leads " + name(e.tp) + " in epoch " + num(leader.epoch) +
                 " and moves its high watermark to " + num(e.high_watermark) + "; " + name_of(member) +
                 " has fetched " +
                 (known ? "at " + num(known->offset) + " in epoch " + num(known->epoch) : std::string("nothing"));
        });
}

}  // namespace kafka
