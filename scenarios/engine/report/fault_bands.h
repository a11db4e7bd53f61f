#pragma once
/// The times at which something was wrong, with the letters by which the whole page calls them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "scenarios/engine/report/markup.h"
#include "scenarios/engine/report/plot_area.h"
#include "scenarios/engine/report/time_axis.h"
#include "scenarios/engine/run/fault_log.h"

namespace report {

/// One time that a fault of the scenario happened, with all whom it hit.
struct FaultBand {
  std::string letter;  ///< A, B, ... Z, AA, AB ...
  std::int32_t fault = 0;
  std::string kind;
  std::vector<std::string> targets;
  sim::SimTime begin;
  std::optional<sim::SimTime> end;  ///< nothing: to the end of the run

  /// "broker-102 is killed"
  [[nodiscard]] std::string text() const;
};

/// "is killed", "stands still", "is cut off".
std::string fault_words(std::string_view kind);
/// "a, b and c"; of many the first ones, "and 4 more".
std::string list_text(const std::vector<std::string>& all, std::size_t most = 3);

/// "broker-1, broker-2" as two.
std::vector<std::string> targets_of(const std::string& text);

/// In the order of their beginnings; without those that found no target.
std::vector<FaultBand> fault_bands(const std::vector<scenario::FaultRow>& rows);

/// Behind the data of a chart; with the letters above it if there is room for them.
void draw_bands(Markup& svg, const std::vector<FaultBand>& bands, const TimeAxis& axis, const PlotArea& area);

}  // namespace report
