#include "scenarios/engine/report/replication_recorder.h"

#include <variant>

namespace report {
namespace {

void count(ReplicationRecorder::Level& level, const ReplicationRecorder::State& state, std::int64_t sign) {
  level.under_replicated += state.under_replicated() ? sign : 0;
  level.offline += state.offline() ? sign : 0;
  if (state.under_replicated()) level.missing += sign * static_cast<std::int64_t>(state.replicas - state.isr.size());
}

}  // namespace

void ReplicationRecorder::on_event(sim::SimTime now, sim::HostId, const kafka::Event& event) {
  if (const auto* s = std::get_if<kafka::PartitionStateChanged>(&event)) {
    change(s->tp, {now, s->leader, s->isr, s->replicas.size()});
  } else if (const auto* d = std::get_if<kafka::TopicDeleted>(&event)) {
    for (const auto& [tp, states] : partitions_)
      if (tp.topic == d->topic) change(tp, {now, kafka::kNoBroker, {}, 0});
  }
}

void ReplicationRecorder::change(kafka::TopicPartition tp, State state) {
  std::vector<State>& states = partitions_[tp];
  Level level = levels_.empty() ? Level{} : levels_.back();
  if (!states.empty()) count(level, states.back(), -1);
  count(level, state, 1);
  level.time = state.time;
  if (!levels_.empty() && levels_.back().time == state.time)
    levels_.back() = level;
  else
    levels_.push_back(level);
  if (!states.empty() && states.back().time == state.time)
    states.back() = std::move(state);
  else
    states.push_back(std::move(state));
}

}  // namespace report
