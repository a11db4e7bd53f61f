#pragma once
/// One series of a chart: where its samples are, and how it is drawn.

#include <QString>
#include <cstddef>
#include <functional>

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

  QString name;
  Source source;
  Style style = Style::line;
  std::size_t colour = 0;  ///< which of the theme's categories
  bool hidden = false;
  const view::Pyramid* samples = nullptr;  ///< what `source` said last
};

/// Samples farther apart than this are not joined: between them there was no value. (A run samples ten times a second.)
inline constexpr double kGapSeconds = 0.35;

/// At that instant; not a number where there is no value.
double value_at(const view::Pyramid& samples, double seconds);

}  // namespace charts
