#include "gui/cluster/paint_kit.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QHash>
#include <QPainterPath>
#include <QPolygonF>
#include <QStaticText>
#include <algorithm>

#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace cluster {

QFont scene_font(double px, QFont::Weight weight) { return style::ui_font(px / style::font_scale(), weight); }
QFont scene_mono(double px, QFont::Weight weight) { return style::mono_font(px / style::font_scale(), weight); }

namespace {

/// Texts repeat from frame to frame, and their shapes cost more than their pixels.
struct ShapedText {
  QStaticText text;
  double width = 0;
  double height = 0;
};
constexpr qsizetype kMostShaped = 6'000;

const ShapedText& shaped(const QString& text, const QFont& font) {
  static QHash<QString, ShapedText> known;
  const QString key = text + QChar(0) + font.family() + QChar(font.pixelSize()) + QChar(font.weight());
  if (const auto it = known.constFind(key); it != known.constEnd()) return *it;
  if (known.size() >= kMostShaped) known.clear();
  ShapedText made;
  made.text.setTextFormat(Qt::PlainText);
  made.text.setText(text);
  made.text.prepare(QTransform(), font);
  const QFontMetricsF metrics(font);
  made.width = metrics.horizontalAdvance(text);
  made.height = metrics.height();
  return *known.insert(key, made);
}

void draw_shaped(QPainter& p, const QRectF& in, const ShapedText& s, Qt::Alignment align) {
  const double x = align & Qt::AlignRight     ? in.right() - s.width
                   : align & Qt::AlignHCenter ? in.center().x() - s.width / 2
                                              : in.left();
  const double y = align & Qt::AlignVCenter ? in.center().y() - s.height / 2 : in.top();
  p.drawStaticText(QPointF(x, y), s.text);
}

}  // namespace

void draw_line_of_text(QPainter& p, const QRectF& in, const QString& text, const QFont& font, const QColor& colour,
                       Qt::Alignment align) {
  if (text.isEmpty() || in.width() < 4) return;
  p.setFont(font);
  p.setPen(colour);
  const ShapedText& whole = shaped(text, font);
  if (whole.width <= in.width() + 0.5) return draw_shaped(p, in, whole, align);
  draw_shaped(p, in, shaped(QFontMetricsF(font).elidedText(text, Qt::ElideRight, in.width()), font), align);
}

double text_width(const QString& text, const QFont& font) { return shaped(text, font).width; }

double draw_chip(QPainter& p, const QPointF& left_top, double height, const QString& text, const QFont& font,
                 const QColor& back, const QColor& ink) {
  const double width = std::max(height, text_width(text, font) + height * 0.6);
  const QRectF field(left_top, QSizeF(width, height));
  p.setPen(Qt::NoPen);
  p.setBrush(back);
  p.drawRoundedRect(field, std::min(height / 2, 7.0), std::min(height / 2, 7.0));
  p.setFont(font);
  p.setPen(ink);
  draw_shaped(p, field, shaped(text, font), Qt::AlignCenter);
  return width;
}

void draw_bar(QPainter& p, const QRectF& in, double share, const QColor& colour) {
  const double radius = in.height() / 2;
  p.setPen(Qt::NoPen);
  p.setBrush(style::theme().grid);
  p.drawRoundedRect(in, radius, radius);
  share = std::clamp(share, 0.0, 1.0);
  if (share < 0.004) return;
  p.setBrush(colour);
  p.drawRoundedRect(QRectF(in.topLeft(), QSizeF(std::max(in.height(), in.width() * share), in.height())), radius,
                    radius);
}

void draw_curve(QPainter& p, const std::array<QPointF, 4>& c) {
  QPainterPath path(c[0]);
  path.cubicTo(c[1], c[2], c[3]);
  p.drawPath(path);
}

void draw_hatching(QPainter& p, const QRectF& in, const QColor& colour, double step) {
  p.save();
  p.setClipRect(in, Qt::IntersectClip);
  p.setPen(QPen(colour, 1.3));
  QVarLengthArray<QLineF, 64> lines;
  for (double x = in.left() - in.height(); x < in.right(); x += step)
    lines.append(QLineF(x, in.bottom(), x + in.height(), in.top()));
  p.drawLines(lines.constData(), static_cast<int>(lines.size()));
  p.restore();
}

void draw_led(QPainter& p, const QPointF& c, double r, kafka::MachineState state) {
  const style::Theme& t = style::theme();
  p.setPen(Qt::NoPen);
  switch (state) {
    case kafka::MachineState::running:
      p.setBrush(t.ok);
      p.drawEllipse(c, r, r);
      return;
    case kafka::MachineState::stopping:
    case kafka::MachineState::paused:
      p.setBrush(t.warn);
      p.drawPolygon(QPolygonF({c + QPointF(0, -r * 1.2), c + QPointF(r * 1.2, r), c + QPointF(-r * 1.2, r)}));
      return;
    case kafka::MachineState::stopped:
      p.setBrush(Qt::NoBrush);
      p.setPen(QPen(t.bad, std::max(1.2, r * 0.34)));
      p.drawEllipse(c, r * 1.15, r * 1.15);
      p.drawLine(c + QPointF(-r, -r) * 0.55, c + QPointF(r, r) * 0.55);
      p.drawLine(c + QPointF(-r, r) * 0.55, c + QPointF(r, -r) * 0.55);
      return;
  }
}

QColor ink_on(const QColor& back) {
  const style::Theme& t = style::theme();
  const double light = 0.299 * back.redF() + 0.587 * back.greenF() + 0.114 * back.blueF();
  const QColor& dark = t.dark() ? t.on_accent : t.text;
  const QColor& bright = t.dark() ? t.text : t.on_accent;
  return light > 0.5 ? dark : bright;
}

QString state_text(kafka::MachineState state) {
  switch (state) {
    case kafka::MachineState::running:
      return QCoreApplication::translate("cluster", "running");
    case kafka::MachineState::stopping:
      return QCoreApplication::translate("cluster", "stopping");
    case kafka::MachineState::paused:
      return QCoreApplication::translate("cluster", "paused");
    case kafka::MachineState::stopped:
      return QCoreApplication::translate("cluster", "stopped");
  }
  return {};
}

}  // namespace cluster
