#include "model/invariant/high_watermarks.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kMonotone =
    "A leader's high watermark never decreases in its term; a follower's only to its leader's, its log's end, or by "
    "truncation";
constexpr std::string_view kBounds =
    "Log start <= high watermark <= log end; a follower's is not above what a leader had, nor above records it "
    "does not share with its leader";

/// The largest high watermark of any leader up to `epoch`.
Offset largest_of_leaders(const PartitionShadow& p, LeaderEpoch epoch) {
  Offset largest{0};
  for (const auto& [of, high_watermark] : p.leader_high_watermarks)
    if (of <= epoch) largest = std::max(largest, high_watermark);
  return largest;
}

}  // namespace

void HighWatermarks::out_of_bounds(TopicPartition tp, BrokerId broker, std::string excuse, const std::string& what) {
  found({.name = "P8", .statement = kBounds, .tp = tp, .broker = broker, .excuse = std::move(excuse)},
        [&] { return name_of(broker) + " has high watermark " + what + " of " + name(tp); });
}

void HighWatermarks::check(const HighWatermarkAdvanced& e) {
  const PartitionShadow& p = partition(e.tp);
  const ReplicaShadow* r = p.find(e.broker);
  if (!r) return;
  if (e.high_watermark < r->start || e.high_watermark > r->end)
    out_of_bounds(e.tp, e.broker, {},
                  num(e.high_watermark) + " outside the log " + num(r->start) + " to " + num(r->end));
  if (!e.as_leader) return check_follower(e, p, *r);
  if (!r->leads() || e.high_watermark >= r->high_watermark) return;
  found({.name = "P7", .statement = kMonotone, .tp = e.tp, .broker = e.broker, .epoch = r->epoch.value(), .excuse = {}},
        [&] {
          return name_of(e.broker) + " leads " + name(e.tp) + " in epoch " + num(r->epoch) +
                 " and sets its high watermark back from " + num(r->high_watermark) + " to " + num(e.high_watermark);
        });
}

void HighWatermarks::check_follower(const HighWatermarkAdvanced& e, const PartitionShadow& p, const ReplicaShadow& r) {
  if (r.role != ReplicaRole::follower) return;
  const ReplicaShadow* leader = p.find(r.leader);
  if (!leader || !leader->leads()) leader = nullptr;
  const bool below_leader = leader && leader->epoch <= r.epoch && e.high_watermark <= leader->high_watermark;
  if (!below_leader && e.high_watermark > largest_of_leaders(p, r.epoch))
    out_of_bounds(e.tp, e.broker, older_protocol(settings(), ReplicationProtocol::kip320),
                  num(e.high_watermark) + ", which no leader ever had up to epoch " + num(r.epoch));
  if (leader && !leader->agrees_with(r, e.high_watermark))
    out_of_bounds(e.tp, e.broker, excuse_for_agreement(settings(), p, *leader),
                  num(e.high_watermark) + " above records that its leader " + name_of(r.leader) + " does not have");
  if (e.high_watermark >= r.high_watermark || !leader) return;
  const bool allowed = e.high_watermark == r.end ||
                       (e.high_watermark >= leader->term_high_watermark && e.high_watermark <= leader->high_watermark);
  if (allowed) return;
  found({.name = "P7", .statement = kMonotone, .tp = e.tp, .broker = e.broker, .epoch = r.epoch.value(), .excuse = {}},
        [&] {
          return name_of(e.broker) + " follows " + name(e.tp) + " and sets its high watermark back from " +
                 num(r.high_watermark) + " to " + num(e.high_watermark);
        });
}

void HighWatermarks::check(const LogTruncated& e) {
  if (e.high_watermark > e.to)
    out_of_bounds(e.tp, e.broker, {}, num(e.high_watermark) + " after truncation to " + num(e.to));
}

void HighWatermarks::check(const BecameLeader& e) {
  if (e.high_watermark > e.log_end_offset)
    out_of_bounds(e.tp, e.broker, {}, num(e.high_watermark) + " above the log's end " + num(e.log_end_offset));
}

}  // namespace kafka
