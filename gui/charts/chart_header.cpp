#include "gui/charts/chart_header.h"

#include <algorithm>

#include "gui/charts/time_chart.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr double kMargin = 14;
constexpr double kSwatch = 8;

double baseline() { return 8 + 12 * style::font_scale(); }

QPen line_pen(const ChartLine& line, double width) {
  QPen pen(colour_of(line), width);
  pen.setCapStyle(Qt::FlatCap);
  if (const Dash dash = dash_of(line); dash.off > 0) pen.setDashPattern({dash.on / width, dash.off / width});
  return pen;
}

}  // namespace

double ChartHeader::height() { return 27 + 13 * style::font_scale(); }

void ChartHeader::paint(QPainter& painter) {
  const double left = paint_title(painter);
  painter.setFont(style::ui_font(11));
  lay_out(painter, left + 16, chart_.width() - kMargin);
  for (const Entry& e : entries_) paint_entry(painter, e);
  if (left_out_ == 0) return;
  painter.setPen(style::theme().accent);
  painter.drawText(more_, Qt::AlignCenter, QString("+%1").arg(left_out_));
}

double ChartHeader::paint_title(QPainter& painter) const {
  double x = kMargin;
  painter.setFont(style::ui_font(12.5, QFont::DemiBold));
  painter.setPen(style::theme().text);
  painter.drawText(QPointF(x, baseline()), chart_.title());
  x += painter.fontMetrics().horizontalAdvance(chart_.title()) + 8;
  QString unit = chart_.axis().unit();
  if (!chart_.unit_note().isEmpty()) unit += (unit.isEmpty() ? "" : " ") + chart_.unit_note();
  if (chart_.axis().log()) unit += TimeChart::tr(", log scale");
  painter.setFont(style::ui_font(11));
  painter.setPen(style::theme().faint);
  painter.drawText(QPointF(x, baseline()), unit);
  return x + painter.fontMetrics().horizontalAdvance(unit);
}

void ChartHeader::lay_out(const QPainter& painter, double left, double right) {
  const QFontMetricsF metrics(painter.font());
  const double at = chart_.read_at();
  entries_.clear();
  left_out_ = 0;
  more_ = {};
  const double top = baseline() - metrics.ascent() - 1;
  const double more_width = metrics.horizontalAdvance("+99") + 6;
  double used = 0;
  for (int i = 0; i < static_cast<int>(chart_.lines().size()); ++i) {
    const ChartLine& line = chart_.lines()[static_cast<std::size_t>(i)];
    if (line.samples == nullptr) continue;
    Entry e{i, {}, line.name, chart_.axis().text(value_at(line, at)), 0};
    e.name_width = metrics.horizontalAdvance(e.name);
    const double width = kSwatch + 5 + e.name_width + 5 + metrics.horizontalAdvance(e.value) + 11;
    e.in = QRectF(used, top, width, metrics.height() + 2);
    used += width;
    entries_.push_back(std::move(e));
  }
  const bool all_fit = used - 11 <= right - left;
  while (!all_fit && !entries_.empty() && used + more_width > right - left) {
    used = entries_.back().in.left();
    entries_.pop_back();
    ++left_out_;
  }
  // To the right.
  const double shift = right - used - (left_out_ > 0 ? more_width : -11);
  for (Entry& e : entries_) e.in.translate(shift, 0);
  if (left_out_ > 0) more_ = QRectF(right - more_width, top, more_width, metrics.height() + 2);
}

void ChartHeader::paint_entry(QPainter& painter, const Entry& e) const {
  const style::Theme& theme = style::theme();
  const ChartLine& line = chart_.lines()[static_cast<std::size_t>(e.line)];
  const QRectF swatch(e.in.left(), baseline() - kSwatch, kSwatch, kSwatch);
  const QColor colour = colour_of(line);
  if (line.hidden) {  // hollow
    painter.setPen(QPen(colour, 1));
    painter.setBrush(Qt::NoBrush);
    painter.drawRoundedRect(swatch.adjusted(.5, .5, -.5, -.5), 2, 2);
  } else if (dash_of(line).off > 0 && line.style != ChartLine::Style::stack) {
    painter.setPen(line_pen(line, 2));
    painter.drawLine(QPointF(swatch.left() - 2, swatch.center().y()), QPointF(swatch.right() + 2, swatch.center().y()));
  } else {
    painter.setPen(Qt::NoPen);
    painter.setBrush(colour);
    painter.drawRoundedRect(swatch, 2, 2);
  }
  const double x = e.in.left() + kSwatch + 5;
  painter.setPen(line.hidden ? theme.faint : theme.muted);
  painter.drawText(QPointF(x, baseline()), e.name);
  painter.setPen(line.hidden ? theme.faint : theme.text);
  painter.drawText(QPointF(x + e.name_width + 5, baseline()), line.hidden ? QString() : e.value);
}

int ChartHeader::entry_at(QPointF at) const {
  for (const Entry& e : entries_)
    if (e.in.contains(at)) return e.line;
  return more_.contains(at) ? kMore : kNothing;
}

QRectF ChartHeader::entry(int line) const {
  const auto it = std::find_if(entries_.begin(), entries_.end(), [&](const Entry& e) { return e.line == line; });
  return it == entries_.end() ? QRectF() : it->in;
}

}  // namespace charts
