#include "model/invariant/log_shape.h"

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kOneLeader = "In each leader epoch of a partition at most one broker appends records";
constexpr std::string_view kDense =
    "A log only changes by what is appended at its end, truncated or deleted; offsets are dense";
constexpr std::string_view kEpochs = "Along a log leader epochs never decrease";

}  // namespace

void LogShape::check(const RecordsAppended& e) {
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* r = p.find(e.broker);
  const std::int64_t epoch = e.leader_epoch.value();
  if (e.as_leader) {
    const EpochWrites* of = p.writes.find(e.leader_epoch);
    if (of && of->leader != e.broker)
      found({.name = "P1", .statement = kOneLeader, .tp = e.tp, .broker = e.broker, .epoch = epoch, .excuse = {}}, [&] {
        return name_of(e.broker) + " appends to " + name(e.tp) + " in epoch " + num(e.leader_epoch) + ", in which " +
               name_of(of->leader) + " did";
      });
  }
  if (!r) return;
  // A log that begins where its leader's does has no records below; what was compacted is not copied.
  const bool gap_allowed = !e.as_leader && (e.base_offset <= p.cleaned_to || r->log.empty());
  const bool dense = e.base_offset == r->end || (gap_allowed && e.base_offset > r->end);
  if (!dense)
    found({.name = "P13", .statement = kDense, .tp = e.tp, .broker = e.broker, .epoch = epoch, .excuse = {}}, [&] {
      return name_of(e.broker) + " appends at offset " + num(e.base_offset) + " to " + name(e.tp) + ", which ends at " +
             num(r->end);
    });
  if (e.leader_epoch >= r->log.last_epoch()) return;
  // Without fencing a follower may copy old and new epochs in any order.
  found({.name = "P14",
         .statement = kEpochs,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = epoch,
         .excuse = older_protocol(settings(), ReplicationProtocol::kip320)},
        [&] {
          return name_of(e.broker) + " appends epoch " + num(e.leader_epoch) + " to " + name(e.tp) + " after epoch " +
                 num(r->log.last_epoch());
        });
}

void LogShape::check_end(TopicPartition tp, BrokerId broker, Offset end, std::string_view what) {
  const ReplicaShadow* r = partition(tp).find(broker);
  if (!r || r->end == end) return;
  found({.name = "P13", .statement = kDense, .tp = tp, .broker = broker, .epoch = end.value(), .excuse = {}}, [&] {
    return name_of(broker) + " " + std::string(what) + " a log of " + name(tp) + " that ends at " + num(end) +
           "; it ended at " + num(r->end);
  });
}

}  // namespace kafka
