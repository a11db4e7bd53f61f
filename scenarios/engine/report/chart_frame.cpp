#include "scenarios/engine/report/chart_frame.h"

#include <fmt/format.h>

namespace report {

void open_figure(Markup& page, const std::string& title, const std::string& note,
                 const std::vector<LegendEntry>& legend) {
  page.open("figure").open("figcaption");
  page.element("b", title);
  if (!note.empty()) page.text(" ").element("span", {{"class", "note"}}, note);
  page.open("span", {{"class", "legend"}});
  for (const LegendEntry& e : legend) {
    if (e.title.empty())
      page.open("span", {{"class", "key"}});
    else
      page.open("span", {{"class", "key"}, {"title", e.title}});
    page.element("i", {{"class", "swatch " + e.swatch}}, "").text(e.name);
    if (!e.value.empty()) page.text(" ").element("b", {{"class", "at"}}, e.value);
    page.close();
  }
  page.close().close();
}

void close_figure(Markup& page) { page.close(); }

void open_chart(Markup& page, const Stage& stage, const PlotArea& area, double height, const std::string& label) {
  const TimeAxis axis = stage.axis();
  page.open("svg", {{"class", "chart"},
                    {"viewBox", fmt::format("0 0 {} {}", coordinate(kChartWidth), coordinate(height))},
                    {"role", "img"},
                    {"aria-label", label},
                    {"data-left", area.left},
                    {"data-right", area.right},
                    {"data-top", area.top},
                    {"data-bottom", area.bottom},
                    {"data-end", fmt::format("{}", axis.end())}});
  axis.draw(page, area);
  draw_bands(page, stage.bands, axis, area);
}

void close_chart(Markup& page, const PlotArea& area) {
  page.empty("line",
             {{"class", "cursor"}, {"x1", area.left}, {"x2", area.left}, {"y1", area.top}, {"y2", area.bottom}});
  page.close();
}

}  // namespace report
