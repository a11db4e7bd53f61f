// The ledger: what groups read and process.

#include <algorithm>
#include <limits>

#include "scenarios/engine/run/ledger.h"

namespace scenario {
void Ledger::on(const kafka::PositionSet& e) {
  Partition& in = partition(e.tp);
  GroupReading& r = reading(e.tp, e.group);
  pass_over(in, e, r);
  const kafka::ClientId other = r.another_reader(e.member);
  if (e.position.value() < r.polled_end() || other != kafka::kNoClient) {
    rewind(e, r, other);
    r.goes_back(e.position.value());
  }
  out_of_range_.erase({e.group, e.tp});
  reads_from_[e.member].insert({e.group, e.tp});
  r.start(e.member, e.position.value());
  forget(in, e.tp);
}

/// What the group leaves behind unread: by choice where it begins and by seek(), else it is lost.
void Ledger::pass_over(const Partition& in, const kafka::PositionSet& e, const GroupReading& r) {
  Mishap m{.kind = Mishap::Kind::passed, .time = now_, .tp = e.tp, .group = e.group};
  if (!r.begun()) m.kind = Mishap::Kind::began;
  if (r.begun() && e.source == kafka::PositionSource::seek) m.kind = Mishap::Kind::sought;
  for (const auto& [producer, ids] : open_below(in, r, e.position.value())) {
    GroupReading::Stream& s = reading(e.tp, e.group).stream(producer);
    const IntervalSet now = IntervalSet::minus(ids, s.passed);
    if (now.empty()) continue;
    (m.kind == Mishap::Kind::passed ? s.passed : s.skipped).add(now);
    m.records[producer] = now;
  }
  if (m.records.empty()) return;
  m.member = e.member;
  m.from = r.next();
  m.to = e.position.value();
  m.source = e.source;
  m.out_of_range = out_of_range_.count({e.group, e.tp}) > 0;
  m.cut_before = r.cut();
  mishaps_.add(std::move(m));
}

void Ledger::rewind(const kafka::PositionSet& e, const GroupReading& r, kafka::ClientId other) {
  Mishap m{.kind = Mishap::Kind::rewound, .time = now_, .tp = e.tp, .group = e.group, .member = e.member};
  m.from = r.polled_end();
  m.to = e.position.value();
  m.source = e.source;
  m.commit = r.last_commit();
  m.other = other;
  if (r.last_gone().member != kafka::kNoClient) m.gone = r.last_gone();
  mishaps_.add(std::move(m));
}

RecordsByProducer Ledger::open_below(const Partition& in, const GroupReading& r, std::int64_t offset) {
  RecordsByProducer open;
  in.log.for_range(0, offset, [&](const WrittenRun& run) {
    IntervalSet ids = r.unfinished(run);
    if (!ids.empty()) ids = IntervalSet::minus(ids, r.in_hand(run.producer));
    if (!ids.empty()) open[run.producer].add(ids);
  });
  return open;
}

void Ledger::on(const kafka::RecordsDelivered& e) {
  if (e.producer == kafka::kNoClient) return;
  Partition& in = partition(e.tp);
  const StreamBook& of = stream(e.tp, e.producer);
  const WrittenRun run{e.base_offset.value(), e.count, e.producer, e.first_id.value(), kafka::kNoEpoch};
  if (!of.sent.contains_all(run.first_id, run.end_id()))
    contradiction("returned by poll() but never sent", e.producer, e.tp, {run.first_id, run.end_id()});
  reads_from_[e.member].insert({e.group, e.tp});
  reading(e.tp, e.group).polled(now_, e.member, polls_[e.member], run, in.log);
  forget(in, e.tp);
}

void Ledger::on(const kafka::RecordsProcessed& e) {
  if (e.producer == kafka::kNoClient) return;
  Partition& in = partition(e.tp);
  const WrittenRun run{e.base_offset.value(), e.count, e.producer, e.first_id.value(), kafka::kNoEpoch};
  const GroupReading::Processed done = reading(e.tp, e.group).processed(e.member, run);
  if (!done.was_polled)
    contradiction("processed, but not returned by poll()", e.producer, e.tp, {run.first_id, run.end_id()});
  GroupBook& book = books_[static_cast<std::size_t>(e.group.value())];
  for (const Interval& again : done.again)
    book.repeated[{e.tp, e.producer, cause_of_repetition(e.tp, e.group, e.producer, again)}].add(again.begin,
                                                                                                 again.end);
  for (const Interval& late : done.late.intervals()) {
    const std::size_t why = mishaps_.last_number(e.tp, [&](const Mishap& m) {
      if (m.kind == Mishap::Kind::rewound) return m.group == e.group;
      return m.kind == Mishap::Kind::written_late && m.touches(e.producer, late);
    });
    book.reordered[{e.tp, e.producer, why}].add(late.begin, late.end);
  }
  forget(in, e.tp);
}

/// A record that lies at two offsets is repeated by that; any other, because reading went back.
std::size_t Ledger::cause_of_repetition(kafka::TopicPartition tp, kafka::GroupId group, kafka::ClientId producer,
                                        Interval ids) {
  const bool twice_in_log = stream(tp, producer).written_again.count_in(ids.begin, ids.end) > 0;
  return mishaps_.last_number(tp, [&](const Mishap& m) {
    if (twice_in_log) return m.kind == Mishap::Kind::written_again && m.touches(producer, ids);
    return m.kind == Mishap::Kind::rewound && m.group == group;
  });
}

/// What a database has rolled back, because another member has stored it, is in nobody's hands any more.
void Ledger::on(const kafka::PollProcessed& e) {
  ++polls_[e.member];
  const GroupTerms& terms = groups_[static_cast<std::size_t>(e.group.value())];
  if (terms.sink != kafka::SinkKind::transactional || terms.worker || crashing_.count(e.member) > 0) return;
  for (const Owner& owner : reads_from_[e.member]) {
    GroupReading& r = reading(owner.tp, owner.group);
    refused(owner.tp, owner.group, e.member, r.let_go(e.member));
  }
}

/// Of what a database did not store, what the group never had: the log was cut, and others had these offsets before.
void Ledger::refused(kafka::TopicPartition tp, kafka::GroupId group, kafka::ClientId member,
                     const std::vector<WrittenRun>& runs) {
  Mishap m{.kind = Mishap::Kind::refused, .time = now_, .tp = tp, .group = group, .member = member};
  m.from = std::numeric_limits<std::int64_t>::max();
  for (const WrittenRun& run : runs) {
    const IntervalSet ids = reading(tp, group).unfinished(run);
    if (ids.empty()) continue;
    m.records[run.producer].add(ids);
    m.from = std::min(m.from, run.base);
    m.to = std::max(m.to, run.end());
  }
  if (!m.records.empty()) mishaps_.add(std::move(m));
}

void Ledger::on(const kafka::OffsetCommitted& e) {
  Partition& in = partition(e.tp);
  reading(e.tp, e.group).committed({e.offset.value(), now_, e.member});
  forget(in, e.tp);
}

void Ledger::on(const kafka::OffsetsExpired& e) {
  for (const kafka::TopicPartition tp : e.partitions) reading(tp, e.group).offsets_expired();
}

void Ledger::on(const kafka::FetchFailed& e) {
  if (e.error == kafka::ErrorCode::OFFSET_OUT_OF_RANGE) out_of_range_.insert({e.group, e.tp});
}

void Ledger::on(const kafka::PoisonRecordMet& e) {
  if (e.action == "crash") {  // it will be met again
    crashing_.insert(e.member);
    return;
  }
  GroupReading& r = reading(e.tp, e.group);
  const auto record = r.put_aside(e.member, e.offset.value());
  if (!record) return;
  r.stream(record->producer).skipped.add(record->first_id, record->end_id());
  Mishap m{.kind = Mishap::Kind::put_aside, .time = now_, .tp = e.tp, .group = e.group, .member = e.member};
  m.records[record->producer].add(record->first_id, record->end_id());
  m.to = e.offset.value();
  m.how = e.action;
  mishaps_.add(std::move(m));
}

void Ledger::gave_up(kafka::GroupId group, kafka::ClientId member, const std::vector<kafka::TopicPartition>& partitions,
                     std::string_view how) {
  for (const kafka::TopicPartition tp : partitions) reading(tp, group).gave_up(now_, member, how);
}

/// It polls no more. What it has in hand it may still finish.
void Ledger::on(const kafka::ConsumerFailed& e) {
  for (const Owner& owner : reads_from_[e.member]) reading(owner.tp, owner.group).gave_up(now_, e.member, e.exception);
}

/// What the process had in hand is dropped.
void Ledger::member_ended(kafka::ClientId member, std::string_view how) {
  const auto known = reads_from_.find(member);
  if (known == reads_from_.end()) return;
  for (const Owner& owner : known->second) {
    GroupReading& r = reading(owner.tp, owner.group);
    const std::vector<WrittenRun> dropped = r.ended(now_, member, how);
    if (dropped.empty()) continue;
    Mishap m{.kind = Mishap::Kind::dropped, .time = now_, .tp = owner.tp, .group = owner.group, .member = member};
    for (const WrittenRun& run : dropped) m.records[run.producer].add(run.first_id, run.end_id());
    m.from = dropped.front().base;
    m.to = dropped.back().end();
    m.commit = r.commit_over(m.from);
    m.how = how;
    mishaps_.add(std::move(m));
  }
  reads_from_.erase(known);
  crashing_.erase(member);
}

}  // namespace scenario
