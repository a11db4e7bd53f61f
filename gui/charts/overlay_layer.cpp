#include "gui/charts/overlay_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/charts/fault_look.h"
#include "gui/charts/mark_look.h"
#include "gui/charts/time_chart.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

void upright(QPainter& painter, double x, double top, double foot) {
  painter.drawLine(QPointF(x, top), QPointF(x, foot));
}

}  // namespace

OverlayLayer::OverlayLayer(const TimeChart& chart, ChartHeader& header, QGraphicsItem* parent)
    : QGraphicsItem(parent), chart_(chart), header_(header) {
  setZValue(9);
  setAcceptedMouseButtons(Qt::NoButton);
}

QRectF OverlayLayer::boundingRect() const { return QRectF(0, 0, chart_.width(), chart_.height()); }

void OverlayLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->setRenderHint(QPainter::Antialiasing);
  header_.paint(*painter);
  paint_times(*painter);
  if (chart_.empty()) return paint_nothing(*painter);
  paint_future(*painter);
  paint_threshold(*painter);
  paint_faults(*painter);
  if (chart_.ticks_shown()) paint_ticks(*painter);
  paint_peaks(*painter);
  draw_marks(*painter, chart_.window(), chart_.plot(), [this](double t) { return chart_.x_of(t); });
  paint_playhead(*painter);
  paint_area(*painter);
  paint_cursor(*painter);
}

void OverlayLayer::paint_nothing(QPainter& painter) const {
  painter.setFont(style::ui_font(12));
  painter.setPen(style::theme().faint);
  painter.drawText(chart_.plot(), Qt::AlignCenter | Qt::TextWordWrap,
                   TimeChart::tr("Nothing of the kind has been measured in this run so far."));
}

/// What was recorded after the instant that is shown has not happened yet.
void OverlayLayer::paint_future(QPainter& painter) const {
  const double now = chart_.now();
  if (now >= seconds_of(chart_.record().until())) return;
  QRectF veil = chart_.plot();
  veil.setLeft(std::clamp(chart_.x_of(now), veil.left(), veil.right()));
  painter.fillRect(veil, style::faded(style::theme().panel, .6));
}

void OverlayLayer::paint_times(QPainter& painter) const {
  const QRectF& plot = chart_.plot();
  painter.setFont(style::ui_font(10));
  painter.setPen(style::theme().faint);
  const QFontMetricsF metrics(painter.font());
  const int most = std::max(2, static_cast<int>(plot.width() / (90 * style::font_scale())));
  const QRectF pill = cursor_pill();
  for (const TimeTick& t : time_ticks(chart_.window().from(), chart_.window().until(), most)) {
    const double width = metrics.horizontalAdvance(t.label);
    const double x = std::min(chart_.x_of(t.seconds) - width / 2, chart_.width() - width - 6);
    if (x < pill.right() + 3 && x + width > pill.left() - 3) continue;
    painter.drawText(QPointF(x, plot.bottom() + 5 + metrics.ascent()), t.label);
  }
}

/// Where the cursor's time is written; empty: there is no cursor in the window.
QRectF OverlayLayer::cursor_pill() const {
  const bridge::TimeWindow& window = chart_.window();
  if (chart_.empty() || !window.has_cursor() || window.cursor() < window.from() || window.cursor() > window.until())
    return {};
  const QFontMetricsF metrics(style::mono_font(10));
  const double width = metrics.horizontalAdvance(style::clock_text(window.cursor())) + 10;
  const double left = chart_.x_of(window.cursor()) - width / 2;
  return {std::clamp(left, 2.0, std::max(2.0, chart_.width() - width - 2)), chart_.plot().bottom() + 2, width,
          metrics.height() + 2};
}

void OverlayLayer::paint_faults(QPainter& painter) const {
  const QRectF& plot = chart_.plot();
  const double now = chart_.now();
  const style::Theme& theme = style::theme();
  painter.save();
  painter.setClipRect(plot.adjusted(0, -14 * style::font_scale(), 0, 0));
  for (const view::FaultSpan& f : chart_.record().faults()) {
    const double begin = seconds_of(f.begin);
    const double end = f.end ? seconds_of(*f.end) : now;
    if (begin > now || begin > chart_.window().until() || end < chart_.window().from()) continue;
    const QColor colour = fault_colour(f);
    const double left = chart_.x_of(begin);
    const double right = chart_.x_of(std::min(end, now));
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()),
                     style::faded(colour, theme.dark() ? .09 : .07));
    painter.setPen(QPen(style::faded(colour, .5), 1));
    if (f.end && end <= now) upright(painter, right, plot.top(), plot.bottom());
    painter.setPen(QPen(colour, 1.2));
    upright(painter, left, plot.top() - 4, plot.bottom());
    draw_flag(painter, QPointF(left - .6, plot.top() - 1), f);
  }
  painter.restore();
}

