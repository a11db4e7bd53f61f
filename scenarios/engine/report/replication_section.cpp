#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "scenarios/engine/report/gantt_chart.h"
#include "scenarios/engine/report/line_chart.h"
#include "scenarios/engine/report/sections.h"

namespace report {
namespace {

using State = ReplicationRecorder::State;

constexpr std::size_t kMostRows = 60;

double from_zero(sim::SimTime t) { return sim::to_seconds(std::max(t, sim::kTimeZero)); }

ChartLine level_line(const PageSource& source, const char* name, std::int64_t ReplicationRecorder::Level::*what) {
  ChartLine line{name, {0}, {0}, true, ""};
  for (const ReplicationRecorder::Level& l : source.recorder.replication().levels()) {
    const double t = from_zero(l.time);
    if (line.times.back() == t)
      line.values.back() = static_cast<double>(l.*what);
    else if (line.values.back() != static_cast<double>(l.*what)) {
      line.times.push_back(t);
      line.values.push_back(static_cast<double>(l.*what));
    }
  }
  return line;
}

/// The truth, which the controller learns later: partitions that no live broker serves.
ChartLine unserved_line(const PageSource& source) {
  std::map<sim::SimTime, int> changes;
  for (const scenario::PartitionOutage& o : source.run.outages.partitions) {
    ++changes[std::max(o.began, sim::kTimeZero)];
    --changes[o.ended];
  }
  ChartLine line{"without service", {0}, {0}, true, ""};
  for (const auto& [time, change] : changes) {
    const double now = line.values.back() + change;
    line.times.push_back(sim::to_seconds(time));
    line.values.push_back(now);
  }
  return line;
}

std::string isr_text(const State& s) {
  std::vector<std::int32_t> ids;
  for (const kafka::BrokerId b : s.isr) ids.push_back(b.value());
  return fmt::format("{}", fmt::join(ids, ", "));
}

GanttBar bar_of(const State& s, double until, const std::string& name) {
  const std::string leader = s.offline() ? "no leader" : fmt::format("leader {}", s.leader.value());
  const bool shrunk = s.under_replicated();
  return {from_zero(s.time), until,
          s.offline() ? "offline"
          : shrunk    ? "shrunk"
                      : "full",
          s.offline() ? "no leader"
          : shrunk    ? fmt::format("{} of {}: {}", s.isr.size(), s.replicas, isr_text(s))
                      : fmt::format("{}: {}", s.leader.value(), isr_text(s)),
          fmt::format("{}: {}, in sync {} of {}: {}", name, leader, s.isr.size(), s.replicas, isr_text(s))};
}

GanttRow row_of(const PageSource& source, kafka::TopicPartition tp, const std::vector<State>& states) {
  const std::string name = source.partition(tp);
  GanttRow row{name, {}, 15, ""};
  const double end = sim::to_seconds(source.run.end);
  for (std::size_t i = 0; i < states.size(); ++i) {
    if (i + 1 < states.size() && states[i + 1].time <= sim::kTimeZero) continue;
    if (states[i].replicas == 0) continue;
    const double until = i + 1 < states.size() ? sim::to_seconds(states[i + 1].time) : end;
    if (until > from_zero(states[i].time)) row.bars.push_back(bar_of(states[i], until, name));
  }
  return row;
}

/// Partitions of Kafka's own topics change with the others, and are many.
void draw_partitions(Markup& page, const PageSource& source) {
  const auto& all = source.recorder.replication().partitions();
  const auto changed = [](const std::vector<State>& states) { return states.back().time > sim::kTimeZero; };
  std::size_t users = 0;
  for (const auto& [tp, states] : all) users += source.is_internal(tp) ? 0 : 1;
  GanttChart chart(
      "In-sync replicas", "of each partition, with its leader",
      {{"all in sync", "full", "", ""}, {"some out of sync", "shrunk", "", ""}, {"no leader", "offline", "", ""}});
  std::size_t shown = 0;
  std::size_t left_out = 0;
  for (const auto& [tp, states] : all) {
    if (source.is_internal(tp) || (users > kMostRows && !changed(states))) continue;
    if (shown++ < kMostRows)
      chart.add(row_of(source, tp, states));
    else
      ++left_out;
  }
  if (chart.bars() == 0) return;
  chart.draw(page, source.stage);
  if (users > kMostRows && left_out == 0)
    page.element("p", {{"class", "note"}},
                 fmt::format("Only the {} of {} partitions in which something changed.", shown, users));
  if (left_out > 0) page.element("p", {{"class", "note"}}, fmt::format("{} more partitions changed.", left_out));
}

}  // namespace

void write_replication(Markup& page, const PageSource& source) {
  open_section(page, "replication", "Replication");
  LineChart chart("Partitions in trouble",
                  "Kafka's own topics included; \u201cwithout service\u201d is what is true, the others what ZooKeeper "
                  "has written down",
                  Quantity::count);
  ChartLine under = level_line(source, "under-replicated", &ReplicationRecorder::Level::under_replicated);
  ChartLine offline = level_line(source, "offline", &ReplicationRecorder::Level::offline);
  ChartLine unserved = unserved_line(source);
  const auto ever = [](const ChartLine& l) {
    return std::any_of(l.values.begin(), l.values.end(), [](double v) { return v > 0; });
  };
  const bool trouble = ever(under) || ever(offline) || ever(unserved);
  chart.add(std::move(under));
  chart.add(std::move(offline));
  chart.add(std::move(unserved));
  if (trouble)
    chart.draw(page, source.stage);
  else
    page.element("p", "All replicas were in sync and every partition had its leader, from the beginning to the end.");
  if (source.recorder.replication().levels().empty())
    page.element("p", "There is no topic.");
  else
    draw_partitions(page, source);
  page.close();
}

}  // namespace report
