#include "scenarios/engine/run/group_measures.h"

#include <algorithm>
#include <array>

#include "scenarios/engine/run/quantities.h"
#include "sim/core/check.h"

namespace scenario {
namespace {

/// Sums of the ledger that are a measure by themselves.
struct NamedSum {
  std::string_view measure;
  std::int64_t GroupTotals::*sum;
};
constexpr std::array<NamedSum, 4> kSums{{{"duplicated-records", &GroupTotals::duplicated},
                                         {"reread-records", &GroupTotals::reread},
                                         {"effects", &GroupTotals::effects},
                                         {"polled-records", &GroupTotals::polled}}};

struct NamedState {
  std::string_view measure;
  RecordState state;
};
constexpr std::array<NamedState, 4> kStates{{{"skipped-records", RecordState::skipped},
                                             {"unread-records", RecordState::unread},
                                             {"aborted-records", RecordState::aborted},
                                             {"unknown-records", RecordState::unknown}}};

/// To the end of the run, which is part of it.
struct Span {
  sim::SimTime from;
  sim::SimTime until;
};
Span span_of(const ValueSpec& e, sim::SimTime end, sim::Duration beyond) {
  const sim::SimTime last = end + beyond;
  return {sim::kTimeZero + e.from, e.until == sim::kForever ? last : std::min(sim::kTimeZero + e.until, last)};
}

Measured lost_records(const GroupTotals& t) {
  Measured seen = Measured::count(t.lost());
  if (t.unread() > 0) seen.remark = count_text(t.unread()) + " not processed yet";
  if (t.skipped() > 0)
    seen.remark += (seen.remark.empty() ? "" : ", ") + count_text(t.skipped()) + " skipped by choice";
  return seen;
}

Measured of_rebalances(const ValueSpec& e, const GroupRebalances& r, sim::SimTime end) {
  if (e.measure == "lag-peak") return Measured::count(e.statistic == "committed" ? r.committed_lag_peak : r.lag_peak);
  if (e.measure == "rebalances") {
    const Span span = span_of(e, end, sim::Duration{1});
    return Measured::count(r.completed(span.from, span.until));
  }
  const Span span = span_of(e, end, sim::Duration{0});
  return Measured::number(sim::to_seconds(e.statistic == "longest" ? r.owners.longest_unread(span.from, span.until)
                                                                   : r.owners.total_unread(span.from, span.until)));
}

Measured transformed(const std::string& how_often, const GroupTotals& t) {
  if (t.transformed_once + t.transformed_again + t.transformed_never == 0)
    return Measured::nothing("it transforms nothing");
  return Measured::count(how_often == "once"    ? t.transformed_once
                         : how_often == "again" ? t.transformed_again
                                                : t.transformed_never);
}

Measured anomaly(const std::string& name, const Anomalies& seen) {
  const auto found = std::find_if(kNamedAnomalies.begin(), kNamedAnomalies.end(),
                                  [&](const NamedAnomaly& a) { return a.name == name; });
  SIM_CHECK(found != kNamedAnomalies.end(), "an unknown anomaly");
  return Measured::count(seen.*found->count);
}

}  // namespace

Measured measure_group(const ValueSpec& e, const GroupResult& g, const GroupStatistics* window, sim::SimTime end) {
  const std::string& m = e.measure;
  const GroupTotals& t = g.totals;
  if (m == "rebalances" || m == "unread-partition-time" || m == "lag-peak") return of_rebalances(e, g.rebalances, end);
  if (m == "delivered-records") return Measured::count(window ? window->delivered.records() : t.delivered);
  if (t.produced == 0 && t.acknowledged == 0) return Measured::nothing("no record of its topics was acknowledged");
  if (window && m == "polled-records") return Measured::count(window->polled.records());
  if (m == "overtaken-records") return Measured::count((window ? *window : g.statistics).overtaken);
  if (m == "anomalies") return anomaly(e.statistic, t.anomalies);
  for (const NamedState& s : kStates)
    if (s.measure == m) return Measured::count(t.in(s.state));
  if (t.acknowledged == 0) return Measured::nothing("no record of its topics was acknowledged");
  if (m == "lost-records") return lost_records(t);
  if (m == "transformed-records") return transformed(e.statistic, t);
  if (m == "reordered-records" || m == "duplicated-records") {
    if (t.delivered == 0) return Measured::nothing("it has processed no record");
    if (m == "reordered-records") return Measured::count(e.statistic == "in-log" ? t.reordered_in_log : t.reordered);
  }
  for (const NamedSum& s : kSums)
    if (s.measure == m) return Measured::count(t.*s.sum);
  SIM_CHECK(false, "an unknown measure");
  return {};
}

}  // namespace scenario
