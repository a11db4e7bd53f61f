#include "gui/charts/chart_catalogue.h"

#include <QCoreApplication>
#include <algorithm>
#include <memory>

#include "gui/charts/catch_up.h"
#include "gui/charts/lag_trend.h"
#include "gui/style/format.h"

namespace charts {
namespace {

using Style = ChartLine::Style;
using Look = ChartKind::Look;

const char* word(const char* text) { return text; }  // marks texts that are translated where they are shown

std::vector<ChartKind> first_kinds() {
  return {
      {"throughput",
       word("Throughput in"),
       "bytes/s",
       word("per broker"),
       {{"broker-", "/bytes-in"}},
       Style::line,
       false,
       true,
       "throughput-out"},
      {"latency", word("Produce latency"), "ms", "", {{"produce/latency/", ""}}, Style::line, true, true},
      {"lag",
       word("Consumer lag"),
       "records",
       word("per group"),
       {{"group/", "/lag"}},
       Style::line,
       false,
       true,
       "lag-seconds"},
      {"replication",
       word("Replication health"),
       "partitions",
       "",
       {{"replication/", "partitions"}},
       Style::step,
       false,
       true},
      {"request-time",
       word("Where request time goes"),
       "ms",
       word("per request"),
       {{"request/", ""}},
       Style::stack,
       false,
       true},
      {"delay", word("End-to-end delay"), "s", "", {}, Style::line, false, true, "delay-all"},
      {"disk",
       word("Disk utilisation"),
       "%",
       word("per broker"),
       {{"broker-", "/disk"}},
       Style::line,
       false,
       true,
       "handlers"},
      {"histogram",
       word("Produce latency now"),
       "records",
       word("by latency, last 5 s"),
       {},
       Style::line,
       false,
       true,
       nullptr,
       Look::histogram},
  };
}

/// What a chart of the page can show in another way.
std::vector<ChartKind> other_views() {
  return {
      {"throughput-out",
       word("Throughput out"),
       "bytes/s",
       word("per broker"),
       {{"broker-", "/bytes-out"}},
       Style::line,
       false,
       false,
       "throughput"},
      {"lag-seconds",
       word("Consumer lag"),
       "s",
       word("at the rate of the last 5 s"),
       {},
       Style::line,
       false,
       false,
       "lag"},
      {"lag-trend",
       word("Lag grows by"),
       "records/s",
       word("per group, over the last 5 s"),
       {},
       Style::line,
       false,
       false,
       "lag-drain"},
      {"lag-drain",
       word("Time to drain the lag"),
       "s",
       word("at the trend of the last 5 s"),
       {},
       Style::line,
       false,
       false,
       "lag-trend"},
      {"lag-strip", word("Lag of each partition"), "records", "", {}, Style::line, false, false, nullptr, Look::strip},
      {"delay-all",
       word("End-to-end delay of all groups"),
       "s",
       "",
       {{"group/", "/latency/p50"}, {"group/", "/latency/p95"}, {"group/", "/latency/max"}},
       Style::line,
       true,
       false,
       "delay"},
      {"handlers",
       word("Request handlers busy"),
       "%",
       word("per broker"),
       {{"broker-", "/handlers"}},
       Style::line,
       false,
       false,
       "disk"},
  };
}

std::vector<ChartKind> more_kinds() {
  std::vector<ChartKind> kinds = other_views();
  const std::vector<ChartKind> more{
      {"replication-in", word("Replication in"), "bytes/s", word("per broker"), {{"broker-", "/replication-in"}}},
      {"replication-out", word("Replication out"), "bytes/s", word("per broker"), {{"broker-", "/replication-out"}}},
      {"requests", word("Requests"), "1/s", word("per broker"), {{"broker-", "/requests"}}},
      {"errors", word("Errors in responses"), "1/s", "", {{"cluster/errors", ""}}},
      {"isr", word("ISR changes"), "1/s", "", {{"replication/isr-", ""}}, Style::step},
      {"leaders", word("Leaders"), "partitions", word("per broker"), {{"broker-", "/leaders"}}, Style::stack},
      {"queue", word("Request queue"), "requests", word("per broker"), {{"broker-", "/queue"}}},
      {"acknowledged",
       word("Records acknowledged"),
       "records/s",
       word("per application"),
       {{"produce/", "/acknowledged"}}},
      {"failed", word("Records given up"), "records/s", word("per application"), {{"produce/", "/failed"}}},
      {"retries", word("Retries"), "1/s", word("batches, per application"), {{"produce/", "/retries"}}},
      {"unfinished", word("Unfinished records"), "records", word("per application"), {{"produce/", "/unfinished"}}},
      {"buffer", word("Producer buffer"), "%", word("of buffer.memory, per application"), {{"produce/", "/buffer"}}},
      {"p99", word("Produce latency p99"), "ms", word("per application"), {{"produce/", "/p99"}}, Style::line, true},
      {"processed", word("Records processed"), "records/s", word("per group"), {{"group/", "/processed"}}},
      {"commits", word("Commits"), "1/s", word("per group"), {{"group/", "/commits"}}},
      {"operators", word("What the metrics say"), "partitions", "", {{"operator/", "partitions"}}, Style::step},
      {"controllers",
       word("Active controllers"),
       "brokers",
       word("by the metrics"),
       {{"operator/controllers", ""}},
       Style::step},
      {"lost",
       word("Records lost"),
       "records",
       word("acknowledged, never to be read"),
       {{"cluster/lost", ""}},
       Style::step},
      {"truck-error", word("Error of shown positions"), "km", "", {{"trucks/error/", ""}}},
  };
  kinds.insert(kinds.end(), more.begin(), more.end());
  return kinds;
}

ChartLine line_of(const view::RunRecord::Series& series, bridge::Session& session, const ChartKind& kind,
                  std::size_t colour) {
  ChartLine line;
  line.name = QString::fromStdString(series.info.label);
  line.source = series_source(session, series.info.path);
  line.style = kind.style;
  line.colour = colour;
  return line;
}

/// Only series of the chart's unit; a pick whose suffix is that unit takes all of them.
std::vector<const view::RunRecord::Series*> picked(const view::RunRecord& record, const ChartKind::Pick& pick,
                                                   const char* unit) {
  const bool by_unit = std::string_view(pick.suffix) == unit;
  std::vector<const view::RunRecord::Series*> all = record.series(pick.prefix, by_unit ? "" : pick.suffix);
  const bool of_applications = std::string_view(pick.prefix) == "produce/";
  std::erase_if(all, [&](const auto* s) {
    return s->info.unit != unit || (of_applications && s->info.path.starts_with("produce/latency/"));
  });
  return all;
}

std::vector<ChartKind::Pick> picks_of(const ChartKind& kind, const bridge::Session& session) {
  const view::RunRecord& record = session.record();
  if (std::string_view(kind.id) == "replication" && session.operator_view()) return {{"operator/", "partitions"}};
  if (std::string_view(kind.id) != "delay") return kind.picks;
  if (!record.series("trucks/age/", "").empty()) return {{"trucks/age/", ""}};
  if (record.series("group/", "/lag").size() == 1)
    return {{"group/", "/latency/p50"}, {"group/", "/latency/p95"}, {"group/", "/latency/max"}};
  return {{"group/", "/latency/p95"}};
}

using Samples = std::function<const view::Pyramid*(const char*)>;
using Derived = std::function<const view::Pyramid*(const Samples&)>;

/// A line for each group, made of its series. `make`: keeps what it has made of them.
std::vector<ChartLine> derived_lines(bridge::Session& session, const std::function<Derived()>& make) {
  std::vector<ChartLine> lines;
  for (const view::RunRecord::Series* const lag : session.record().series("group/", "/lag")) {
    ChartLine line;
    line.name = QString::fromStdString(lag->info.label);
    line.colour = lines.size();
    const std::string group = lag->info.path.substr(0, lag->info.path.size() - std::string_view("lag").size());
    line.source = [&session, group, made = make()]() -> const view::Pyramid* {
      return made([&](const char* what) -> const view::Pyramid* {
        const view::RunRecord::Series* const s = session.record().find(group + what);
        return s == nullptr ? nullptr : &s->samples;
      });
    };
    lines.push_back(std::move(line));
  }
  return lines;
}

Derived catch_up() {
  return [made = std::make_shared<CatchUp>()](const Samples& of) { return made->follow(of("lag"), of("processed")); };
}

Derived trend(LagTrend::Says says) {
  return [made = std::make_shared<LagTrend>(says)](const Samples& of) { return made->follow(of("lag")); };
}

QString translated(const char* text) { return QCoreApplication::translate("charts", text); }

bool shows_trucks(const ChartKind& kind, const bridge::Session& session) {
  return std::string_view(kind.id) == "delay" && !session.record().series("trucks/age/", "").empty();
}

}  // namespace

const std::vector<ChartKind>& chart_kinds() {
  static const std::vector<ChartKind> kAll = [] {
    std::vector<ChartKind> all = first_kinds();
    for (ChartKind& kind : more_kinds()) all.push_back(std::move(kind));
    return all;
  }();
  return kAll;
}

const ChartKind* find_chart(std::string_view id) {
  const auto it =
      std::find_if(chart_kinds().begin(), chart_kinds().end(), [&](const ChartKind& k) { return k.id == id; });
  return it == chart_kinds().end() ? nullptr : &*it;
}

std::vector<ChartLine> lines_of(const ChartKind& kind, bridge::Session& session) {
  const std::string_view id = kind.id;
  if (id == "lag-seconds") return derived_lines(session, catch_up);
  if (id == "lag-trend") return derived_lines(session, [] { return trend(LagTrend::Says::growth); });
  if (id == "lag-drain") return derived_lines(session, [] { return trend(LagTrend::Says::time_to_drain); });
  std::vector<ChartLine> lines;
  for (const ChartKind::Pick& pick : picks_of(kind, session))
    for (const view::RunRecord::Series* const s : picked(session.record(), pick, kind.unit))
      lines.push_back(line_of(*s, session, kind, lines.size()));
  return lines;
}

std::optional<TimeChart::Threshold> threshold_of(const ChartKind& kind, const bridge::Session& session) {
  if (std::string_view(kind.id) != "latency" || !session.spec()) return std::nullopt;
  using Compare = scenario::ExpectSpec::Compare;
  for (const scenario::ExpectSpec& e : session.spec()->expect) {
    const bool below = e.compare == Compare::at_most || e.compare == Compare::less_than;
    if (e.measure != "produce-latency" || !below || e.with || !e.whole_run() || !(e.value > 0)) continue;
    return TimeChart::Threshold{e.value * 1e3,
                                QCoreApplication::translate("charts", "expected: %1 at most %2")
                                    .arg(QString::fromStdString(e.statistic), style::span_text(e.value))};
  }
  return std::nullopt;
}

QString title_of(const ChartKind& kind, const bridge::Session& session) {
  return shows_trucks(kind, session) ? translated("Age of shown truck positions") : translated(kind.title);
}

QString note_of(const ChartKind& kind, const bridge::Session& session) {
  const std::string_view id = kind.id;
  if (id == "replication") return session.operator_view() ? translated("by the metrics") : QString();
  if (id == "delay" && !shows_trucks(kind, session) && session.record().series("group/", "/lag").size() > 1)
    return translated("(p95 per group)");
  return *kind.of == '\0' ? QString() : translated(kind.of);
}

}  // namespace charts
