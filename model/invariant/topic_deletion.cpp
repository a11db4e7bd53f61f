#include "model/invariant/topic_deletion.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kNothingLeft =
    "After a topic's deletion no live broker has anything of it, and a new topic of that name serves nothing old";

}  // namespace

void TopicDeletion::remains(TopicPartition tp, BrokerId broker, std::string_view what) {
  found({.name = "C9", .statement = kNothingLeft, .tp = tp, .broker = broker, .excuse = {}},
        [&] { return name_of(broker) + " " + std::string(what) + " " + name(tp) + ", which is deleted"; });
}

void TopicDeletion::check(const TopicDeleted& e) {
  context_.shadow.for_each([&](TopicPartition tp, PartitionShadow& p) {
    if (tp.topic != e.topic) return;
    for (const ReplicaShadow& r : p.replicas)
      if (context_.shadow.is_live(r.broker)) remains(tp, r.broker, "still has");
  });
}

void TopicDeletion::check(const BecameLeader& e) {
  const PartitionShadow& p = partition(e.tp);
  if (p.deleted) return remains(e.tp, e.broker, "leads");
  const bool brand_new = p.writes.all().empty() && p.stored.exists() && e.leader_epoch == LeaderEpoch(0);
  if (!brand_new || e.log_end_offset == Offset(0)) return;
  found({.name = "C9", .statement = kNothingLeft, .tp = e.tp, .broker = e.broker, .excuse = {}}, [&] {
    return name_of(e.broker) + " leads the new " + name(e.tp) + " with a log that ends at " + num(e.log_end_offset);
  });
}

}  // namespace kafka
