#include "scenarios/engine/report/gantt_chart.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/short_name.h"

namespace report {
namespace {

constexpr double kGap = 2;
constexpr double kTextRoom = 12;  // the least height of a bar that may have a text
constexpr double kLetter = 6.3;   // width of one, about

void draw_bar(Markup& page, const GanttBar& bar, double y, double height, const TimeAxis& axis) {
  const double from = axis.x(bar.begin);
  const double width = std::max(axis.x(bar.end) - from, 0.8);
  page.open("g", {{"class", "bar"}, {"data-a", bar.begin}, {"data-b", bar.end}});
  if (!bar.title.empty()) page.element("title", bar.title);
  page.empty("rect", {{"class", bar.look}, {"x", from}, {"y", y}, {"width", width}, {"height", height}});
  if (!bar.text.empty() && height >= kTextRoom) {
    const double needs = 8 + kLetter * static_cast<double>(letters(bar.text));
    page.element("text",
                 {{"class", width < needs ? "in-bar small" : "in-bar"},
                  {"x", from + 4},
                  {"y", y + height / 2 + 4},
                  {"data-room", needs}},
                 bar.text);
  }
  page.close();
}

}  // namespace

std::size_t GanttChart::bars() const {
  std::size_t sum = 0;
  for (const GanttRow& row : rows_) sum += row.bars.size();
  return sum;
}

void GanttChart::draw(Markup& page, const Stage& stage) const {
  double height = 0;
  for (const GanttRow& row : rows_) height += row.height + (row.height < kTextRoom ? 0.5 : kGap);
  const PlotArea area{kPlotLeft, 20, kPlotRight, 20 + std::max(height, 1.0)};
  open_figure(page, title_, note_, legend_);
  open_chart(page, stage, area, area.bottom + 22, fmt::format("{}: {} rows", title_, rows_.size()));
  double y = area.top;
  for (const GanttRow& row : rows_) {
    if (!row.name.empty()) {
      const bool heading = row.bars.empty() && row.height == kHeading;
      const std::string shown = heading ? row.name : shortened_in_front(row.name, 12);
      page.open("text", {{"class", heading ? "heading" : "row-name"},
                         {"x", heading ? area.left : area.left - 6},
                         {"y", y + row.height / 2 + 4},
                         {"text-anchor", heading ? "start" : "end"}});
      if (shown != row.name) page.element("title", row.name);
      page.text(shown).close();
    }
    for (const GanttBar& bar : row.bars) draw_bar(page, bar, y, row.height, stage.axis());
    y += row.height + (row.height < kTextRoom ? 0.5 : kGap);
  }
  close_chart(page, area);
  close_figure(page);
}

}  // namespace report
