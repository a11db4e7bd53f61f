#include "scenarios/engine/report/line_chart.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace report {
namespace {

constexpr PlotArea kArea{kPlotLeft, 20, kPlotRight, 150};
constexpr double kHeight = 172;
constexpr std::size_t kLineColours = 8;

/// Four digits are more than a screen can show, and keep the page small.
std::string numbers(const std::vector<double>& values) {
  std::string text;
  for (const double v : values) {
    if (!text.empty()) text += ' ';
    text += std::isfinite(v) ? fmt::format("{:.4g}", v) : "-";
  }
  return text;
}

/// Times that are equally far apart are told by the first and the step.
std::string time_numbers(const std::vector<double>& times) {
  std::string text;
  for (const double t : times) text += fmt::format("{}{:.7g}", text.empty() ? "" : " ", t);
  if (times.size() < 3) return text;
  const double step = times[1] - times[0];
  for (std::size_t i = 2; i < times.size(); ++i)
    if (std::abs(times[i] - times[i - 1] - step) > step * 1e-6) return text;
  return fmt::format("{:.9g}@{:.9g}", times[0], step);
}

}  // namespace

bool LineChart::empty() const {
  return std::all_of(lines_.begin(), lines_.end(), [](const ChartLine& l) {
    return std::none_of(l.values.begin(), l.values.end(), [](double v) { return std::isfinite(v); });
  });
}

ValueAxis LineChart::value_axis() const {
  double most = 0;
  double least = std::numeric_limits<double>::infinity();
  for (const ChartLine& l : lines_) {
    for (const double v : l.values) {
      if (!std::isfinite(v)) continue;
      most = std::max(most, v);
      if (v > 0) least = std::min(least, v);
    }
  }
  if (may_be_logarithmic_ && most > 20 * least) return ValueAxis::logarithmic(quantity_, least, most);
  return ValueAxis::linear(quantity_, most);
}

/// What somebody is told who does not see the picture.
std::string LineChart::label() const {
  std::string text = title_ + " over the time of the run";
  for (const ChartLine& l : lines_) {
    double most = -1;
    std::size_t at = 0;
    for (std::size_t i = 0; i < l.values.size(); ++i) {
      if (!std::isfinite(l.values[i]) || l.values[i] <= most) continue;
      most = l.values[i];
      at = i;
    }
    if (most < 0) continue;
    text += fmt::format("; {}: at most {}", l.name, value_text(quantity_, most));
    if (most > 0) text += fmt::format(", at {}", clock_text(l.times[at], 1));
  }
  return text;
}

void LineChart::draw_line(Markup& page, const ChartLine& line, std::size_t number, const TimeAxis& time,
                          const ValueAxis& axis, const PlotArea& area) const {
  std::string path;
  bool pen_down = false;
  double y = 0;
  for (std::size_t i = 0; i < line.values.size(); ++i) {
    if (!std::isfinite(line.values[i])) {
      pen_down = false;
      continue;
    }
    const double x = time.x(line.times[i]);
    const double before = std::exchange(y, axis.y(line.values[i], area));
    if (!pen_down)
      path += fmt::format("M{} {}h.01", coordinate(x), coordinate(y));
    else if (line.steps)
      path += fmt::format("L{} {}V{}", coordinate(x), coordinate(before), coordinate(y));
    else
      path += fmt::format("L{} {}", coordinate(x), coordinate(y));
    pen_down = true;
  }
  if (line.steps && pen_down) path += "H" + coordinate(area.right);
  page.empty("path", {{"class", fmt::format("line s{}", number % kLineColours + 1)},
                      {"d", path},
                      {"data-name", line.name},
                      {"data-t", time_numbers(line.times)},
                      {"data-v", numbers(line.values)},
                      {"data-steps", line.steps ? 1 : 0}});
}

void LineChart::draw(Markup& page, const Stage& stage) const {
  const ValueAxis axis = value_axis();
  std::vector<LegendEntry> legend;
  for (std::size_t i = 0; i < lines_.size(); ++i)
    legend.push_back({lines_[i].name, fmt::format("f{}", i % kLineColours + 1), lines_[i].legend, ""});
  const std::string scale =
      axis.is_logarithmic() ? (note_.empty() ? "" : note_ + "; ") + std::string("powers of ten") : note_;
  open_figure(page, title_, scale, legend);
  open_chart(page, stage, kArea, kHeight, label());
  axis.draw(page, kArea);
  page.open("g", {{"class", "lines"},
                  {"data-quantity", name_of(axis.quantity())},
                  {"data-low", fmt::format("{}", axis.low())},
                  {"data-high", fmt::format("{}", axis.high())},
                  {"data-log", axis.is_logarithmic() ? 1 : 0}});
  for (std::size_t i = lines_.size(); i-- > 0;) draw_line(page, lines_[i], i, stage.axis(), axis, kArea);
  page.close();
  close_chart(page, kArea);
  close_figure(page);
}

}  // namespace report
