#pragma once
/// The charts there are: what each is called and which series of a run it shows.

#include <QString>
#include <optional>
#include <string_view>
#include <vector>

#include "gui/bridge/session.h"
#include "gui/charts/chart_line.h"
#include "gui/charts/time_chart.h"

namespace charts {

struct ChartKind {
  enum class Look : std::uint8_t { time, histogram, strip };
  /// Series whose path begins and ends so.
  struct Pick {
    const char* prefix;
    const char* suffix;
  };

  const char* id;
  const char* title;  ///< to be translated
  const char* unit;   ///< as in SeriesInfo
  const char* of;     ///< to be translated: "per broker"
  std::vector<Pick> picks;
  ChartLine::Style style = ChartLine::Style::line;
  bool log = false;
  bool first = false;           ///< on a page that nobody has changed
  const char* other = nullptr;  ///< the same in another way: lag in seconds
  Look look = Look::time;
};

/// In the order in which they are shown.
const std::vector<ChartKind>& chart_kinds();
/// nullptr: there is none of that name.
const ChartKind* find_chart(std::string_view id);

/// The series of this run that the chart shows so far.
std::vector<ChartLine> lines_of(const ChartKind& kind, bridge::Session& session);
/// What the scenario expects the quantity to stay below: produce latencies have one now and then.
std::optional<TimeChart::Threshold> threshold_of(const ChartKind& kind, const bridge::Session& session);
/// Translated.
QString title_of(const ChartKind& kind, const bridge::Session& session);
QString note_of(const ChartKind& kind, const bridge::Session& session);

}  // namespace charts
