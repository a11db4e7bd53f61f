#pragma once
/// One series of a chart: where its samples are, and how it is drawn.

#include <QColor>
#include <QString>
#include <cstddef>
#include <functional>
#include <limits>
#include <memory>
#include <optional>
#include <string>

#include "gui/bridge/session.h"
#include "gui/view/pyramid.h"

namespace charts {

struct ChartLine {
  enum class Style {
    line,   ///< mean of each pixel column, and a band from its least to its most
    step,   ///< holds until the next sample
    stack,  ///< an area on top of the stacked ones before it
  };
  /// Asked whenever the chart is refreshed: samples move when a run branches off. nullptr: there are none.
  using Source = std::function<const view::Pyramid*()>;

  static constexpr std::size_t kInk = std::numeric_limits<std::size_t>::max();

  QString name;
  Source source;
  Style style = Style::line;
  std::size_t colour = 0;               ///< which of the theme's categories; kInk: that of text
  std::optional<std::size_t> dashes{};  ///< 0: solid; otherwise which pattern. Without: as the colour says
  bool holds = false;                   ///< a value is true until the next one, however long that takes
  bool hidden = false;
  const view::Pyramid* samples = nullptr;  ///< what `source` said last
};

/// The series of that path, as long as the session's record has one.
ChartLine::Source series_source(bridge::Session& session, std::string path);
/// Of a run that is over.
ChartLine::Source series_source(std::shared_ptr<const view::RunRecord> record, std::string path);

/// Samples farther apart than this are not joined: between them there was no value. A short run samples ten times a
/// second, a long one less often, and some quantities are only asked for now and then.
inline constexpr double kGapSeconds = 0.35;
double gap_of(const view::Pyramid& samples);

/// At that instant; not a number where there is no value.
double value_at(const view::Pyramid& samples, double seconds);
/// The same of a line that has samples; one that holds has a value from its first sample on.
double value_at(const ChartLine& line, double seconds);
QColor colour_of(const ChartLine& line);
/// Pixels; no `off`: a solid line.
struct Dash {
  double on = 1;
  double off = 0;
};
/// From the seventh colour on dashes tell lines apart as well.
Dash dash_of(const ChartLine& line);

}  // namespace charts
