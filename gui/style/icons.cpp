#include "gui/style/icons.h"

#include <QPainterPath>
#include <QStringList>
#include <array>

namespace style {
namespace {

/// On a field of 24 x 24. Each stroke begins with its kind: l a line through points, p a closed polygon, f the same
/// filled, r a rounded rectangle (x y w h), R filled, e an ellipse (cx cy rx ry), E filled, a an arc (x y w h from
/// span, degrees).
// clang-format off: a shape a line
constexpr std::array<const char*, 43> kShapes{
    "r 4 4 7 7;r 13 4 7 7;r 4 13 7 7;f 14.5 13.5 20 16.5 14.5 19.5",  // scenarios
    "e 12 5.5 2.6 2.6;e 5.5 17.5 2.6 2.6;e 18.5 17.5 2.6 2.6;l 10.7 7.8 6.8 15.2;"
    "l 13.3 7.8 17.2 15.2;l 8.3 17.5 15.7 17.5",                                                      // cluster
    "l 4 4 4 20 20 20;l 7 15 11 10 14 13 19.5 6",                                                     // charts
    "l 4 6 12 6;l 16 6 20 6;l 9 12 20 12;l 4 18 8 18;l 12 18 17 18",                                  // groups
    "r 3.5 9 4.3 6;r 7.8 9 4.3 6;r 12.1 9 4.3 6;r 16.4 9 4.3 6;l 16.4 5 16.4 19",                     // log
    "p 4 6 9.5 4 14.5 6.5 20 4.5 20 18 14.5 20 9.5 17.5 4 19.5;l 9.5 4 9.5 17.5;l 14.5 6.5 14.5 20",  // map
    "E 5 6 .7 .7;l 8.5 6 20 6;E 5 10.2 .7 .7;l 8.5 10.2 16 10.2;E 5 14.4 .7 .7;l 8.5 14.4 20 14.4;"
    "E 5 18.6 .7 .7;l 8.5 18.6 16 18.6",                                                                // events
    "r 3.5 5 7.5 14;r 13 5 7.5 14;l 5.3 14 7.2 11 9.3 13;l 14.8 11 16.8 14 18.8 9",                     // compare
    "f 8 5.5 18.5 12 8 18.5",                                                                           // play
    "R 7 5.5 3.2 13;R 13.8 5.5 3.2 13",                                                                 // pause
    "f 6 6 14.5 12 6 18;l 17.5 6 17.5 18",                                                              // step_event
    "f 4 6 11.5 12 4 18;f 17.5 6.2 18.9 10.2 22.6 12 18.9 13.8 17.5 17.8 16.1 13.8 12.4 12 16.1 10.2",  // next_turn
    "f 18 6 9.5 12 18 18;l 6.5 6 6.5 18",                                                               // step_back
    "a 5 5 14 14 60 300;l 13.3 2.6 16.6 5.6 13 8.4",                                                    // restart
    "f 4.5 6 12 12 4.5 18;f 12.5 6 20 12 12.5 18",                                                      // fast
    "f 13.5 3 5.5 13.5 11 13.5 10 21 18.5 10 12.8 10",                                                  // bolt
    "e 12 6.75 7.5 2.75;l 4.5 6.8 4.5 17;l 19.5 6.8 19.5 17;a 4.5 14.2 15 5.5 180 180",                 // disk
    "l 3.5 12 8 12 9.5 9;l 20.5 12 16 12 14.5 15;l 10.5 16.5 13.5 7.5",                                 // net
    "e 12 12 8 8;l 12 7.5 12 12 15.2 14",                                                               // clock
    "f 4 8 8.3 12 12 5.5 15.7 12 20 8 18.4 18 5.6 18",                                                  // crown
    "r 2.5 6.5 12 9.5;p 14.5 9.5 18.3 9.5 21.5 12.8 21.5 16 14.5 16;E 7 17.2 1.8 1.8;E 17.2 17.2 1.8 1.8",  // truck
    "l 12 14.5 12 4;l 8 7.7 12 3.8 16 7.7;l 4.5 13.5 4.5 19.5 19.5 19.5 19.5 13.5",                         // export
    "e 12 12 4 4;l 18.6 12 21 12;l 5.4 12 3 12;l 12 18.6 12 21;l 12 5.4 12 3;l 16.7 16.7 18.4 18.4;"
    "l 7.3 7.3 5.6 5.6;l 16.7 7.3 18.4 5.6;l 7.3 16.7 5.6 18.4",                                      // sun
    "f 12 4 8 5.2 5.2 8.2 4 12 5.2 15.8 8 18.8 12 20 16 18.8 18.8 16 14 15.5 10.8 12.5 10 9 10.8 6",  // moon
    "e 12 12 8.5 8.5;a 9.3 7 5.4 5.4 -30 210;l 12.2 12.4 12 14;E 12 16.6 .6 .6",                      // help
    "e 10.5 10.5 6 6;l 15 15 20 20",                                                                  // search
    "r 4 4 16 4.4;r 4 9.7 16 4.4;r 4 15.4 16 4.4;E 7 6.2 .6 .6;E 7 11.9 .6 .6;E 7 17.6 .6 .6",        // broker
    "e 12 12 8 8;l 8.5 9 15.5 9 8.5 15.2 15.5 15.2",                                                  // zookeeper
    "r 3.5 6 9 12;l 14 12 21 12;l 18 8.8 21.2 12 18 15.2",                                            // producer
    "r 11.5 6 9 12;l 2.8 12 10 12;l 7 8.8 10.2 12 7 15.2",                                            // consumer
    "l 5 12.5 10 17.5 19.5 7",                                                                        // check
    "l 6.5 6.5 17.5 17.5;l 17.5 6.5 6.5 17.5",                                                        // cross
    "p 12 4 21 19.5 3 19.5;l 12 10 12 14.3;E 12 16.9 .6 .6",                                          // warning
    "l 12 5 12 19;l 5 12 19 12",                                                                      // heal
    "p 12 7 9 5.2 3.5 5.2 3.5 18 9 18 12 19.8 15 18 20.5 18 20.5 5.2 15 5.2;l 12 7 12 19.5",          // book
    "l 6 4 6 20.5;f 6 4.5 18.5 4.5 15.5 8.7 18.5 13 6 13",                                            // flag
    "p 9 4 15 4 14 10 17.5 13.5 6.5 13.5 10 10;l 12 13.5 12 20.5",                                    // pin
    "p 6 16.5 7.5 14 7.5 10 12 5 16.5 10 16.5 14 18 16.5;l 10.5 19.5 13.5 19.5",                      // bell
    "p 2.8 12 7 7.8 12 6.4 17 7.8 21.2 12 17 16.2 12 17.6 7 16.2;e 12 12 2.8 2.8",                    // eye
    "p 4 5 20 5 14 12.5 14 19 10 17 10 12.5",                                                         // filter
    "l 5 12 19 12;l 14 7 19 12 14 17",                                                                // arrow
    "l 5.5 9 12 15.5 18.5 9",                                                                         // down
    "l 5.5 15.5 12 9 18.5 15.5",                                                                       // up
};
// clang-format on

void draw_stroke(QPainter& painter, const QStringList& words, const QColor& colour) {
  QVector<double> n;
  for (qsizetype i = 1; i < words.size(); ++i) n.push_back(words[i].toDouble());
  QPolygonF points;
  for (qsizetype i = 0; i + 1 < n.size(); i += 2) points << QPointF(n[i], n[i + 1]);
  const QChar kind = words.front().front();
  const bool filled = kind == 'f' || kind == 'R' || kind == 'E';
  painter.setBrush(filled ? QBrush(colour) : Qt::NoBrush);
  switch (kind.toLower().toLatin1()) {
    case 'l':
      return painter.drawPolyline(points);
    case 'p':
    case 'f':
      return painter.drawPolygon(points);
    case 'r':
      return painter.drawRoundedRect(QRectF(n[0], n[1], n[2], n[3]), 1.3, 1.3);
    case 'e':
      return painter.drawEllipse(QPointF(n[0], n[1]), n[2], n[3]);
    case 'a':
      return painter.drawArc(QRectF(n[0], n[1], n[2], n[3]), static_cast<int>(n[4] * 16), static_cast<int>(n[5] * 16));
    default:
      return;
  }
}

}  // namespace

void draw_icon(QPainter& painter, Icon icon, const QRectF& in, const QColor& colour, double pen) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(in.topLeft());
  painter.scale(in.width() / 24, in.height() / 24);
  painter.setPen(QPen(colour, pen * 24 / 20, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
  for (const QString& stroke : QString::fromLatin1(kShapes[static_cast<std::size_t>(icon)]).split(';'))
    draw_stroke(painter, stroke.split(' ', Qt::SkipEmptyParts), colour);
  painter.restore();
}

QIcon make_icon(Icon icon, const QColor& colour, int size) {
  QIcon made;
  for (const int scale : {1, 2}) {
    QPixmap pixmap(size * scale, size * scale);
    pixmap.setDevicePixelRatio(scale);
    pixmap.fill(Qt::transparent);
    QPainter painter(&pixmap);
    draw_icon(painter, icon, QRectF(0, 0, size, size), colour);
    painter.end();
    made.addPixmap(pixmap);
  }
  return made;
}

}  // namespace style
