#include "scenarios/engine/trucks/truck_csv.h"

#include <iterator>

#include <fmt/format.h>

namespace scenario {

namespace {

/// Seconds with six decimals, cut.
void append_seconds(std::string& out, sim::Duration d) {
  const std::int64_t micros = d.count() / 1000;
  fmt::format_to(std::back_inserter(out), "{}.{:06}", micros / 1'000'000, micros % 1'000'000);
}

void append_seconds(std::string& out, sim::SimTime t) { append_seconds(out, t.time_since_epoch()); }

}  // namespace

std::string_view name_of(ReportEffect effect) {
  switch (effect) {
    case ReportEffect::applied:
      return "applied";
    case ReportEffect::duplicate:
      return "duplicate";
    case ReportEffect::out_of_order:
      return "out-of-order";
  }
  return "";
}

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::true_alert:
      return "true";
    case Verdict::false_by_old_report:
      return "false-old-report";
    case Verdict::false_repeated:
      return "false-repeated";
    case Verdict::missed:
      return "missed";
    case Verdict::missed_between_reports:
      return "missed-between-reports";
    case Verdict::unreported:
      return "unreported";
  }
  return "";
}

void append_csv(std::string& out, const PositionRow& row) {
  append_seconds(out, row.time);
  fmt::format_to(std::back_inserter(out), ",{},{:.5f},{:.5f},", row.report.truck, row.report.latitude,
                 row.report.longitude);
  append_seconds(out, row.report.time);
  out += ',';
  append_seconds(out, row.delay());
  fmt::format_to(std::back_inserter(out), ",{},{},{}\n", row.partition.value(), row.offset.value(),
                 name_of(row.effect));
}

void append_csv(std::string& out, const AlertRow& row, const Regions& regions) {
  if (row.time) append_seconds(out, *row.time);
  fmt::format_to(std::back_inserter(out), ",{},{},{},", row.truck, row.enters ? "enter" : "exit",
                 regions.name(row.region));
  if (row.crossed) append_seconds(out, *row.crossed);
  out += ',';
  if (row.delay()) append_seconds(out, *row.delay());
  fmt::format_to(std::back_inserter(out), ",{}\n", name_of(row.verdict));
}

}  // namespace scenario
