#include "gui/groups/bar_text.h"

#include <QCoreApplication>

#include "gui/style/format.h"
#include "gui/view/seconds.h"

namespace groups {
namespace {

QString in_words(const char* text) { return QCoreApplication::translate("groups", text); }
using view::seconds;
QString timeout(const char* key, sim::Duration d) {
  return QString("%1 = %2").arg(QLatin1String(key), style::span_text(sim::to_seconds(d)));
}

/// The one in which the bar lies, or that ended it.
const view::RebalanceSpan* rebalance_of(const Bar& bar, const GanttRows& rows, sim::SimTime until) {
  const view::RebalanceSpan* found = nullptr;
  const sim::SimTime end = bar.end.value_or(until);
  for (const view::RebalanceSpan& r : rows.rebalances) {
    const sim::SimTime over = std::max(r.end.value_or(until), r.stopped_from + r.stopped);
    if (r.begin <= end && over >= bar.begin) found = &r;
  }
  return found;
}

QStringList of_rebalance(const view::RebalanceSpan& r, const scenario::GroupSpec& spec, const scenario::Names& names) {
  QStringList lines;
  const QString by = r.caused_by == kafka::kNoClient ? QString() : QString::fromStdString(names.client(r.caused_by));
  lines << (by.isEmpty() ? in_words("Rebalance: %1.").arg(QString::fromStdString(r.reason))
                         : in_words("Rebalance: %1 (%2).").arg(QString::fromStdString(r.reason), by));
  const QString to = r.generation < 0 ? in_words("none yet") : QString::number(r.generation);
  lines << in_words("Coordinator broker %1. Generation %2 ends, the next is %3.")
               .arg(r.coordinator)
               .arg(r.before)
               .arg(to);
  if (!r.protocol.empty())
    lines << in_words("Protocol %1: %2.")
                 .arg(QString::fromStdString(r.protocol),
                      r.cooperative ? in_words("cooperative, members keep what does not move")
                                    : in_words("eager, every member gives up all partitions before it joins"));
  if (r.waited_for != kafka::kNoClient)
    lines << in_words("The others waited for %1, at most %2.")
                 .arg(QString::fromStdString(names.client(r.waited_for)),
                      timeout("max.poll.interval.ms", spec.config.max_poll_interval_ms));
  if (r.stopped_partitions > 0)
    lines << in_words("It left %1 partitions without a reader, for %2 in all.")
                 .arg(r.stopped_partitions)
                 .arg(style::span_text(sim::to_seconds(r.stopped)));
  if (r.reread > 0)
    lines << in_words("Records read twice after it: %1.").arg(style::count_text(static_cast<double>(r.reread)));
  return lines;
}

QString what(const Row& row, const Bar& bar) {
  switch (bar.kind) {
    case BarKind::owns:
      return in_words("%1 owns %2: %3.").arg(row.name, bar.text, bar.detail);
    case BarKind::idle:
      return in_words("%1 owns nothing: %2.").arg(row.name, bar.detail);
    case BarKind::dead:
      return in_words("%1 does not run: %2.").arg(row.name, bar.detail);
    case BarKind::joining:
      return in_words("%1 has sent JoinGroup and waits until all members have joined.").arg(row.name);
    case BarKind::syncing:
      return in_words("%1 has sent SyncGroup and waits for its partitions.").arg(row.name);
    case BarKind::read:
      return in_words("%1 is read by %2.").arg(row.name, bar.text);
    case BarKind::unread:
      return in_words("Nobody reads %1: %2.").arg(row.name, bar.text);
  }
  return {};
}

}  // namespace

BarText explain(const Row& row, const Bar& bar, const GanttRows& rows, const scenario::GroupSpec& spec,
                const scenario::Names& names, sim::SimTime until, const QString& fault) {
  BarText text;
  const sim::SimTime end = bar.end.value_or(until);
  text.title = row.name + ", " + bar.text;
  text.lines << what(row, bar);
  text.lines << in_words("From %1 %2, %3.")
                    .arg(style::clock_text(seconds(bar.begin)),
                         bar.end ? in_words("to %1").arg(style::clock_text(seconds(*bar.end))) : in_words("on"),
                         style::span_text(sim::to_seconds(end - bar.begin)));
  if (!fault.isEmpty()) text.lines << in_words("Cause: %1.").arg(fault);
  if (bar.generation >= 0) text.lines << in_words("Generation %1.").arg(bar.generation);
  if (bar.kind == BarKind::unread && bar.member >= 0 && static_cast<std::size_t>(bar.member) < rows.members.size())
    text.lines << in_words("Read last by %1.").arg(rows.members[static_cast<std::size_t>(bar.member)].name);
  const bool waits_for_session = bar.text.startsWith("owner is dead") || bar.text.startsWith("owner stands still");
  if (waits_for_session)
    text.lines << in_words("The coordinator gives a silent member up after %1; it sends a heartbeat every %2.")
                      .arg(timeout("session.timeout.ms", spec.config.session_timeout_ms),
                           timeout("heartbeat.interval.ms", spec.config.heartbeat_interval_ms));
  const bool of_interest = bar.kind == BarKind::unread || bar.kind == BarKind::joining || bar.kind == BarKind::syncing;
  const view::RebalanceSpan* const r = of_interest ? rebalance_of(bar, rows, until) : nullptr;
  if (r != nullptr) text.lines << of_rebalance(*r, spec, names);
  return text;
}

}  // namespace groups
