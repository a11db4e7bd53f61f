#include "gui/strips/paint.h"

#include <algorithm>
#include <cmath>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace strips {

void draw_card(QPainter& painter, const QRectF& in) {
  const style::Theme& t = style::theme();
  painter.setPen(QPen(t.border, 1));
  painter.setBrush(t.panel);
  painter.drawRoundedRect(in.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
}

void draw_hatch(QPainter& painter, const QRectF& in, const QColor& colour, double step, double pen) {
  if (in.width() <= 0 || in.height() <= 0) return;
  painter.save();
  painter.setClipRect(in, Qt::IntersectClip);
  painter.setPen(QPen(colour, pen));
  // The same lines wherever a span begins: neighbours look like one.
  const double h = in.height();
  QVector<QLineF> lines;
  const double first = std::floor((in.left() - h) / step) * step;
  for (double x = first; x < in.right(); x += step) lines.push_back({x, in.bottom(), x + h, in.top()});
  painter.drawLines(lines);
  painter.restore();
}

double draw_pill(QPainter& painter, const QPointF& left_centre, const QString& text, const QColor& fill,
                 const QColor& text_colour, double px) {
  painter.setFont(style::ui_font(px, QFont::DemiBold));
  const double h = painter.fontMetrics().height() + 3.0;
  const double w = painter.fontMetrics().horizontalAdvance(text) + h;
  const QRectF box(left_centre.x(), left_centre.y() - h / 2, w, h);
  painter.setPen(Qt::NoPen);
  painter.setBrush(fill);
  painter.drawRoundedRect(box, h / 2, h / 2);
  painter.setPen(text_colour);
  painter.drawText(box, Qt::AlignCenter, text);
  return w;
}

void draw_pill_about(QPainter& painter, const QPointF& centre, const QString& text, const QColor& fill,
                     const QColor& text_colour, double least, double most, double px) {
  painter.setFont(style::ui_font(px, QFont::DemiBold));
  const double w = painter.fontMetrics().horizontalAdvance(text) + painter.fontMetrics().height() + 3.0;
  const double left = std::max(least, std::min(centre.x() - w / 2, most - w));
  draw_pill(painter, {left, centre.y()}, text, fill, text_colour, px);
}

void draw_elided(QPainter& painter, const QRectF& in, int flags, const QString& text) {
  const QString shown = painter.fontMetrics().elidedText(text, Qt::ElideRight, static_cast<int>(in.width()));
  painter.drawText(in, flags, shown);
}

QColor text_on(const QColor& fill) {
  const style::Theme& t = style::theme();
  const double light = 0.299 * fill.redF() + 0.587 * fill.greenF() + 0.114 * fill.blueF();
  const bool dark_text = light > 0.5;
  return dark_text == t.dark() ? t.on_accent : (dark_text ? t.text : t.on_accent);
}

}  // namespace strips
