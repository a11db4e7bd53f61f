#include "model/invariant/removals.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kTruncation =
    "A follower never removes a record that is below the true leader's high watermark and equal to the leader's";
constexpr std::string_view kRetention =
    "Retention deletes nothing at or above the high watermark; a log's start never goes back";

}  // namespace

void Removals::check(const LogTruncated& e) {
  if (e.reason == TruncationReason::power_loss || e.reason == TruncationReason::disk_lost) return;
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* r = p.find(e.broker);
  const ReplicaShadow* leader = p.true_leader();
  if (!r || !leader || leader == r) return;
  const Offset end = std::min(r->end, leader->high_watermark);
  const Offset from = std::max({e.to, r->start, leader->start});
  if (e.to >= r->end || from >= end) return;
  // Logs that differ do so from one offset on: only the first removed record has to be looked at.
  const LeaderEpoch mine = r->log.epoch_at(from);
  if (mine == kNoEpoch || mine != leader->log.epoch_at(from)) return;
  found({.name = "P16",
         .statement = kTruncation,
         .tp = e.tp,
         .broker = e.broker,
         .epoch = leader->epoch.value(),
         .excuse = older_protocol(settings(), ReplicationProtocol::v201)},
        [&] {
          return name_of(e.broker) + " truncates " + name(e.tp) + " from " + num(e.from) + " to " + num(e.to) + "; " +
                 name_of(leader->broker) + " leads in epoch " + num(leader->epoch) + " with high watermark " +
                 num(leader->high_watermark) + " and the same record at " + num(from);
        });
}

void Removals::check(const SegmentsDeleted& e) {
  const ReplicaShadow* r = partition(e.tp).find(e.broker);
  if (!r || (e.log_start_offset <= r->high_watermark && e.log_start_offset >= r->start)) return;
  found({.name = "P20", .statement = kRetention, .tp = e.tp, .broker = e.broker, .excuse = {}}, [&] {
    return name_of(e.broker) + " moves the start of " + name(e.tp) + " from " + num(r->start) + " to " +
           num(e.log_start_offset) + "; its high watermark is " + num(r->high_watermark);
  });
}

}  // namespace kafka
