#include "scenarios/engine/report/share_bar.h"

#include <algorithm>

#include <fmt/format.h>

#include "scenarios/engine/report/short_name.h"

namespace report {
namespace {

constexpr double kLeft = 220;
constexpr double kRight = 870;
constexpr double kRowHeight = 24;
constexpr std::size_t kNameLetters = 32;

double sum_of(const ShareRow& row) {
  double sum = 0;
  for (const Share& s : row.shares) sum += s.amount;
  return sum;
}

void draw_row(Markup& page, const ShareRow& row, double y, double scale) {
  const std::string name = shortened_in_front(row.name, kNameLetters);
  page.open("text", {{"class", "row-name"}, {"x", kLeft - 8}, {"y", y + 15}, {"text-anchor", "end"}});
  if (name != row.name) page.element("title", row.name);
  page.text(name).close();
  double x = kLeft;
  for (const Share& s : row.shares) {
    if (s.amount <= 0) continue;
    const double width = std::max(s.amount * scale, 1.0);
    page.open("rect", {{"class", "share " + s.look}, {"x", x}, {"y", y + 2}, {"width", width}, {"height", 17.0}});
    page.element("title", s.title).close();
    x += width;
  }
  page.element("text", {{"class", "total"}, {"x", x + 6}, {"y", y + 15}}, row.total);
}

}  // namespace

void ShareBars::draw(Markup& page) const {
  double most = 0;
  for (const ShareRow& row : rows_) most = std::max(most, sum_of(row));
  open_figure(page, title_, note_, legend_);
  const double height = kRowHeight * static_cast<double>(rows_.size()) + 4;
  page.open("svg", {{"class", "shares"},
                    {"viewBox", fmt::format("0 0 {} {}", coordinate(kChartWidth), coordinate(height))},
                    {"role", "img"},
                    {"aria-label", fmt::format("{}: {} bars", title_, rows_.size())}});
  double y = 0;
  for (const ShareRow& row : rows_) {
    const double whole = fill_ ? sum_of(row) : most;
    draw_row(page, row, y, whole > 0 ? (kRight - kLeft) / whole : 0);
    y += kRowHeight;
  }
  page.close();
  close_figure(page);
}

}  // namespace report
