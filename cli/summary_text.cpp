#include "cli/summary_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/table.h"
#include "scenarios/engine/run/quantities.h"

namespace cli {
namespace {

using scenario::count_text;

std::string nanos(std::int64_t ns) { return scenario::duration_text(static_cast<double>(ns) * 1e-9, 3); }

/// p50, p99 and max; dashes when nothing was measured.
std::vector<std::string> latency(const sim::Histogram& h) {
  if (h.empty()) return {"-", "-", "-"};
  return {nanos(h.value_at_quantile(0.5)), nanos(h.value_at_quantile(0.99)), nanos(h.max())};
}

std::string rate(const scenario::RateSpan& span) {
  return span.has_rate() ? scenario::rate_text(span.per_second()) : "-";
}

void append(std::vector<std::string>& row, std::vector<std::string> more) {
  row.insert(row.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

std::string producers(const scenario::RunResult& run) {
  if (run.applications.empty()) return "";
  Table table({"Producers", "produced", "acked", "failed", "retries", "rate", "p50", "p99", "max"});
  for (const scenario::ApplicationResult& a : run.applications) {
    const std::string name = a.instances > 1 ? fmt::format("{} ({})", a.name, a.instances) : a.name;
    std::vector<std::string> row{name,
                                 count_text(a.produced),
                                 count_text(a.totals.acknowledged),
                                 count_text(a.totals.failed + a.totals.rejected),
                                 count_text(a.totals.retries),
                                 rate(a.statistics.acknowledged)};
    append(row, latency(a.statistics.latency));
    table.add(std::move(row));
  }
  return table.text() + '\n';
}

std::string groups(const scenario::RunResult& run) {
  if (run.groups.empty()) return "";
  Table table(
      {"Groups", "delivered", "lost", "duplicated", "out of order", "unread", "lag", "rate", "p50", "p99", "max"});
  for (const scenario::GroupResult& g : run.groups) {
    std::vector<std::string> row{g.name,
                                 count_text(g.totals.delivered),
                                 count_text(g.totals.lost),
                                 count_text(g.totals.duplicated),
                                 count_text(g.totals.out_of_order),
                                 count_text(g.totals.unread),
                                 count_text(g.lag()),
                                 rate(g.statistics.delivered)};
    append(row, latency(g.statistics.latency));
    table.add(std::move(row));
  }
  std::string text = table.text();
  for (const scenario::GroupResult& g : run.groups) {
    if (g.totals.skipped > 0)
      text += fmt::format("  {} began behind {} records (auto.offset.reset)\n", g.name, count_text(g.totals.skipped));
  }
  return text + '\n';
}

std::string trucks(const scenario::TrucksResult& t) {
  const scenario::DashboardSummary& d = t.dashboard;
  const scenario::NotificationSummary& n = t.notification;
  std::string text = "Trucks\n";
  text += fmt::format(
      "  dashboard      {} trucks shown; what it shows is {} old (p50), {} (p99); {} m off (p50), {} m (p99)\n",
      d.trucks_shown, nanos(d.staleness.value_at_quantile(0.5)), nanos(d.staleness.value_at_quantile(0.99)),
      count_text(d.position_error.value_at_quantile(0.5)), count_text(d.position_error.value_at_quantile(0.99)));
  if (d.duplicate + d.out_of_order + d.trucks_never_shown > 0) {
    text += fmt::format("                 {} duplicate reports, {} out of order, {} trucks never shown\n",
                        count_text(d.duplicate), count_text(d.out_of_order), d.trucks_never_shown);
  }
  text += fmt::format("  notifications  {} alerts for {} crossings, {} after the crossing (p50), {} (p99)\n",
                      count_text(n.alerts), count_text(n.crossings), nanos(n.delay.value_at_quantile(0.5)),
                      nanos(n.delay.value_at_quantile(0.99)));
  text += fmt::format("                 {} false, {} missed, {} between two reports, {} not reported yet\n",
                      count_text(n.false_by_old_report + n.false_repeated), count_text(n.missed),
                      count_text(n.missed_between_reports), count_text(n.unreported));
  return text + '\n';
}

std::string trouble(const scenario::RunResult& run) {
  const scenario::Counters& c = run.counters;
  std::vector<std::string> parts;
  const auto put = [&](std::int64_t n, const char* what) {
    if (n > 0) parts.push_back(fmt::format("{} {}", count_text(n), what));
  };
  put(run.totals.abandoned, "records ended with their producers");
  put(c.isr_shrinks, "ISR shrinks");
  put(c.isr_expands, "ISR expands");
  put(c.connections_lost, "connections lost");
  put(c.segments_deleted, "segments deleted");
  if (c.blocked_on_memory > sim::Duration::zero())
    parts.push_back("send() waited " + scenario::duration_text(sim::to_seconds(c.blocked_on_memory)) +
                    " for buffer.memory");
  if (parts.empty()) return "";
  std::string text = "Cluster\n  ";
  for (std::size_t i = 0; i < parts.size(); ++i) text += (i > 0 ? ", " : "") + parts[i];
  return text + "\n\n";
}

/// Every line two blanks to the right.
std::string indented(const std::string& lines) {
  std::string text = "  ";
  for (const char c : lines) text += c == '\n' ? std::string("\n  ") : std::string(1, c);
  return text + '\n';
}

std::string span(sim::Duration d) { return scenario::duration_text(sim::to_seconds(d)); }
std::string moment(sim::SimTime t) { return span(t - sim::kTimeZero); }

std::string fault_line(const scenario::FaultRow& f) {
  const std::string what = fmt::format("  at {}: {} {}", moment(f.begin), f.kind, f.target);
  if (!f.missing.empty()) return fmt::format("{} FOUND NO TARGET: {}\n", what, f.missing);
  return what + (f.end ? " for " + span(*f.end - f.begin) : "") + "\n";
}

std::string command_line(const scenario::CommandRow& c) {
  const std::string what = fmt::format("  at {}: {} {}", moment(c.time), c.command, c.target);
  return what + (c.error.empty() ? "\n" : fmt::format(" REFUSED: {}\n", c.error));
}

/// What was done to the cluster. Of many, the first ones and all that went wrong.
std::string disturbances(const scenario::RunResult& run) {
  constexpr std::size_t kMostShown = 20;
  std::string text;
  std::size_t left_out = 0;
  std::size_t shown = 0;
  const auto put = [&](bool wrong, const std::string& line) {
    if (shown >= kMostShown && (!wrong || shown >= 2 * kMostShown)) {
      ++left_out;
      return;
    }
    ++shown;
    text += line;
  };
  for (const scenario::FaultRow& f : run.faults) put(!f.missing.empty(), fault_line(f));
  for (const scenario::CommandRow& c : run.commands) put(!c.error.empty(), command_line(c));
  if (text.empty()) return "";
  if (left_out > 0) text += fmt::format("  and {} more\n", count_text(static_cast<std::int64_t>(left_out)));
  return "Faults and administration\n" + text + '\n';
}

std::string expectations(const scenario::RunResult& run) {
  if (run.verdicts.empty()) return "";
  // Verdicts stand below each other, except behind the few lines that are very long.
  constexpr std::size_t kLongLine = 72;
  std::size_t width = 0;
  for (const scenario::Judgement& v : run.verdicts)
    if (v.finding().size() <= kLongLine) width = std::max(width, v.finding().size());
  std::string text = "Expectations\n";
  for (const scenario::Judgement& v : run.verdicts)
    text += fmt::format("  {:{}}  {}\n", v.finding(), width, v.met ? "met" : "NOT MET");
  return text + '\n';
}

/// Where the time without service went, and what was lost as the configuration allows. Promises that were broken go to
/// stderr.
std::string losses(const scenario::RunResult& run) {
  std::string text;
  if (!run.outages.lines.empty()) text += "Outages\n";
  for (const std::string& line : run.outages.lines) text += "  " + line + "\n";
  if (!run.outages.lines.empty()) text += '\n';
  if (!run.promises || run.promises->allowed_losses.empty()) return text;
  constexpr std::size_t kMostShown = 5;
  const std::vector<std::string>& all = run.promises->allowed_losses;
  text += fmt::format("Losses that the configuration allows: {} acknowledged records\n",
                      count_text(run.promises->allowed_lost_records));
  for (std::size_t i = 0; i < std::min(all.size(), kMostShown); ++i) text += indented(all[i]);
  if (all.size() > kMostShown) text += fmt::format("  ... and {} more in summary.json\n", all.size() - kMostShown);
  return text + '\n';
}

}  // namespace

std::string summary_text(const scenario::RunResult& run) {
  return producers(run) + groups(run) + (run.trucks ? trucks(*run.trucks) : "") + trouble(run) + disturbances(run) +
         losses(run) + expectations(run);
}

}  // namespace cli
