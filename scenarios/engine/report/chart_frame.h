#pragma once
/// What all charts over the run's time have in common: size, title, axis, fault bands, and what the page's script needs
/// to know.

#include <string>
#include <vector>

#include "scenarios/engine/report/fault_bands.h"
#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/time_axis.h"

namespace report {

/// Of a whole page: every chart has the same.
struct Stage {
  sim::SimTime end;
  std::vector<FaultBand> bands;

  [[nodiscard]] TimeAxis axis() const { return {end, kPlotLeft, kPlotRight}; }
};

/// An entry below a chart's heading.
struct LegendEntry {
  std::string name;
  std::string swatch;  ///< CSS class of its little square: "f1", "dead"
  std::string value;   ///< beside the name; "" = none
  std::string title;   ///< explains it; "" = nothing to explain
};

/// <figure> with heading and legend, left open: draw the SVG, then call close_figure().
void open_figure(Markup& page, const std::string& title, const std::string& note,
                 const std::vector<LegendEntry>& legend);
void close_figure(Markup& page);

/// <svg> of a chart over time, with `label` for whom it is read to, left open; bands and time axis are drawn.
void open_chart(Markup& page, const Stage& stage, const PlotArea& area, double height, const std::string& label);
/// The place for the script's cursor, and </svg>.
void close_chart(Markup& page, const PlotArea& area);

}  // namespace report