void OverlayLayer::paint_ticks(QPainter& painter) const {
  const QRectF& plot = chart_.plot();
  const style::Theme& theme = style::theme();
  const double until = std::min(chart_.window().until(), chart_.now());
  painter.setPen(Qt::NoPen);
  std::array<double, 2> last{-10, -10};  // those that would lie on each other are drawn once
  const std::vector<Moment>& all = chart_.moments().all();
  for (auto m = chart_.moments().from(chart_.window().from()); m != all.end() && m->seconds <= until; ++m) {
    if (m->kind == Moment::Kind::turn) continue;
    const bool election = m->kind == Moment::Kind::election;
    const double x = chart_.x_of(m->seconds);
    if (x - last[election ? 1 : 0] < 3) continue;
    last[election ? 1 : 0] = x;
    const double y = plot.bottom();
    painter.setBrush(election ? theme.warn : theme.category(4));
    if (election)
      painter.drawPolygon(QPolygonF({{x - 2.6, y}, {x + 2.6, y}, {x, y - 5.5}}));
    else
      painter.drawEllipse(QPointF(x, y - 2.4), 2.2, 2.2);
  }
}

/// What goes on above the plot: how high.
void OverlayLayer::paint_peaks(QPainter& painter) const {
  const QRectF& plot = chart_.plot();
  const style::Theme& theme = style::theme();
  painter.setFont(style::ui_font(10, QFont::DemiBold));
  const QFontMetricsF metrics(painter.font());
  double free_from = plot.left();
  for (const TimeChart::Peak& peak : chart_.peaks()) {
    if (peak.seconds > chart_.now()) continue;
    const double x = chart_.x_of(peak.seconds);
    painter.setPen(Qt::NoPen);
    painter.setBrush(theme.text);
    painter.drawPolygon(QPolygonF({{x - 4, plot.top() + 7}, {x + 4, plot.top() + 7}, {x, plot.top() + 1}}));
    const QString text = chart_.axis().text(peak.value) + " " + chart_.axis().unit();
    const double width = metrics.horizontalAdvance(text);
    const double left = x + 7 + width > plot.right() ? x - 7 - width : x + 7;
    if (left < free_from) continue;
    free_from = left + width + 8;
    painter.fillRect(QRectF(left - 2, plot.top(), width + 4, metrics.height()), style::faded(theme.panel, .8));
    painter.setPen(theme.text);
    painter.drawText(QPointF(left, plot.top() + metrics.ascent()), text);
  }
}

void OverlayLayer::paint_threshold(QPainter& painter) const {
  if (!chart_.threshold()) return;
  const QRectF& plot = chart_.plot();
  const double y = chart_.y_of(chart_.threshold()->value);
  const QColor bad = style::theme().bad;
  painter.setPen(QPen(style::faded(bad, .7), 1, Qt::DashLine));
  painter.drawLine(QPointF(plot.left(), y), QPointF(plot.right(), y));
  painter.setFont(style::ui_font(10));
  painter.setPen(bad);
  painter.drawText(QPointF(plot.left() + 6, y - 4), chart_.threshold()->text);
}

void OverlayLayer::paint_playhead(QPainter& painter) const {
  const double now = chart_.now();
  if (now < chart_.window().from() || now >= chart_.window().until()) return;
  painter.setPen(QPen(style::faded(style::theme().text, .55), 1));
  upright(painter, chart_.x_of(now), chart_.plot().top(), chart_.plot().bottom());
}

void OverlayLayer::paint_area(QPainter& painter) const {
  if (!chart_.area()) return;
  const QRectF& plot = chart_.plot();
  const double left = std::max(chart_.x_of(chart_.area()->from), plot.left());
  const double right = std::min(chart_.x_of(chart_.area()->until), plot.right());
  if (right > left)
    painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), style::faded(style::theme().accent, .16));
}

void OverlayLayer::paint_cursor(QPainter& painter) const {
  const QRectF pill = cursor_pill();
  if (pill.isEmpty()) return;
  const bridge::TimeWindow& window = chart_.window();
  const style::Theme& theme = style::theme();
  const QRectF& plot = chart_.plot();
  const double x = chart_.x_of(window.cursor());
  painter.setPen(QPen(theme.accent, 1));
  upright(painter, x, plot.top(), plot.bottom());
  painter.setPen(QPen(theme.panel, 1.5));
  for (const ChartLine& line : chart_.lines()) {
    if (line.hidden || line.samples == nullptr || line.style == ChartLine::Style::stack) continue;
    const double value = value_at(line, window.cursor());
    const double y = chart_.y_of(value);
    if (std::isnan(value) || y < plot.top() - 1 || y > plot.bottom() + 1) continue;
    painter.setBrush(colour_of(line));
    painter.drawEllipse(QPointF(x, y), 3.6, 3.6);
  }
  painter.setPen(Qt::NoPen);
  painter.setBrush(theme.accent);
  painter.drawRoundedRect(pill, 3, 3);
  painter.setPen(theme.on_accent);
  painter.setFont(style::mono_font(10));
  painter.drawText(pill, Qt::AlignCenter, style::clock_text(window.cursor()));
}

}  // namespace charts
