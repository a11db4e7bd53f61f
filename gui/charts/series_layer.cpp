#include "gui/charts/series_layer.h"

#include <QPainter>
#include <algorithm>
#include <cmath>

#include "gui/charts/time_chart.h"
#include "gui/style/theme.h"

namespace charts {
namespace {

constexpr double kPen = 1.6;
constexpr double kFaded = 0.22;

/// What is left of them: a pen with dashes would need one path, which costs many times as much.
QList<QLineF> dashed(const QList<QLineF>& strokes, const Dash& dash) {
  QList<QLineF> left;
  const double period = dash.on + dash.off;
  for (const QLineF& s : strokes) {
    if (s.dx() < .01) {
      left << s;
      continue;
    }
    for (double x = s.x1(); x < s.x2() - 1e-6;) {
      const double phase = std::fmod(x, period);
      const bool on = phase < dash.on - 1e-9;
      const double end = std::min(s.x2(), x - phase + (on ? dash.on : period));
      if (on) left << QLineF(s.pointAt((x - s.x1()) / s.dx()), s.pointAt((end - s.x1()) / s.dx()));
      x = end;
    }
  }
  return left;
}

}  // namespace

SeriesLayer::SeriesLayer(const TimeChart& chart, QGraphicsItem* parent) : QGraphicsItem(parent), chart_(chart) {
  setZValue(6);
  setAcceptedMouseButtons(Qt::NoButton);
  setCacheMode(QGraphicsItem::DeviceCoordinateCache);
}

QRectF SeriesLayer::boundingRect() const { return chart_.plot(); }

void SeriesLayer::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  const QRectF plot = chart_.plot();
  if (plot.width() < 4 || plot.height() < 4) return;
  painter->save();
  painter->setClipRect(plot);
  below_.assign(static_cast<std::size_t>(plot.width()), 0);
  const double column = chart_.window().span() / plot.width();
  for (int i = 0; i < static_cast<int>(chart_.lines().size()); ++i) {
    const ChartLine& line = chart_.lines()[static_cast<std::size_t>(i)];
    if (line.hidden || line.samples == nullptr || line.samples->empty()) continue;
    const double opacity = chart_.highlighted() < 0 || chart_.highlighted() == i ? 1 : kFaded;
    most_gap_ = static_cast<std::size_t>(gap_of(*line.samples) / column) + 1;
    read_columns(line);
    if (line.style == ChartLine::Style::stack)
      paint_stack(*painter, line, opacity);
    else
      paint_line(*painter, line, opacity);
  }
  painter->restore();
}

void SeriesLayer::read_columns(const ChartLine& line) {
  const double column = chart_.window().span() / static_cast<double>(below_.size());
  most_gap_ = static_cast<std::size_t>(gap_of(*line.samples) / column) + 1;
  line.samples->columns(chart_.window().from(), chart_.window().until(), below_.size(), columns_);
}

void SeriesLayer::paint_band(QPainter& painter, const QColor& colour) {
  // One hairline a column: a polygon of a thousand noisy corners costs 25 times as much.
  strokes_.clear();
  const double left = chart_.plot().left();
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const view::Column& c = columns_[i];
    if (c.count < 2) continue;
    const double top = std::floor(chart_.y_of(static_cast<double>(c.most)));
    const double foot = std::ceil(chart_.y_of(static_cast<double>(c.least)));
    const double x = left + static_cast<double>(i);
    if (foot - top > 1) strokes_ << QLineF(x, top, x, foot);
  }
  if (strokes_.isEmpty()) return;
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(colour, 1));
  painter.drawLines(strokes_);
}

void SeriesLayer::paint_line(QPainter& painter, const ChartLine& line, double opacity) {
  const bool step = line.style == ChartLine::Style::step;
  const QColor colour = colour_of(line);
  paint_band(painter, style::faded(colour, .26 * opacity));
  strokes_.clear();
  const double left = chart_.plot().left();
  std::size_t last = columns_.size();  // none yet
  bool alone = false;                  // the last value has nothing to its left
  QPointF before;
  const double held = line.holds ? static_cast<double>(line.samples->at(chart_.window().from())) : NAN;
  if (!std::isnan(held)) {
    last = 0;
    before = QPointF(left, chart_.y_of(held));
  }
  const auto end_alone = [&] {
    if (alone) strokes_ << QLineF(before.x() - 1.5, before.y(), before.x() + 1.5, before.y());
  };
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const view::Column& c = columns_[i];
    if (c.count == 0) continue;
    const QPointF at(left + static_cast<double>(i) + .5, chart_.y_of(static_cast<double>(step ? c.last : c.mean)));
    if (last == columns_.size() || (i - last > most_gap_ && !line.holds)) {
      end_alone();
      alone = true;
    } else if (step && at.y() != before.y()) {
      strokes_ << QLineF(before.x(), before.y(), at.x(), before.y()) << QLineF(at.x(), before.y(), at.x(), at.y());
      alone = false;
    } else {
      strokes_ << QLineF(before, at);
      alone = false;
    }
    last = i;
    before = at;
  }
  const double end = std::min(chart_.x_of(chart_.now()), chart_.plot().right());
  if (line.holds && last != columns_.size() && end > before.x())
    strokes_ << QLineF(before, QPointF(end, before.y()));
  else
    end_alone();
  painter.setRenderHint(QPainter::Antialiasing, true);
  const QPen drawn(style::faded(colour, opacity), kPen, Qt::SolidLine, Qt::FlatCap);
  if (dash_of(line).off > 0) strokes_ = dashed(strokes_, dash_of(line));
  painter.setPen(drawn);
  painter.drawLines(strokes_);  // not drawPolyline: with wide smooth pens it costs 18 times as much
}

void SeriesLayer::paint_stack(QPainter& painter, const ChartLine& line, double opacity) {
  const QColor colour = colour_of(line);
  strokes_.clear();
  QList<QLineF> tops;
  const double left = chart_.plot().left();
  std::size_t last = columns_.size();
  double value = 0;
  QPointF before;
  const double now = chart_.x_of(chart_.now());
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const bool fresh = columns_[i].count > 0;
    if (fresh) value = static_cast<double>(columns_[i].mean);
    const bool held =
        !fresh && last != columns_.size() && i - last <= most_gap_ && left + static_cast<double>(i) <= now;
    if (!fresh && !held) continue;
    const double x = left + static_cast<double>(i);
    const double foot = std::round(chart_.y_of(below_[i]));
    below_[i] += value;
    const QPointF top(x + .5, chart_.y_of(below_[i]));
    if (foot - top.y() >= .5) strokes_ << QLineF(x, std::round(top.y()), x, foot - 1);
    if (last != columns_.size() && i - last <= most_gap_ && before.x() >= x - .6) tops << QLineF(before, top);
    before = top;
    if (fresh) last = i;
  }
  painter.setRenderHint(QPainter::Antialiasing, false);
  painter.setPen(QPen(style::faded(colour, (style::theme().dark() ? .62 : .72) * opacity), 1));
  painter.drawLines(strokes_);
  painter.setRenderHint(QPainter::Antialiasing, true);
  painter.setPen(QPen(style::faded(colour, opacity), 1));
  painter.drawLines(tops);
}

}  // namespace charts
