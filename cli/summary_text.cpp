#include "cli/summary_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "cli/group_text.h"
#include "cli/table.h"
#include "cli/text_values.h"
#include "scenarios/engine/run/quantities.h"

namespace cli {
namespace {

using scenario::count_text;

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
                                 rate_cell(a.statistics.acknowledged)};
    append(row, latency_cells(a.statistics.latency));
    table.add(std::move(row));
  }
  return table.text() + '\n';
}

std::string trucks(const scenario::TrucksResult& t) {
  const scenario::DashboardSummary& d = t.dashboard;
  const scenario::NotificationSummary& n = t.notification;
  std::string text = "Trucks\n";
  text += fmt::format(
      "  dashboard      {} trucks shown; what it shows is {} old (p50), {} (p99); {} m off (p50), {} m (p99)\n",
      d.trucks_shown, nanos_text(d.staleness.value_at_quantile(0.5)), nanos_text(d.staleness.value_at_quantile(0.99)),
      count_text(d.position_error.value_at_quantile(0.5)), count_text(d.position_error.value_at_quantile(0.99)));
  if (d.duplicate + d.out_of_order + d.trucks_never_shown > 0) {
    text += fmt::format("                 {} duplicate reports, {} out of order, {} trucks never shown\n",
                        count_text(d.duplicate), count_text(d.out_of_order), d.trucks_never_shown);
  }
  text += fmt::format("  notifications  {} alerts for {} crossings, {} after the crossing (p50), {} (p99)\n",
                      count_text(n.alerts), count_text(n.crossings), nanos_text(n.delay.value_at_quantile(0.5)),
                      nanos_text(n.delay.value_at_quantile(0.99)));
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

std::string fault_line(const scenario::FaultRow& f) {
  const std::string what = fmt::format("  at {}: {} {}", time_text(f.begin), f.kind, f.target);
  if (!f.missing.empty()) return fmt::format("{} FOUND NO TARGET: {}\n", what, f.missing);
  return what + (f.end ? " for " + time_text(*f.end - f.begin) : "") + "\n";
}

std::string command_line(const scenario::CommandRow& c) {
  const std::string what = fmt::format("  at {}: {} {}", time_text(c.time), c.command, c.target);
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
  std::string text = "Expectations\n";
  bool open = false;
  for (const scenario::Judgement& v : run.verdicts) {
    text += fmt::format("  {:7}  {}\n", v.verdict(), v.sentence());
    open = open || v.open();
  }
  if (open) text += fmt::format("  `kafkasim test-scenarios {}` compares the variants\n", run.name);
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
  return producers(run) + groups_text(run) + (run.trucks ? trucks(*run.trucks) : "") + trouble(run) +
         disturbances(run) + losses(run) + expectations(run);
}

}  // namespace cli
