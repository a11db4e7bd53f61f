#pragma once
/// What an operator could have seen first: the first series that left its usual range after an instant, and the first
/// line in a log that is not usual.

#include <QString>
#include <optional>

#include "gui/view/run_record.h"

namespace breakfix {

struct MetricSign {
  double seconds = 0;
  QString series;  ///< "broker-102/bytes-in"
  QString name;    ///< "bytes/s in of broker-102"
  QString unit;
  double before = 0;  ///< the mean of the twenty seconds before
  double value = 0;
};
struct LogSign {
  double seconds = 0;
  QString process;
  QString text;
};

/// Nothing: all stayed as it was until `until`.
/// Of several at the same instant the one of `machine`.
std::optional<MetricSign> first_metric_sign(const view::RunRecord& record, double begin, double until,
                                            const QString& machine = {});
std::optional<LogSign> first_log_sign(const view::RunRecord& record, double begin, double until);

/// "produce latency p99": what charts call the series of that path.
QString series_name(const view::SeriesInfo& info);

}  // namespace breakfix
