#include "gui/groups/group_figures.h"

#include <algorithm>
#include <map>

namespace groups {
namespace {

double within(sim::SimTime begin, sim::SimTime end, sim::SimTime from, sim::SimTime until) {
  return std::max(0.0, sim::to_seconds(std::min(end, until) - std::max(begin, from)));
}

/// A gap is told in two spans when the coordinator notices in its midst: together they are one.
struct Gap {
  sim::SimTime end;
  double seconds = 0;
  double longest_part = 0;
  std::string why;  ///< of its longest part
};

}  // namespace

GroupFigures group_figures(const view::GroupsChart* chart, kafka::GroupId group, sim::SimTime from,
                           sim::SimTime until) {
  GroupFigures figures;
  if (chart == nullptr) return figures;
  for (const view::RebalanceSpan& r : chart->rebalances) {
    if (r.group != group || r.begin >= until) continue;
    if (r.begin >= from) {
      ++figures.rebalances;
      figures.reread += r.reread;
    }
    const sim::SimTime end = r.still_stopped ? until : r.stopped_from + r.stopped;
    if (r.stopped_partitions > 0 && !r.cooperative) figures.stopped_s += within(r.stopped_from, end, from, until);
  }
  std::map<kafka::TopicPartition, Gap> open;
  for (const view::ReaderSpan& s : chart->readers) {
    if (s.group != group || s.reader != kafka::kNoClient || s.begin >= until) continue;
    const double seconds = within(s.begin, s.end.value_or(until), from, until);
    figures.unread_s += seconds;
    Gap& gap = open[s.tp];
    if (gap.end != s.begin) gap = {};
    gap.end = s.end.value_or(until);
    gap.seconds += seconds;
    if (seconds > gap.longest_part) {
      gap.longest_part = seconds;
      gap.why = s.why;
    }
    if (gap.seconds <= 0) continue;
    const double tolerance = 0.02 * figures.longest_s;
    if (gap.seconds > figures.longest_s + tolerance) figures.longest_in.clear();
    if (gap.seconds < figures.longest_s - tolerance) continue;
    if (gap.seconds > figures.longest_s) {
      figures.longest_s = gap.seconds;
      figures.longest_why = QString::fromStdString(gap.why);
    }
    if (std::find(figures.longest_in.begin(), figures.longest_in.end(), s.tp) == figures.longest_in.end())
      figures.longest_in.push_back(s.tp);
  }
  return figures;
}

}  // namespace groups
