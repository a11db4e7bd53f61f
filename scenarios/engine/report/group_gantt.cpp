#include "scenarios/engine/report/group_gantt.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "scenarios/engine/run/quantities.h"

namespace report {
namespace {

constexpr std::size_t kOwnerColours = 8;
constexpr std::size_t kMostMembers = 40;

std::string short_duration(double seconds) { return scenario::duration_text(seconds, 3); }

}  // namespace

GroupGantt::GroupGantt(const PageSource& source, const scenario::GroupResult& group) : source_(source), group_(group) {
  for (const kafka::ClientId m : members()) numbers_.emplace(m, numbers_.size());
}

std::vector<kafka::ClientId> GroupGantt::members() const {
  std::set<kafka::ClientId> all;
  for (const scenario::Ownership& o : group_.rebalances.owners.ownerships()) all.insert(o.member);
  for (const scenario::Rebalance& r : group_.rebalances.rebalances)
    for (const scenario::MemberPart& p : r.members) all.insert(p.member);
  all.erase(kafka::kNoClient);
  return {all.begin(), all.end()};
}

std::string GroupGantt::look_of(kafka::ClientId member) const {
  const auto number = numbers_.find(member);
  return fmt::format("owner o{}", (number == numbers_.end() ? 0 : number->second) % kOwnerColours + 1);
}

double GroupGantt::seconds(const std::optional<sim::SimTime>& t) const {
  return sim::to_seconds(std::clamp(t.value_or(source_.run.end), sim::kTimeZero, source_.run.end));
}

/// How many partitions it owns, from change to change.
void GroupGantt::add_owned(GanttRow& row, kafka::ClientId member) const {
  std::map<double, int> changes;
  for (const scenario::Ownership& o : group_.rebalances.owners.ownerships()) {
    if (o.member != member) continue;
    ++changes[seconds(o.begin)];
    --changes[seconds(o.end)];
  }
  int owned = 0;
  for (auto it = changes.begin(); it != changes.end(); ++it) {
    owned += it->second;
    const auto next = std::next(it);
    if (owned <= 0 || next == changes.end()) continue;
    const std::string text = fmt::format("{} partition{}", owned, owned == 1 ? "" : "s");
    row.bars.push_back({it->first, next->first, look_of(member), text, source_.client(member) + " owns " + text});
  }
}

void GroupGantt::add_phases(GanttRow& row, kafka::ClientId member) const {
  for (const scenario::Rebalance& r : group_.rebalances.rebalances) {
    for (const scenario::MemberPart& p : r.members) {
      if (p.member != member || !p.joining || !p.joined) continue;
      const double from = seconds(p.joining);
      const double joined = seconds(p.joined);
      const std::string name = source_.client(member);
      row.bars.push_back({from, joined, "joining", "join",
                          fmt::format("{} waits for JoinGroup: {}", name, short_duration(joined - from))});
      if (!p.syncing || !p.assigned) continue;
      const double assigned = seconds(p.assigned);
      row.bars.push_back({joined, assigned, "syncing", "",
                          fmt::format("{} waits for SyncGroup: {}", name, short_duration(assigned - joined))});
    }
  }
}

GanttRow GroupGantt::row_of_member(kafka::ClientId member) const {
  GanttRow row{source_.client(member), {}, 18, ""};
  add_owned(row, member);
  add_phases(row, member);
  return row;
}

void GroupGantt::add_partitions(GanttChart& chart) const {
  std::map<kafka::TopicPartition, GanttRow> rows;
  for (const scenario::Ownership& o : group_.rebalances.owners.ownerships()) {
    const std::string name = source_.client(o.member);
    rows[o.tp].bars.push_back(
        {seconds(o.begin), seconds(o.end), look_of(o.member), name,
         fmt::format("{}: {}, generation {}", source_.partition(o.tp), name, o.generation.value())});
  }
  for (const scenario::UnreadTime& u : group_.rebalances.owners.unread()) {
    const double from = seconds(u.begin);
    const double until = seconds(u.end);
    rows[u.tp].bars.push_back({from, until, "unread", "",
                               fmt::format("{}: read by nobody for {}; {} before ({})", source_.partition(u.tp),
                                           short_duration(until - from), source_.client(u.given_up_by), u.how)});
  }
  std::size_t bars = 0;
  for (const auto& [tp, row] : rows) bars += row.bars.size();
  if (rows.size() > kMostPartitions || bars > kMostBars) {
    chart.add_heading(fmt::format("{} partitions: too many to show", rows.size()));
    return;
  }
  const bool few = rows.size() <= 24;
  chart.add_heading("Partitions");
  for (auto& [tp, row] : rows) {
    row.height = few ? 13 : 5;
    row.name = few ? source_.partition(tp) : "";
    if (!few)
      for (GanttBar& bar : row.bars) bar.text.clear();
    chart.add(std::move(row));
  }
}

void GroupGantt::draw(Markup& page) const {
  if (numbers_.empty()) return;
  std::vector<LegendEntry> legend{{"JoinGroup", "joining", "", "waits until all have joined"},
                                  {"SyncGroup", "syncing", "", "waits for its partitions"},
                                  {"read by nobody", "unread", "", ""}};
  GanttChart chart(group_.name, "members, and who owns each partition", std::move(legend));
  std::size_t shown = 0;
  for (const auto& [member, number] : numbers_)
    if (shown++ < kMostMembers) chart.add(row_of_member(member));
  if (numbers_.size() > kMostMembers)
    chart.add_heading(fmt::format("and {} more members", numbers_.size() - kMostMembers));
  add_partitions(chart);
  chart.draw(page, source_.stage);
}

}  // namespace report
