// The ledger: what lies in the partitions' logs.

#include <algorithm>
#include <limits>

#include "scenarios/engine/run/ledger.h"

namespace scenario {
namespace {

constexpr std::size_t kMostTurnsTold = 12;
/// What led to a loss is told from a second before the first of the records was acknowledged, or so far back.
constexpr sim::Duration kMostCuriosity = std::chrono::seconds(60);
constexpr sim::Duration kSlack = std::chrono::seconds(1);

}  // namespace

void Ledger::on(const kafka::RecordsAppended& e) {
  Partition& in = partition(e.tp);
  if (!e.as_leader) return in.log.copied(e.broker, e.leader_epoch, e.base_offset.value());
  if (e.control != kafka::ControlRecordType::none) {
    if (e.leader_epoch >= in.log.epoch()) decide(in, e.tp, e);
    return;
  }
  if (e.producer == kafka::kNoClient) return;
  const WrittenRun run{e.base_offset.value(), e.count, e.producer, e.first_id.value(), e.leader_epoch};
  StreamBook& of = stream(e.tp, e.producer);
  if (!of.sent.contains_all(run.first_id, run.end_id()))
    contradiction("written but never sent", e.producer, e.tp, {run.first_id, run.end_id()});
  of.appended_end = std::max(of.appended_end, run.end_id());
  const kafka::BrokerId leader = in.log.leader();
  const kafka::LeaderEpoch epoch = in.log.epoch();
  const PartitionLog::Change change = in.log.append(run, e.broker);
  if (change.deposed) return cut_off(in, e.tp, {run}, e.broker, epoch);
  take_out(in, e.tp, change.cut);
  cut_off(in, e.tp, change.cut, leader, e.leader_epoch);
  write(in, e.tp, e, run);
  forget(in, e.tp);
}

/// The records are in the log now.
void Ledger::write(Partition& in, kafka::TopicPartition tp, const kafka::RecordsAppended& e, const WrittenRun& run) {
  StreamBook& of = stream(tp, run.producer);
  const Interval these{run.first_id, run.end_id()};
  const std::int64_t there = of.written.count_in(these.begin, these.end);
  if (there > 0) {
    of.written_again.add(these.begin, these.end);
    note_resent(tp, e, these, Mishap::Kind::written_again);
  } else if (these.begin < of.written.end()) {
    of.written_late.add(these.begin, these.end);
    note_resent(tp, e, these, Mishap::Kind::written_late);
  }
  of.written.add(these.begin, these.end);
  if (!of.cut.empty()) of.cut.remove(these.begin, these.end);
  if (!e.transactional) return transforms_.committed(tp, run);
  of.transactional = true;
  const OpenTransactions::Appended how = in.transactions.append(e.producer_id, run);
  in.int_send_skips += how.skipped ? 1 : 0;
  in.int_backward_sends += how.backwards ? 1 : 0;
}

void Ledger::note_resent(kafka::TopicPartition tp, const kafka::RecordsAppended& e, Interval these, Mishap::Kind kind) {
  const StreamBook& of = stream(tp, e.producer);
  Mishap m{.kind = kind, .time = now_, .tp = tp, .broker = e.broker};
  m.records[e.producer].add(these.begin, these.end);
  m.from = -1;
  partition(tp).log.for_range(0, e.base_offset.value(), [&](const WrittenRun& run) {
    if (run.producer == e.producer && run.first_id <= these.begin && these.begin < run.end_id())
      m.from = run.base + (these.begin - run.first_id);
  });
  m.to = e.base_offset.value();
  m.resent = of.first_resent(these);
  mishaps_.add(std::move(m));
}

/// A transaction's marker.
void Ledger::decide(Partition& in, kafka::TopicPartition tp, const kafka::RecordsAppended& marker) {
  for (const WrittenRun& run : in.transactions.end(marker.producer_id)) {
    if (marker.control == kafka::ControlRecordType::COMMIT) {
      transforms_.committed(tp, run);
    } else {
      stream(tp, run.producer).aborted.add(run.first_id, run.end_id());
      in.log.remove(run.base, run.end());
    }
    transforms_.settled(tp, run.producer, {run.first_id, run.end_id()});
  }
}

void Ledger::on(const kafka::BecameLeader& e) {
  turns_.on(now_, e);
  Partition& in = partition(e.tp);
  const kafka::BrokerId old_leader = in.log.leader();
  const PartitionLog::Change change = in.log.lead(e.broker, e.leader_epoch, e.log_end_offset.value());
  take_out(in, e.tp, change.cut);
  cut_off(in, e.tp, change.cut, old_leader, e.leader_epoch);
  for (const WrittenRun& run : change.back) {
    StreamBook& of = stream(e.tp, run.producer);
    of.written.add(run.first_id, run.end_id());
    of.cut.remove(run.first_id, run.end_id());
  }
}

/// The records are no longer in the log.
void Ledger::take_out(Partition& in, kafka::TopicPartition tp, const std::vector<WrittenRun>& runs) {
  if (!runs.empty()) in.transactions.cut(runs.front().base);
  for (const WrittenRun& run : runs) stream(tp, run.producer).written.remove(run.first_id, run.end_id());
}

/// The old leader has the records, and the leader in `epoch` does not.
void Ledger::cut_off(Partition& in, kafka::TopicPartition tp, const std::vector<WrittenRun>& runs,
                     kafka::BrokerId old_leader, kafka::LeaderEpoch epoch) {
  if (runs.empty()) return;
  for (std::size_t g = 0; g < groups_.size(); ++g)
    if (const kafka::GroupId group(static_cast<std::int32_t>(g)); reads(group, tp.topic))
      reading(tp, group).log_cut({now_, runs.front().base});
  Mishap* m = mishaps_.last(tp, [&](const Mishap& known) {
    if (known.kind != Mishap::Kind::cut || known.epoch != epoch || known.old_leader != old_leader) return false;
    return known.time == now_ || in.log.leader() != old_leader;  // a leader may restart twice in one epoch
  });
  if (!m) {
    Mishap fresh{
        .kind = Mishap::Kind::cut, .time = now_, .tp = tp, .broker = in.log.leader(), .old_leader = old_leader};
    fresh.epoch = epoch;
    fresh.to = runs.front().base;
    const std::size_t number = mishaps_.add(std::move(fresh));
    m = number == Mishaps::kNone ? nullptr : mishaps_.last(tp, [](const Mishap&) { return true; });
  }
  for (const WrittenRun& run : runs) {
    StreamBook& of = stream(tp, run.producer);
    const IntervalSet gone = IntervalSet::minus(IntervalSet::of(run.first_id, run.end_id()), of.written);
    of.cut.add(gone);
    if (!m) continue;
    m->records[run.producer].add(gone);
    const auto ack = of.acks.of({run.first_id, run.end_id()});
    if (ack) m->acks.try_emplace(run.producer, *ack).first->second.add(*ack);
  }
  if (!m || !m->turns.empty()) return;
  sim::SimTime since = m->acks.empty() ? now_ - kMostCuriosity : now_;
  for (const auto& [producer, ack] : m->acks) since = std::min(since, ack.first - kSlack);
  m->turns = turns_.about(tp, old_leader, std::max(since, now_ - kMostCuriosity));
}

void Ledger::on(const kafka::LogTruncated& e) {
  turns_.on(now_, e);
  Mishap* const m = mishaps_.last(e.tp, [&](const Mishap& known) {
    return known.kind == Mishap::Kind::cut && known.old_leader == e.broker && known.to < e.from.value();
  });
  if (!m || m->turns.size() >= kMostTurnsTold) return;
  const Turn turn{.kind = Turn::Kind::truncated,
                  .time = now_,
                  .tp = e.tp,
                  .broker = e.broker,
                  .epoch = m->epoch,
                  .from = e.from.value(),
                  .to = e.to.value()};
  m->turns.push_back(turn);
}

void Ledger::on(const kafka::SegmentsDeleted& e) {
  Partition& in = partition(e.tp);
  if (e.broker != in.log.leader()) return;
  const std::int64_t begin = e.log_start_offset.value();
  for (std::size_t g = 0; g < in.groups.size(); ++g) {
    const kafka::GroupId group(static_cast<std::int32_t>(g));
    GroupReading& r = in.groups[g];
    if (!reads(group, e.tp.topic) || r.next() >= begin) continue;
    Mishap m{.kind = r.begun() ? Mishap::Kind::deleted : Mishap::Kind::began, .time = now_, .tp = e.tp, .group = group};
    m.records = open_below(in, r, begin);
    m.broker = e.broker;
    m.from = r.next();
    m.to = begin;
    if (!r.begun())
      for (const auto& [producer, ids] : m.records) r.stream(producer).skipped.add(ids);
    if (!m.records.empty()) mishaps_.add(std::move(m));
  }
  in.log.delete_below(begin);
}

void Ledger::on(const kafka::TopicDeleted& e) {
  for (auto& [tp, in] : partitions_) {
    if (tp.topic != e.topic) continue;
    for (std::size_t g = 0; g < in.groups.size(); ++g) {
      const kafka::GroupId group(static_cast<std::int32_t>(g));
      if (!reads(group, tp.topic)) continue;
      Mishap m{.kind = Mishap::Kind::deleted, .time = now_, .tp = tp, .group = group};
      m.records = open_below(in, in.groups[g], std::numeric_limits<std::int64_t>::max());
      m.how = "topic";
      if (!m.records.empty()) mishaps_.add(std::move(m));
      in.groups[g].topic_deleted();
    }
    in.log = {};
    in.transactions = {};
  }
}

void Ledger::forget(Partition& in, kafka::TopicPartition tp) {
  std::int64_t needed = std::numeric_limits<std::int64_t>::max();
  for (std::size_t g = 0; g < in.groups.size(); ++g)
    if (reads(kafka::GroupId(static_cast<std::int32_t>(g)), tp.topic)) needed = std::min(needed, in.groups[g].needed());
  in.log.read_up_to(needed, [&](const WrittenRun& run) {
    const IntervalSet& acknowledged = in.streams.at(run.producer).acknowledged;
    IntervalSet open;
    for (std::size_t g = 0; g < in.groups.size(); ++g)
      if (reads(kafka::GroupId(static_cast<std::int32_t>(g)), tp.topic))
        open.add(in.groups[g].undecided(run, acknowledged));
    return open;
  });
}

}  // namespace scenario
