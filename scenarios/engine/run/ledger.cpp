#include "scenarios/engine/run/ledger.h"

#include <algorithm>
#include <limits>

#include <fmt/format.h>

namespace scenario {
namespace {

constexpr std::size_t kMostContradictions = 20;
constexpr std::int64_t kNoEnd = std::numeric_limits<std::int64_t>::max();

Interval ids(kafka::RecordId first, std::int32_t count) { return {first.value(), first.value() + count}; }

}  // namespace

ProducerTotals& ProducerTotals::operator+=(const ProducerTotals& other) {
  sent += other.sent;
  acknowledged += other.acknowledged;
  failed += other.failed;
  rejected += other.rejected;
  retries += other.retries;
  abandoned += other.abandoned;
  return *this;
}

GroupTotals& GroupTotals::operator+=(const GroupTotals& other) {
  delivered += other.delivered;
  distinct += other.distinct;
  duplicated += other.duplicated;
  out_of_order += other.out_of_order;
  acknowledged += other.acknowledged;
  lost += other.lost;
  unread += other.unread;
  skipped += other.skipped;
  return *this;
}

Ledger::Ledger(const kafka::TopicTable& topics, std::vector<std::vector<std::string>> subscriptions)
    : topics_(topics), subscriptions_(std::move(subscriptions)) {}

void Ledger::on_event(sim::SimTime, sim::HostId, const kafka::Event& event) {
  std::visit([this](const auto& e) { on(e); }, event);
}

// ---- events

void Ledger::on(const kafka::BatchSent& e) {
  Stream& of = stream(e.tp, e.producer);
  of.sent.add(e.first_id.value(), e.first_id.value() + e.count);
  of.last_to = e.to;
}

void Ledger::on(const kafka::RecordsAcknowledged& e) {
  Stream& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (!of.sent.contains_all(these.begin, these.end))
    contradiction("acknowledged but never sent", e.producer, e.tp, these);
  if (of.acknowledged.add(these.begin, these.end) != e.count)
    contradiction("acknowledged twice", e.producer, e.tp, these);
  if (of.failed.count_in(these.begin, these.end) > 0)
    contradiction("failed, then acknowledged", e.producer, e.tp, these);
}

void Ledger::on(const kafka::RecordsFailed& e) {
  Stream& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (of.failed.add(these.begin, these.end) != e.count) contradiction("failed twice", e.producer, e.tp, these);
  if (of.acknowledged.count_in(these.begin, these.end) > 0)
    contradiction("acknowledged, then failed", e.producer, e.tp, these);
}

void Ledger::on(const kafka::BatchRetried& e) { ++stream(e.tp, e.producer).retries; }

void Ledger::on(const kafka::SendFailed& e) { ++rejected_[{e.producer, e.topic}]; }

void Ledger::on(const kafka::ConnectionLost& e) {
  for (auto& [key, of] : streams_)
    if (key.producer == e.client && of.last_to == e.broker) of.sure_end = of.sent.end();
}

void Ledger::on(const kafka::RecordsAppended& e) {
  if (!e.as_leader || e.producer == kafka::kNoClient) return;
  Stream& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (!of.sent.contains_all(these.begin, these.end)) contradiction("written but never sent", e.producer, e.tp, these);
  of.appended_end = std::max(of.appended_end, these.end);
  bool anyone = false;
  for (std::size_t g = 0; g < subscriptions_.size() && !anyone; ++g) anyone = reads(g, e.tp.topic);
  if (!anyone) return;
  partition(e.tp).written.append({e.base_offset.value(), e.count, e.producer, these.begin});
}

void Ledger::on(const kafka::PositionSet& e) {
  Partition& in = partition(e.tp);
  const auto g = static_cast<std::size_t>(e.group.value());
  if (!in.positions[g].has_value()) {
    in.written.for_range(0, e.position.value(), [&](const WrittenRun& run) {
      reading(stream(e.tp, run.producer), e.group).skipped.add(run.first_id, run.first_id + run.count);
    });
  }
  moved_to(in, e.tp, e.group, e.position.value());
}

void Ledger::on(const kafka::RecordsDelivered& e) {
  if (e.producer == kafka::kNoClient) return;
  Stream& of = stream(e.tp, e.producer);
  const Interval these = ids(e.first_id, e.count);
  if (!of.sent.contains_all(these.begin, these.end)) contradiction("delivered but never sent", e.producer, e.tp, these);
  Reading& r = reading(of, e.group);
  r.deliveries += e.count;
  const std::int64_t late_end = std::clamp(r.delivered.end(), these.begin, these.end);
  r.out_of_order += r.delivered.add(these.begin, late_end);
  r.delivered.add(late_end, these.end);
  moved_to(partition(e.tp), e.tp, e.group, e.base_offset.value() + e.count);
}

// ---- the books

Ledger::Reading& Ledger::reading(Stream& of, kafka::GroupId group) {
  if (of.readings.empty()) of.readings.resize(subscriptions_.size());
  return of.readings.at(static_cast<std::size_t>(group.value()));
}

Ledger::Partition& Ledger::partition(kafka::TopicPartition tp) {
  Partition& in = partitions_[tp];
  if (in.positions.empty()) in.positions.resize(subscriptions_.size());
  return in;
}

bool Ledger::reads(std::size_t group, kafka::TopicId topic) const {
  const auto t = static_cast<std::size_t>(topic.value());
  if (t >= reads_.size()) reads_.resize(t + 1);
  if (reads_[t].empty()) {
    for (const auto& names : subscriptions_)
      reads_[t].push_back(std::find(names.begin(), names.end(), topics_.name(topic)) != names.end());
  }
  return reads_[t][group];
}

void Ledger::moved_to(Partition& in, kafka::TopicPartition tp, kafka::GroupId group, std::int64_t position) {
  in.positions[static_cast<std::size_t>(group.value())] = position;
  std::int64_t needed = kNoEnd;
  for (std::size_t g = 0; g < in.positions.size(); ++g)
    if (reads(g, tp.topic)) needed = std::min(needed, in.positions[g].value_or(0));
  in.written.forget_below(needed);
}

void Ledger::contradiction(const char* what, kafka::ClientId producer, kafka::TopicPartition tp, Interval which) {
  if (contradictions_.size() >= kMostContradictions) return;
  contradictions_.push_back(fmt::format("{}: records {}..{} of client {} in {}", what, which.begin, which.end - 1,
                                        producer.value(), topics_.name(tp)));
}

// ---- questions

ProducerTotals Ledger::totals(const Stream& of) const {
  return {of.sent.count(), of.acknowledged.count(), of.failed.count(), 0, of.retries};
}

ProducerTotals Ledger::of_everyone() const {
  ProducerTotals sum;
  for (const auto& [key, of] : streams_) sum += totals(of);
  for (const auto& [who, count] : rejected_) sum.rejected += count;
  for (const auto& [who, count] : abandoned_) sum.abandoned += count;
  return sum;
}

ProducerTotals Ledger::of_producer(kafka::ClientId producer) const {
  ProducerTotals sum;
  for (const auto& [key, of] : streams_)
    if (key.producer == producer) sum += totals(of);
  for (const auto& [who, count] : rejected_)
    if (who.first == producer) sum.rejected += count;
  const auto died = abandoned_.find(producer);
  if (died != abandoned_.end()) sum.abandoned = died->second;
  return sum;
}

ProducerTotals Ledger::of_topic(kafka::TopicId topic) const {
  ProducerTotals sum;
  for (const auto& [key, of] : streams_)
    if (key.tp.topic == topic) sum += totals(of);
  for (const auto& [who, count] : rejected_)
    if (who.second == topic) sum.rejected += count;
  return sum;
}

ProducerTotals Ledger::of_partition(kafka::TopicPartition tp) const {
  ProducerTotals sum;
  for (auto it = streams_.lower_bound({tp, kafka::kNoClient}); it != streams_.end() && it->first.tp == tp; ++it)
    sum += totals(it->second);
  return sum;
}

Ledger::Fate Ledger::fate(const StreamKey& key, const Stream& of, std::size_t group) const {
  IntervalSet open = of.acknowledged;
  Fate result;
  if (!of.readings.empty()) {
    open = IntervalSet::minus(open, of.readings[group].delivered);
    result.skipped = IntervalSet::both(open, of.readings[group].skipped);
    open = IntervalSet::minus(open, result.skipped);
  }
  if (open.empty()) return result;
  IntervalSet ahead;
  if (const auto in = partitions_.find(key.tp); in != partitions_.end()) {
    in->second.written.for_range(in->second.positions[group].value_or(0), kNoEnd, [&](const WrittenRun& run) {
      if (run.producer == key.producer) ahead.add(run.first_id, run.first_id + run.count);
    });
  }
  ahead.add(std::max(of.appended_end, of.sure_end), kNoEnd);
  result.unread = IntervalSet::both(open, ahead);
  result.lost = IntervalSet::minus(open, result.unread);
  return result;
}

GroupTotals Ledger::totals(const StreamKey& key, const Stream& of, std::size_t group) const {
  GroupTotals t;
  t.acknowledged = of.acknowledged.count();
  if (!of.readings.empty()) {
    const Reading& r = of.readings[group];
    t.delivered = r.deliveries;
    t.distinct = r.delivered.count();
    t.duplicated = t.delivered - t.distinct;
    t.out_of_order = r.out_of_order;
  }
  const Fate f = fate(key, of, group);
  t.lost = f.lost.count();
  t.unread = f.unread.count();
  t.skipped = f.skipped.count();
  return t;
}

GroupTotals Ledger::of_group(kafka::GroupId group) const {
  GroupTotals sum;
  for (const auto& [tp, t] : by_partition(group)) sum += t;
  return sum;
}

std::map<kafka::TopicPartition, GroupTotals> Ledger::by_partition(kafka::GroupId group) const {
  std::map<kafka::TopicPartition, GroupTotals> result;
  const auto g = static_cast<std::size_t>(group.value());
  for (const auto& [key, of] : streams_)
    if (reads(g, key.tp.topic)) result[key.tp] += totals(key, of, g);
  return result;
}

std::vector<LostRecords> Ledger::lost(kafka::GroupId group) const {
  std::vector<LostRecords> result;
  const auto g = static_cast<std::size_t>(group.value());
  for (const auto& [key, of] : streams_) {
    if (!reads(g, key.tp.topic)) continue;
    const Fate f = fate(key, of, g);
    for (const Interval& i : f.lost.intervals()) result.push_back({key.producer, key.tp, i});
  }
  return result;
}

std::size_t Ledger::kept() const {
  std::size_t sum = 0;
  for (const auto& [key, of] : streams_) {
    sum += of.sent.intervals().size() + of.acknowledged.intervals().size() + of.failed.intervals().size();
    for (const Reading& r : of.readings) sum += r.delivered.intervals().size() + r.skipped.intervals().size();
  }
  for (const auto& [tp, in] : partitions_) sum += in.written.kept();
  return sum;
}

}  // namespace scenario
