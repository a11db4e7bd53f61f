#include "model/invariant/consumer_reads.h"

#include <algorithm>

#include "model/invariant/text.h"

namespace kafka {
namespace {

constexpr std::string_view kOneValue = "No offset is ever read by consumers with two different contents";

}  // namespace

/// The write that was delivered, in the newest epoch that has it.
const LeaderWrite* ConsumerReads::written(const PartitionShadow& p, const RecordsDelivered& e, Offset at,
                                          LeaderEpoch& epoch) {
  const RecordId id = e.first_id + (at - e.base_offset);
  const auto is_it = [&](const LeaderWrite* w) { return w && w->producer == e.producer && w->id_at(at) == id; };
  if (const EpochWrites* of = p.writes.find(epoch)) {
    const LeaderWrite* w = of->find(at, cursor_);
    if (is_it(w)) return w;
  }
  for (auto it = p.writes.all().rbegin(); it != p.writes.all().rend(); ++it) {
    const LeaderWrite* w = it->second.find(at, cursor_);
    if (!is_it(w)) continue;
    epoch = it->first;
    return w;
  }
  return nullptr;
}

void ConsumerReads::check(const RecordsDelivered& e) {
  const PartitionShadow& p = partition(e.tp);
  Reads& reads = read_.at(e.tp);
  const Offset end = e.base_offset + e.count;
  for (Offset at = e.base_offset; at < end;) {
    const LeaderWrite* w = written(p, e, at, reads.last);
    if (!w) {
      for (const auto& [epoch, of] : p.writes.all())
        if (at < of.forgotten_below) return;
      return found({.name = "P6", .statement = kOneValue, .tp = e.tp, .epoch = at.value(), .excuse = {}}, [&] {
        return "a consumer read offset " + num(at) + " of " + name(e.tp) + " with a record that no leader wrote there";
      });
    }
    const Offset to = std::min(w->next, end);
    read(e.tp, p, reads, {at, to, reads.last, now()});
    at = to;
  }
}

void ConsumerReads::read(TopicPartition tp, const PartitionShadow& p, Reads& reads, FirstRead span) {
  std::vector<FirstRead>& spans = reads.spans;
  if (spans.empty() || span.from > spans.back().to) {
    spans.push_back(span);
    return;
  }
  if (spans.back().to == span.from && spans.back().epoch == span.epoch) {
    spans.back().to = span.to;
    return;
  }
  auto it = std::partition_point(spans.begin(), spans.end(), [&](const FirstRead& s) { return s.to <= span.from; });
  Offset at = span.from;
  while (at < span.to) {
    const bool known = it != spans.end() && it->from <= at;
    const Offset to = it == spans.end() ? span.to : std::min(span.to, known ? it->to : it->from);
    if (known) {
      if (it->epoch != span.epoch) compare(tp, p, *it, {at, to, span.epoch, span.time});
      ++it;
    } else {
      it = spans.insert(it, {at, to, span.epoch, span.time}) + 1;
    }
    at = to;
  }
}

/// A record that a producer sent again may come to lie where it was: then it is the same.
void ConsumerReads::compare(TopicPartition tp, const PartitionShadow& p, const FirstRead& first,
                            const FirstRead& again) {
  const EpochWrites* then = p.writes.find(first.epoch);
  const EpochWrites* this_time = p.writes.find(again.epoch);
  if (!then || !this_time) return;
  for (Offset at = again.from; at < again.to;) {
    const LeaderWrite* a = then->find(at, cursor_);
    const LeaderWrite* b = this_time->find(at, cursor_);
    if (!a || !b) return;
    if (a->producer != b->producer || a->id_at(at) != b->id_at(at))
      return found({.name = "P6",
                    .statement = kOneValue,
                    .tp = tp,
                    .epoch = first.epoch.value(),
                    .excuse = excuse(p, {at, again.to, first.epoch, first.time})},
                   [&] {
                     return name(tp) + ": offset " + num(at) + " was read as record " + num(a->id_at(at)) + " of " +
                            settings().name(a->producer) + " (epoch " + num(first.epoch) + ") and as record " +
                            num(b->id_at(at)) + " of " + settings().name(b->producer) + " (epoch " + num(again.epoch) +
                            ")";
                   });
    at = std::min({a->next, b->next, again.to});
  }
}

std::string ConsumerReads::excuse(const PartitionShadow& p, const FirstRead& first) const {
  if (p.unclean_epoch > first.epoch) return "unclean election in epoch " + num(p.unclean_epoch);
  for (const ReplicaShadow& r : p.replicas)
    if (r.lost_with_hardware(first.from, first.to)) return name_of(r.broker) + " lost it before it was on its disk";
  const std::string protocol = defective_protocol(settings());
  if (!protocol.empty()) return protocol;
  return p.retained_progress ? "a leader kept what followers had in an earlier epoch (MODEL-RETAINED-LEO)" : "";
}

void ConsumerReads::check(const SegmentsDeleted& e) {
  Offset lowest = e.log_start_offset;
  for (const ReplicaShadow& r : partition(e.tp).replicas) lowest = std::min(lowest, r.start);
  std::vector<FirstRead>& spans = read_.at(e.tp).spans;
  const auto kept = std::find_if(spans.begin(), spans.end(), [&](const FirstRead& s) { return s.to > lowest; });
  spans.erase(spans.begin(), kept);
}

}  // namespace kafka
