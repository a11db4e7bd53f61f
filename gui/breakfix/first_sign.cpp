#include "gui/breakfix/first_sign.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>
#include <array>
#include <cmath>

#include "gui/breakfix/trouble.h"
#include "gui/view/operators_part.h"
#include "gui/view/seconds.h"

namespace breakfix {
namespace {

constexpr double kBefore = 20;      // seconds that say what is usual
constexpr std::size_t kLeast = 20;  // samples of them
constexpr std::size_t kInARow = 3;  // samples that must be unusual: one alone is chance

/// Below this a change is not seen on a chart.
double least_change(const std::string& unit) {
  if (unit == "%") return 8;
  if (unit == "ms") return 3;
  if (unit == "records") return 30;
  if (unit == "bytes/s") return 500;
  if (unit == "s") return 0.2;
  if (unit == "requests") return 3;
  return unit == "partitions" || unit == "brokers" ? 0.5 : 2;
}

/// The first index at or after `begin` from which samples stay out of the range.
std::optional<std::size_t> first_unusual(const view::Pyramid& p, double begin, double until, double low, double high) {
  std::size_t in_a_row = 0;
  for (std::size_t i = 0; i < p.size() && p.time(i) <= until; ++i) {
    if (p.time(i) <= begin) continue;
    const auto value = static_cast<double>(p.value(i));
    in_a_row = value < low || value > high ? in_a_row + 1 : 0;
    if (in_a_row == kInARow) return i + 1 - kInARow;
  }
  return std::nullopt;
}

/// Numbers change from line to line without meaning.
QString shape_of(const view::LogLine& line) {
  static const QRegularExpression kNumbers(QStringLiteral("0x[0-9a-f]+|[0-9]+"));
  return QString::fromStdString(line.process + ' ' + line.text).replace(kNumbers, QStringLiteral("#"));
}

}  // namespace

QString series_name(const view::SeriesInfo& info) {
  static const std::array<std::pair<const char*, const char*>, 24> kNames{
      {{"/bytes-in", "throughput in of %1"},
       {"/bytes-out", "throughput out of %1"},
       {"/requests", "requests of %1"},
       {"/queue", "request queue of %1"},
       {"/handlers", "request handlers of %1"},
       {"/disk", "disk utilisation of %1"},
       {"/leaders", "leaders on %1"},
       {"/acknowledged", "records acknowledged to %1"},
       {"/failed", "records given up by %1"},
       {"/retries", "retries of %1"},
       {"/unfinished", "unfinished records of %1"},
       {"/buffer", "producer buffer of %1"},
       {"/lag", "consumer lag of %1"},
       {"/processed", "records processed by %1"},
       {"/commits", "commits of %1"},
       {"cluster/errors", "errors in responses"},
       {"cluster/records", "records acknowledged"},
       {"replication/isr-shrinks", "ISR shrinks"},
       {"replication/isr-expands", "ISR expands"},
       {"operator/under-replicated", "under-replicated partitions"},
       {"operator/under-min-isr", "partitions under min ISR"},
       {"operator/offline", "offline partitions"},
       {"operator/controllers", "active controllers"},
       {"/p99", "produce latency p99 of %1"}}};
  const QString label = QString::fromStdString(info.label);
  if (info.path.starts_with("produce/latency/")) return say("produce latency %1").arg(label);
  if (info.path.starts_with("request/")) return say("request time: %1").arg(label);
  if (info.path.find("/latency/") != std::string::npos) return say("end-to-end delay of %1").arg(label);
  if (info.path.starts_with("trucks/age/")) return say("age of shown truck positions, %1").arg(label);
  for (const auto& [end, name] : kNames)
    if (info.path.ends_with(end)) {
      const QString text = say(name);
      return text.contains(QStringLiteral("%1")) ? text.arg(label) : text;
    }
  return QString::fromStdString(info.path);
}

std::optional<MetricSign> first_metric_sign(const view::RunRecord& record, double begin, double until,
                                            const QString& machine) {
  std::optional<MetricSign> first;
  for (const view::RunRecord::Series& s : record.all_series()) {
    if (!view::operators_have(s.info.path)) continue;
    const view::Column usual = s.samples.within(begin - kBefore, begin);
    if (usual.count < kLeast) continue;
    const double spread = static_cast<double>(usual.most) - static_cast<double>(usual.least);
    const double margin =
        std::max({0.5 * spread, 0.15 * std::abs(static_cast<double>(usual.mean)), least_change(s.info.unit)});
    const auto at = first_unusual(s.samples, begin, until, static_cast<double>(usual.least) - margin,
                                  static_cast<double>(usual.most) + margin);
    if (!at) continue;
    const double seconds = s.samples.time(*at);
    const bool of_it = !machine.isEmpty() && s.info.label == machine.toStdString();
    if (first && (seconds > first->seconds || (seconds == first->seconds && !of_it))) continue;
    first = MetricSign{s.samples.time(*at),
                       QString::fromStdString(s.info.path),
                       series_name(s.info),
                       QString::fromStdString(s.info.unit),
                       static_cast<double>(usual.mean),
                       static_cast<double>(s.samples.value(*at + kInARow - 1))};
  }
  return first;
}

std::optional<LogSign> first_log_sign(const view::RunRecord& record, double begin, double until) {
  QSet<QString> usual;
  for (const view::LogLine& line : record.logs()) {
    const double t = view::seconds(line.time);
    if (t > until) break;
    if (t < begin) {
      usual.insert(shape_of(line));
    } else if (!usual.contains(shape_of(line))) {
      return LogSign{t, QString::fromStdString(line.process), QString::fromStdString(line.text)};
    }
  }
  return std::nullopt;
}

}  // namespace breakfix
