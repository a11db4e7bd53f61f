#include "model/invariant/committed_reads.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kCommitted =
    "A consumer with isolation.level=read_committed gets nothing of open or "
    "aborted transactions";

}  // namespace

void CommittedReads::check(const RecordsAppended& e) {
  const bool marker = e.control != ControlRecordType::none;
  if (!e.as_leader || (!e.transactional && !marker)) return;
  Known& known = partitions_.at(e.tp)[e.producer_id];
  if (!marker) known.client = e.producer;
  if (marker)
    if (const ReplicaShadow* log = partition(e.tp).find(e.broker)) decide(known, *log, e);
  insert(known, {.base = e.base_offset,
                 .next = e.base_offset + e.count,
                 .leader_epoch = e.leader_epoch,
                 .control = e.control,
                 .producer = e.producer,
                 .first_id = e.first_id});
}

void CommittedReads::insert(Known& known, const Entry& entry) {
  std::vector<Entry>& all = known.entries;
  const auto at = std::partition_point(all.begin(), all.end(), [&](const Entry& x) { return x.base <= entry.base; });
  all.insert(at, entry);
  known.longest = std::max(known.longest, entry.next - entry.base);
  if (all.size() > kMostEntries) all.erase(all.begin(), all.begin() + kMostEntries / 2);
}

/// Everything of the producer in the leader's log, back to the marker before.
void CommittedReads::decide(Known& known, const ReplicaShadow& log, const RecordsAppended& marker) {
  const auto there = [&](const Entry& x) {
    return x.base < marker.base_offset && log.log.epoch_at(x.base) == x.leader_epoch;
  };
  for (auto x = known.entries.rbegin(); x != known.entries.rend(); ++x) {
    if (!there(*x)) continue;
    if (x->control != ControlRecordType::none) return;
    (marker.control == ControlRecordType::COMMIT ? x->committed : x->aborted) = true;
  }
}

const CommittedReads::Entry* CommittedReads::find(const Known& known, const RecordsDelivered& e, Offset at) {
  const RecordId id = e.first_id + (at - e.base_offset);
  const std::vector<Entry>& all = known.entries;
  const Entry* found = nullptr;
  auto x = std::partition_point(all.begin(), all.end(), [&](const Entry& y) { return y.base <= at; });
  while (x != all.begin() && (--x)->base + known.longest > at) {
    const bool is_it = x->control == ControlRecordType::none && at < x->next && x->producer == e.producer &&
                       x->first_id + (at - x->base) == id;
    if (is_it && (!found || x->committed)) found = &*x;
  }
  return found;
}

void CommittedReads::check(const RecordsDelivered& e) {
  if (!settings().reads_committed(e.group)) return;
  Producers* producers = partitions_.find(e.tp);
  if (!producers) return;
  for (const auto& [id, known] : *producers) {
    if (known.client != e.producer) continue;
    for (Offset at = e.base_offset; at < e.base_offset + e.count;) {
      const Entry* entry = find(known, e, at);
      if (entry && !entry->committed)
        return found({.name = "P23", .statement = kCommitted, .tp = e.tp, .epoch = at.value(), .excuse = {}}, [&] {
          return settings().name(e.member) + " was handed offset " + num(at) + " of " + name(e.tp) + ", which is in " +
                 (entry->aborted ? "an aborted" : "an open") + " transaction of producer id " + num(id);
        });
      at = entry ? entry->next : at + 1;
    }
  }
}

}  // namespace kafka
