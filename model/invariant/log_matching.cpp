#include "model/invariant/log_matching.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kMatching =
    "Records of one offset and leader epoch are equal in all logs, and so is everything before them";
constexpr std::string_view kOnlyCopies = "What a follower appends, the leader of that epoch wrote at that offset";

}  // namespace

void LogMatching::check(const RecordsAppended& e) {
  PartitionShadow& p = partition(e.tp);
  if (e.as_leader) return check_leader(e, p);
  check_copy(e, p, p.find(e.broker));
}

/// A leader that writes an offset of its epoch again has lost what it wrote and was not given a new epoch.
void LogMatching::check_leader(const RecordsAppended& e, const PartitionShadow& p) {
  const EpochWrites* of = p.writes.find(e.leader_epoch);
  if (!of || of->writes.empty() || of->writes.back().next <= e.base_offset) return;
  // Before 2.2 nobody sees that a broker was away for a moment (KIP-380).
  const bool bounces_unseen = !context_.behaviour().broker_epochs;
  std::string excuse = bounces_unseen ? "before 2.2 a broker that bounces keeps its leader epoch (KIP-380)" : "";
  const ReplicaShadow* r = p.find(e.broker);
  if (excuse.empty() && r && r->lost_with_hardware(e.base_offset, e.base_offset + e.count))
    excuse = name_of(e.broker) + " lost them before they were on its disk, and was back before a controller saw it";
  found({.name = "P2",
         .statement = kMatching,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = e.leader_epoch.value(),
         .excuse = excuse},
        [&] {
          return name_of(e.broker) + " writes offset " + num(e.base_offset) + " of " + name(e.tp) + " in epoch " +
                 num(e.leader_epoch) + " again";
        });
}

void LogMatching::check_copy(const RecordsAppended& e, const PartitionShadow& p, ReplicaShadow* r) {
  const EpochWrites* of = p.writes.find(e.leader_epoch);
  if (of && e.base_offset < of->forgotten_below) return;
  std::int64_t start = of ? of->forgotten : 0;
  const LeaderWrite* w = of ? of->find(e.base_offset, r ? r->cursor : start) : nullptr;
  const bool copied =
      w && w->producer == e.producer && w->id_at(e.base_offset) == e.first_id && e.base_offset + e.count <= w->next;
  if (!copied)
    found({.name = "P15",
           .statement = kOnlyCopies,
           .tp = e.tp,
           .broker = e.broker,
           .epoch = e.leader_epoch.value(),
           .excuse = {}},
          [&] {
            return name_of(e.broker) + " appends " + offsets(e.base_offset, e.base_offset + e.count) + " of " +
                   name(e.tp) + " in epoch " + num(e.leader_epoch) +
                   (w ? "; the leader wrote other records there" : "; no leader wrote them");
          });
  if (w && !copied)
    found({.name = "P2",
           .statement = kMatching,
           .tp = e.tp,
           .broker = e.broker,
           .epoch = e.leader_epoch.value(),
           .excuse = {}},
          [&] {
            return name(e.tp) + " holds two records at offset " + num(e.base_offset) + " in epoch " +
                   num(e.leader_epoch) + ": on " + name_of(e.broker) + " and on its leader's log";
          });
  if (!r || follows_leader(p, *r, e.leader_epoch, e.base_offset)) return;
  found({.name = "P2",
         .statement = kMatching,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = e.leader_epoch.value(),
         .excuse = older_protocol(settings(), ReplicationProtocol::kip320)},
        [&] {
          return name_of(e.broker) + " appends " + offsets(e.base_offset, e.base_offset + e.count) + " of " +
                 name(e.tp) + " in epoch " + num(e.leader_epoch) + " after records that the leader did not have";
        });
}

}  // namespace kafka
