// The ledger: its sums, and what it has to tell.

#include <algorithm>

#include "scenarios/engine/run/ledger.h"

namespace scenario {
namespace {

using Kind = Irregularity::Kind;

/// Whether a mishap may be why records end like this.
bool explains(Kind kind, Mishap::Kind mishap) {
  switch (mishap) {
    case Mishap::Kind::cut:
    case Mishap::Kind::never_arrived:
    case Mishap::Kind::deleted:
    case Mishap::Kind::dropped:
    case Mishap::Kind::passed:
    case Mishap::Kind::refused:
      return kind == Kind::lost;
    case Mishap::Kind::began:
    case Mishap::Kind::sought:
    case Mishap::Kind::put_aside:
      return kind == Kind::skipped;
    case Mishap::Kind::rewound:
    case Mishap::Kind::written_again:
    case Mishap::Kind::written_late:
      return false;  // these are told when the record is processed
  }
  return false;
}

}  // namespace

// ---- producers

ProducerTotals Ledger::totals(const StreamBook& of) const {
  return {of.sent.count(), of.acknowledged.count(), of.failed.count(), 0,
          of.retries,      of.abandoned.count(),    of.accepted_end};
}

ProducerTotals Ledger::of_everyone() const {
  ProducerTotals sum;
  for (const auto& [tp, in] : partitions_)
    for (const auto& [producer, of] : in.streams) sum += totals(of);
  for (const auto& [who, count] : rejected_) sum.rejected += count;
  return sum;
}

ProducerTotals Ledger::of_producer(kafka::ClientId producer) const {
  ProducerTotals sum;
  if (const auto sends = sends_to_.find(producer); sends != sends_to_.end())
    for (const kafka::TopicPartition tp : sends->second) sum += totals(partitions_.at(tp).streams.at(producer));
  for (const auto& [who, count] : rejected_)
    if (who.first == producer) sum.rejected += count;
  return sum;
}

ProducerTotals Ledger::of_topic(kafka::TopicId topic) const {
  ProducerTotals sum;
  for (const auto& [tp, in] : partitions_)
    if (tp.topic == topic) sum += of_partition(tp);
  for (const auto& [who, count] : rejected_)
    if (who.second == topic) sum.rejected += count;
  return sum;
}

ProducerTotals Ledger::of_partition(kafka::TopicPartition tp) const {
  ProducerTotals sum;
  if (const auto in = partitions_.find(tp); in != partitions_.end())
    for (const auto& [producer, of] : in->second.streams) sum += totals(of);
  return sum;
}

std::int64_t Ledger::accepted_end(kafka::ClientId producer, kafka::TopicPartition tp) const {
  const auto in = partitions_.find(tp);
  if (in == partitions_.end()) return 0;
  const auto of = in->second.streams.find(producer);
  return of == in->second.streams.end() ? 0 : of->second.accepted_end;
}

// ---- groups

Fates Ledger::fates(const Partition& in, kafka::ClientId producer, const StreamBook& of, std::size_t group) const {
  const IntervalSet undecided = in.transactions.empty() ? IntervalSet{} : in.transactions.waiting(producer);
  return fates_of({of, in.groups[group], in.log, undecided, producer});
}

GroupTotals Ledger::of_group(kafka::GroupId group) const {
  GroupTotals sum;
  for (const auto& [tp, t] : by_partition(group)) sum += t;
  return sum;
}

std::int64_t Ledger::lost(kafka::GroupId group) const {
  const auto g = static_cast<std::size_t>(group.value());
  std::int64_t sum = 0;
  for (const auto& [tp, in] : partitions_) {
    if (!reads(group, tp.topic)) continue;
    for (const auto& [producer, of] : in.streams) {
      const GroupReading::Stream* const read = in.groups[g].find(producer);
      if (read != nullptr && read->processed == of.acknowledged) continue;
      const IntervalSet undecided = in.transactions.empty() ? IntervalSet{} : in.transactions.waiting(producer);
      sum += lost_of({of, in.groups[g], in.log, undecided, producer}).count();
    }
  }
  return sum;
}

std::map<kafka::TopicPartition, GroupTotals> Ledger::by_partition(kafka::GroupId group) const {
  std::map<kafka::TopicPartition, GroupTotals> result;
  for (const auto& [tp, in] : partitions_)
    if (reads(group, tp.topic) && !in.streams.empty())
      add_totals(result[tp], tp, in, static_cast<std::size_t>(group.value()));
  return result;
}

void Ledger::add_totals(GroupTotals& sum, kafka::TopicPartition tp, const Partition& in, std::size_t group) const {
  const GroupReading& r = in.groups[group];
  sum.polled += r.polled_records();
  sum.reread += r.reread();
  sum.reordered_in_log += r.reordered_in_log();
  sum.anomalies += r.anomalies();
  sum.anomalies.int_send_skip += in.int_send_skips;
  sum.anomalies.int_nonmonotonic_send += in.int_backward_sends;
  std::int64_t delivered = 0;
  for (const auto& [producer, of] : in.streams) {
    const Fates f = fates(in, producer, of, group);
    for (std::size_t s = 0; s < kRecordStates; ++s) sum.states[s] += f.ids[s].count();
    sum.produced += of.accepted_end;
    sum.acknowledged += of.acknowledged.count();
    sum.anomalies.nonmonotonic_send += of.written_late.count();
    add_transformed(sum, tp, producer, of, group);
    const GroupReading::Stream* const read = r.find(producer);
    const IntervalSet polled = read ? read->polled : IntervalSet{};
    sum.anomalies.lost_write += IntervalSet::minus(f[RecordState::lost], polled).count();
    sum.anomalies.aborted_read += IntervalSet::both(polled, of.aborted).count();
    sum.anomalies.unseen += IntervalSet::minus(IntervalSet::minus(of.acknowledged, of.aborted), polled).count();
    if (!read) continue;
    delivered += read->deliveries;
    sum.duplicated += read->deliveries - read->processed.count();
    sum.reordered += read->reordered;
  }
  sum.delivered += delivered;
  sum.effects += groups_[group].sink == kafka::SinkKind::plain ? delivered : r.processed_offsets();
}

void Ledger::add_transformed(GroupTotals& sum, kafka::TopicPartition tp, kafka::ClientId producer, const StreamBook& of,
                             std::size_t group) const {
  const kafka::GroupId id(static_cast<std::int32_t>(group));
  if (!transforms_.any_of(id)) return;
  const IntervalSet inputs = IntervalSet::minus(of.acknowledged, of.aborted);
  const Transforms::Outputs* const outputs = transforms_.of(id, tp, producer);
  if (!outputs) {
    sum.transformed_never += inputs.count();
    return;
  }
  sum.transformed_again += outputs->again.count();
  sum.transformed_once += outputs->once.count() - outputs->again.count();
  sum.transformed_never += IntervalSet::minus(inputs, outputs->once).count();
}

// ---- single records and causes

RecordState Ledger::state(kafka::GroupId group, kafka::ClientId producer, kafka::TopicPartition tp,
                          std::int64_t id) const {
  const Partition& in = partitions_.at(tp);
  const Fates f = fates(in, producer, in.streams.at(producer), static_cast<std::size_t>(group.value()));
  std::size_t s = 0;
  while (s + 1 < kRecordStates && f.ids[s].count_in(id, id + 1) == 0) ++s;
  return static_cast<RecordState>(s);
}

std::vector<Irregularity> Ledger::irregularities(kafka::GroupId group) const {
  const auto g = static_cast<std::size_t>(group.value());
  std::vector<Irregularity> list;
  for (const Kind kind : {Kind::lost, Kind::skipped, Kind::undecided, Kind::given_up}) {
    for (const auto& [tp, in] : partitions_) {
      if (!reads(group, tp.topic)) continue;
      for (const auto& [producer, of] : in.streams)
        add_causes(list, kind, group, tp, producer, records_of(kind, in, producer, of, g));
    }
  }
  add_causes(list, Kind::duplicated, books_[g].repeated);
  add_causes(list, Kind::reordered, books_[g].reordered);
  return list;
}

IntervalSet Ledger::records_of(Kind kind, const Partition& in, kafka::ClientId producer, const StreamBook& of,
                               std::size_t group) const {
  const Fates f = fates(in, producer, of, group);
  if (kind == Kind::lost) return f[RecordState::lost];
  if (kind == Kind::skipped) return f[RecordState::skipped];
  const IntervalSet waiting = in.transactions.waiting(producer);
  const IntervalSet& unknown = f[RecordState::unknown];
  return kind == Kind::undecided ? IntervalSet::both(unknown, waiting) : IntervalSet::minus(unknown, waiting);
}

/// Divides the records among the mishaps that concern them, the latest first.
void Ledger::add_causes(std::vector<Irregularity>& list, Kind kind, kafka::GroupId group, kafka::TopicPartition tp,
                        kafka::ClientId producer, const IntervalSet& ids) const {
  if (ids.empty()) return;
  std::vector<Irregularity> found;
  IntervalSet open = ids;
  const std::vector<std::size_t>& all = mishaps_.in(tp);
  for (auto it = all.rbegin(); it != all.rend() && !open.empty(); ++it) {
    const Mishap& m = mishaps_[*it];
    if (!explains(kind, m.kind) || (m.group && *m.group != group)) continue;
    const auto records = m.records.find(producer);
    if (records == m.records.end()) continue;
    const IntervalSet these = IntervalSet::both(open, records->second);
    for (const Interval& i : these.intervals())
      found.push_back({kind, producer, tp, i, &m, earlier(*it, kind, group, producer, i)});
    open = IntervalSet::minus(open, these);
  }
  for (const Interval& i : open.intervals()) found.push_back({kind, producer, tp, i});
  std::sort(found.begin(), found.end(),
            [](const Irregularity& a, const Irregularity& b) { return a.ids.begin < b.ids.begin; });
  list.insert(list.end(), found.begin(), found.end());
}

/// What had already happened to the records before mishap number `later`.
const Mishap* Ledger::earlier(std::size_t later, Kind kind, kafka::GroupId group, kafka::ClientId producer,
                              Interval ids) const {
  const Mishap* found = nullptr;
  for (const std::size_t number : mishaps_.in(mishaps_[later].tp)) {
    const Mishap& m = mishaps_[number];
    if (number < later && explains(kind, m.kind) && (!m.group || *m.group == group) && m.touches(producer, ids))
      found = &m;
  }
  return found;
}

void Ledger::add_causes(std::vector<Irregularity>& list, Kind kind, const CausedRecords& all) const {
  for (const auto& [who, ids] : all)
    for (const Interval& i : ids.intervals())
      list.push_back({kind, who.producer, who.tp, i, who.mishap == Mishaps::kNone ? nullptr : &mishaps_[who.mishap]});
}

}  // namespace scenario
