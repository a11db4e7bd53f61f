#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/group_gantt.h"
#include "scenarios/engine/report/page_table.h"
#include "scenarios/engine/report/sections.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {
namespace {

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kMostRebalances = 100;
constexpr std::size_t kRebalancesAtOnce = 8;

FigureValue moment(const std::optional<sim::SimTime>& from, const std::optional<sim::SimTime>& to) {
  return from && to ? lasted(*to - *from) : plain("\u2013");
}

PageTable rebalance_table(const PageSource& source, std::size_t g, std::size_t from, std::size_t until) {
  const scenario::GroupRebalances& all = source.run.groups[g].rebalances;
  PageTable table("", {{"at", ""},
                       {"because", "as the coordinator says it"},
                       {"generation", ""},
                       {"members", ""},
                       {"join phase", "until all have joined"},
                       {"sync phase", "until all have their partitions"},
                       {"waited for", ""},
                       {"unread", "partition time that ended with it"},
                       {"read again", "records returned again until the next one"},
                       {"lag peak", "until the next one"}});
  for (std::size_t i = from; i < until; ++i) {
    const scenario::Rebalance& r = all.rebalances[i];
    const std::string key = fmt::format("/groups/{}/rebalances/rebalances/{}", g, i);
    FigureValue unread = lasted(all.unread_until(r, source.run.end));
    unread.bad = unread.text != "0 s";
    table.add({plain(moment_text(r.started)), plain(r.reason.substr(0, r.reason.find("; client reason"))),
               plain(r.generation == kafka::kNoGeneration ? "\u2013" : std::to_string(r.generation.value())),
               plain(std::to_string(r.expected.size())), moment(r.started, r.joined), moment(r.joined, r.ended),
               plain(source.client(r.waited_for())), std::move(unread), counted(r.reread, key + "/reread_records"),
               counted(r.lag_peak, key + "/lag_peak")});
  }
  return table;
}

void write_rebalances(Markup& page, const PageSource& source, std::size_t g) {
  const std::vector<scenario::Rebalance>& all = source.run.groups[g].rebalances.rebalances;
  const std::size_t at_once = std::min(all.size(), kRebalancesAtOnce);
  if (at_once > 0) rebalance_table(source, g, 0, at_once).draw(page);
  if (all.size() <= at_once) return;
  page.open("details").element("summary", fmt::format("and {} more rebalances", all.size() - at_once));
  rebalance_table(source, g, at_once, std::min(all.size(), kMostRebalances)).draw(page);
  page.close();
}

void write_group_table(Markup& page, const scenario::RunResult& run) {
  PageTable table("Groups", {{"", ""},
                             {"members", ""},
                             {"generations", "rebalances that ended"},
                             {"unread", "partition time without a reader"},
                             {"longest unread", "of one partition"},
                             {"lag peak", "by position"},
                             {"lag at the end", "by committed offset"},
                             {"commits", ""},
                             {"rate", "processed"},
                             {"p50", "end-to-end latency"},
                             {"p99", ""},
                             {"max", ""}});
  for (std::size_t g = 0; g < run.groups.size(); ++g) {
    const scenario::GroupResult& group = run.groups[g];
    const scenario::GroupRebalances& r = group.rebalances;
    const std::string key = fmt::format("/groups/{}", g);
    const std::string latency = key + "/end_to_end_latency_ms";
    const sim::Histogram& h = group.statistics.latency;
    table.add({plain(group.name), counted(group.members, key + "/members"),
               counted(r.completed(sim::SimTime::min(), sim::SimTime::max()), key + "/rebalances/completed"),
               lasted(r.owners.total_unread(sim::SimTime::min(), run.end)),
               lasted(r.owners.longest_unread(sim::SimTime::min(), run.end)),
               counted(r.lag_peak, key + "/rebalances/lag_peak"), counted(group.lag(), key + "/lag"),
               counted(group.statistics.commits, key + "/commits"),
               rated(group.statistics.delivered.per_second(), group.statistics.delivered.has_rate(),
                     key + "/throughput_records_per_s"),
               quantile(h, 0.5, "p50", latency), quantile(h, 0.99, "p99", latency), quantile(h, 1, "max", latency)});
  }
  table.draw(page);
}

}  // namespace

void write_groups(Markup& page, const PageSource& source) {
  if (source.run.groups.empty()) return;
  open_section(page, "groups", "Consumer groups");
  write_group_table(page, source.run);
  for (std::size_t g = 0; g < std::min(source.run.groups.size(), kMostGroups); ++g) {
    GroupGantt(source, source.run.groups[g]).draw(page);
    write_rebalances(page, source, g);
  }
  if (source.run.groups.size() > kMostGroups)
    page.element("p", {{"class", "note"}},
                 fmt::format("{} more groups are in summary.json.", source.run.groups.size() - kMostGroups));
  page.close();
}

}  // namespace report
