#include "cli/group_text.h"

#include <algorithm>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "cli/table.h"
#include "cli/text_values.h"
#include "scenarios/engine/run/cause_text.h"
#include "scenarios/engine/run/quantities.h"

namespace cli {
namespace {

using scenario::count_text;
using scenario::GroupResult;
using scenario::Rebalance;
using scenario::RecordState;
using scenario::RunResult;

constexpr std::size_t kMostCausesShown = 3;
constexpr std::size_t kMostRebalancesShown = 3;

std::string table(const RunResult& run) {
  Table table({"Groups", "delivered", "lost", "duplicated", "reordered", "unread", "lag", "rate", "p50", "p99", "max"});
  for (const GroupResult& g : run.groups) {
    std::vector<std::string> row{g.name,
                                 count_text(g.totals.delivered),
                                 count_text(g.totals.lost()),
                                 count_text(g.totals.duplicated),
                                 count_text(g.totals.reordered),
                                 count_text(g.totals.unread()),
                                 count_text(g.lag()),
                                 rate_cell(g.statistics.delivered)};
    append(row, latency_cells(g.statistics.latency));
    table.add(std::move(row));
  }
  return table.text();
}

/// What the table has no column for: only what there is.
std::string other_records(const GroupResult& g) {
  const scenario::GroupTotals& t = g.totals;
  std::vector<std::string> parts;
  const auto put = [&](std::int64_t count, std::string_view what) {
    if (count > 0) parts.push_back(fmt::format("{} {}", count_text(count), what));
  };
  put(t.skipped(), "skipped by choice");
  put(t.in(RecordState::aborted), "aborted");
  put(t.in(RecordState::unknown), "unknown");
  put(t.in(RecordState::failed), "given up by their producers");
  put(t.in(RecordState::abandoned), "ended with their producers");
  put(t.reread, "read again");
  put(t.reordered_in_log, "processed against the order of the log");
  if (t.effects != t.delivered) parts.push_back(count_text(t.effects) + " effects");
  if (t.transformed_once + t.transformed_again + t.transformed_never > 0)
    parts.push_back(fmt::format("transformed once {}, again {}, never {}", count_text(t.transformed_once),
                                count_text(t.transformed_again), count_text(t.transformed_never)));
  if (parts.empty()) return "";
  return fmt::format("  {}: {}\n", g.name, fmt::join(parts, ", "));
}

std::string anomalies(const GroupResult& g) {
  std::vector<std::string> parts;
  for (const scenario::NamedAnomaly& a : scenario::kNamedAnomalies)
    if (const std::int64_t count = g.totals.anomalies.*a.count; count > 0)
      parts.push_back(fmt::format("{} {}", a.name, count_text(count)));
  return parts.empty() ? "" : fmt::format("  {}, as Jepsen says it: {}\n", g.name, fmt::join(parts, ", "));
}

std::string partition_name(const RunResult& run, kafka::TopicPartition tp) {
  return fmt::format("{}-{}", run.topics[static_cast<std::size_t>(tp.topic.value())].name, tp.partition.value());
}

std::string causes(const RunResult& run, const GroupResult& g) {
  std::string text;
  const std::size_t shown = std::min(g.irregularities.size(), kMostCausesShown);
  for (std::size_t i = 0; i < shown; ++i) {
    const scenario::IrregularityResult& what = g.irregularities[i];
    text += fmt::format("  {} {}: {} of {} in {} ({}): {}\n", g.name, name_of(what.kind), count_text(what.ids.size()),
                        what.producer, partition_name(run, what.tp),
                        what.ids.size() == 1 ? std::to_string(what.ids.begin)
                                             : fmt::format("{} to {}", what.ids.begin, what.ids.end - 1),
                        what.cause);
  }
  const auto left_out = static_cast<std::int64_t>(g.irregularities.size() - shown) + g.irregularities_left_out;
  if (left_out > 0) text += fmt::format("  {}: and {} more in summary.json\n", g.name, count_text(left_out));
  return text;
}

std::string member(const RunResult& run, kafka::ClientId client) {
  const auto c = static_cast<std::size_t>(client.value());
  return client == kafka::kNoClient || c >= run.client_names.size() ? "nobody" : run.client_names[c];
}

std::string rebalance_line(const RunResult& run, const GroupResult& g, const Rebalance& r) {
  std::string text = fmt::format("    at {}: {}", scenario::when_text(r.started), r.reason);
  if (r.joined) {
    text += fmt::format("; generation {} after {}", r.generation.value(), time_text(*r.joined - r.started));
    if (r.ended) text += fmt::format(", assigned {} later", time_text(*r.ended - *r.joined));
    if (r.waited_for() != kafka::kNoClient && r.expected.size() + r.missing.size() > 1)
      text += fmt::format("; waited for {}", member(run, r.waited_for()));
  }
  const sim::Duration unread = g.rebalances.unread_until(r, run.end);
  if (unread > sim::Duration{0}) text += fmt::format("; unread for {} of partition time", time_text(unread));
  if (r.reread > 0) text += fmt::format("; {} records read again", count_text(r.reread));
  return text + '\n';
}

/// Of groups that did more than form. The rebalances that left partitions unread for longest.
std::string rebalances(const RunResult& run, const GroupResult& g) {
  const scenario::GroupRebalances& all = g.rebalances;
  const std::int64_t completed = all.completed(sim::SimTime::min(), sim::SimTime::max());
  const sim::Duration unread = all.owners.total_unread(sim::SimTime::min(), run.end);
  if (completed <= 1 && unread == sim::Duration{0}) return "";
  std::string text = fmt::format(
      "  {}: {} rebalances; partitions unread for {} in all, {} at most; lag peak {}\n", g.name, count_text(completed),
      time_text(unread), time_text(all.owners.longest_unread(sim::SimTime::min(), run.end)), count_text(all.lag_peak));
  std::vector<const Rebalance*> sorted;
  for (const Rebalance& r : all.rebalances) sorted.push_back(&r);
  std::stable_sort(sorted.begin(), sorted.end(), [&](const Rebalance* a, const Rebalance* b) {
    return all.unread_until(*a, run.end) > all.unread_until(*b, run.end);
  });
  if (sorted.size() > kMostRebalancesShown) sorted.resize(kMostRebalancesShown);
  std::sort(sorted.begin(), sorted.end(),
            [](const Rebalance* a, const Rebalance* b) { return a->started < b->started; });
  for (const Rebalance* r : sorted) text += rebalance_line(run, g, *r);
  return text;
}

}  // namespace

std::string groups_text(const RunResult& run) {
  if (run.groups.empty()) return "";
  std::string text = table(run);
  for (const GroupResult& g : run.groups) text += other_records(g) + anomalies(g) + causes(run, g);
  text += '\n';
  std::string record;
  for (const GroupResult& g : run.groups) record += rebalances(run, g);
  return record.empty() ? text : text + "Rebalances\n" + record + '\n';
}

}  // namespace cli
