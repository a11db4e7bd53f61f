#include "scenarios/engine/export/trace_counters.h"

namespace scenario {
namespace {

constexpr std::string_view kUnderReplicated = "under-replicated partitions";
constexpr std::string_view kOffline = "offline partitions";

}  // namespace

// ---- lag

void TraceCounters::passed(sim::SimTime now) {
  if (now < next_) return;
  if (changed_) draw_lag(next_);
  next_ += (now - next_) / kEvery * kEvery + kEvery;
}

void TraceCounters::finish(sim::SimTime now) { draw_lag(now); }

void TraceCounters::draw_lag(sim::SimTime at) {
  changed_ = false;
  for (auto& [group, lag] : lags_) {
    const std::string name = canvas_.names.group(group);
    draw(at, "lag of " + name, lag.read.now(), lag.drawn_read);
    draw(at, "committed lag of " + name, lag.committed.now(), lag.drawn_committed);
  }
}

void TraceCounters::draw(sim::SimTime at, const std::string& name, std::int64_t value,
                         std::optional<std::int64_t>& drawn) {
  if (drawn == value || !canvas_.budget.routine(at)) return;
  canvas_.writer.counter(TraceRows::pid(kafka::kNoHost), at, name, value);
  drawn = value;
}

TraceCounters::Lag& TraceCounters::reading(kafka::GroupId group, kafka::TopicPartition tp) {
  Lag& lag = lags_[group];
  std::vector<kafka::GroupId>& readers = readers_[tp];
  changed_ = true;
  if (std::find(readers.begin(), readers.end(), group) != readers.end()) return lag;
  readers.push_back(group);
  lag.read.high_watermark(tp, high_watermarks_[tp]);
  lag.committed.high_watermark(tp, high_watermarks_[tp]);
  return lag;
}

void TraceCounters::high_watermark(kafka::TopicPartition tp, kafka::Offset offset) {
  high_watermarks_[tp] = offset.value();
  const auto readers = readers_.find(tp);
  if (readers == readers_.end()) return;
  changed_ = true;
  for (const kafka::GroupId group : readers->second) {
    lags_[group].read.high_watermark(tp, offset.value());
    lags_[group].committed.high_watermark(tp, offset.value());
  }
}

void TraceCounters::on(const kafka::HighWatermarkAdvanced& e) {
  if (e.as_leader) high_watermark(e.tp, e.high_watermark);
}
/// Until something is committed, a group would go on from here.
void TraceCounters::on(const kafka::PositionSet& e) {
  Lag& lag = reading(e.group, e.tp);
  lag.read.position(e.tp, e.position.value());
  lag.committed.position(e.tp, e.position.value());
}
void TraceCounters::on(const kafka::RecordsDelivered& e) {
  reading(e.group, e.tp).read.position(e.tp, e.base_offset.value() + e.count);
}
void TraceCounters::on(const kafka::OffsetCommitted& e) {
  reading(e.group, e.tp).committed.position(e.tp, e.offset.value());
}

// ---- partitions

void TraceCounters::on(sim::SimTime now, const kafka::PartitionStateChanged& e) {
  set(now, partitions_[e.tp], {e.isr.size() < e.replicas.size(), e.leader == kafka::kNoBroker});
}

void TraceCounters::on(sim::SimTime now, const kafka::TopicDeleted& e) {
  for (auto& [tp, partition] : partitions_)
    if (tp.topic == e.topic) set(now, partition, {});
}

void TraceCounters::set(sim::SimTime now, PartitionLevel& partition, PartitionLevel level) {
  const auto draw_level = [&](std::string_view name, std::int64_t& count, bool before, bool after) {
    if (before == after) return;
    count += after ? 1 : -1;
    if (canvas_.budget.turning_point(TraceCanvas::shown(now)))
      canvas_.writer.counter(TraceRows::pid(kafka::kNoHost), TraceCanvas::shown(now), name, count);
  };
  draw_level(kUnderReplicated, under_replicated_, partition.under_replicated, level.under_replicated);
  draw_level(kOffline, offline_, partition.offline, level.offline);
  partition = level;
}

}  // namespace scenario
