#pragma once
/// What the two applications of the truck example say at the end of a run, as plain values.

#include <cstdint>

#include "sim/core/time.h"
#include "sim/stats/histogram.h"

namespace scenario {

/// The location dashboard. Every report that was delivered is exactly one of applied, duplicate, out of order.
struct DashboardSummary {
  std::int64_t applied = 0;       ///< newer than what was shown: shown from then on
  std::int64_t duplicate = 0;     ///< this very record had been delivered before
  std::int64_t out_of_order = 0;  ///< new, but older than what was shown: ignored
  int trucks_shown = 0;
  int trucks_never_shown = 0;
  sim::Histogram delivery_delay;  ///< ns from report to screen, of the applied reports
  sim::Histogram staleness;       ///< ns, age of what is shown, sampled at fixed instants for every truck shown
  sim::Histogram position_error;  ///< m from what is shown to where the truck is, sampled likewise
};

/// The location dashboard at one instant, over the trucks it shows. Quantiles by rank ceil(q n); 0 without trucks.
struct DashboardState {
  int trucks_shown = 0;
  int on_time = 0;  ///< shown at most `every` + 1 s old (21 s)
  int late = 0;     ///< above that, at most `every` + 6 s old (26 s)
  int lost = 0;     ///< older: lost from sight
  sim::Duration age_p50{0};
  sim::Duration age_p95{0};
  sim::Duration age_max{0};
  double error_km_p50 = 0;
  double error_km_p95 = 0;
  double error_km_max = 0;
};

/// The notification service. Two sums always hold:
/// alerts = true_alerts + false_by_old_report + false_repeated, and
/// crossings = true_alerts + missed + missed_between_reports + unreported.
struct NotificationSummary {
  std::int64_t reports = 0;              ///< processed, in the order of delivery
  std::int64_t older_reports = 0;        ///< of these: not newer than one processed before (late or delivered again)
  std::int64_t alerts = 0;               ///< emitted
  std::int64_t true_alerts = 0;          ///< tell of a real crossing for the first time
  std::int64_t false_by_old_report = 0;  ///< raised by an older report: the truck did not cross
  std::int64_t false_repeated = 0;  ///< raised by a newer report, about a crossing known already: undoes a false one
  std::int64_t crossings = 0;       ///< real ones from each truck's first report time to the end of the run
  std::int64_t missed = 0;          ///< no alert, though reports were due that show it: lost, or hidden by an older one
  std::int64_t missed_between_reports = 0;  ///< no alert, and none due: in and out (or out and in) between two reports
  std::int64_t unreported = 0;              ///< no report made after it was processed before the run ended
  sim::Histogram delay;           ///< ns from crossing to alert, of the true alerts: waiting for the report included
  sim::Histogram delivery_delay;  ///< ns from report to alert, of the true alerts
};

}  // namespace scenario
