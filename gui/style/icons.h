#pragma once
/// Icons, drawn: crisp at any size, in any colour, without files.

#include <QColor>
#include <QIcon>
#include <QPainter>
#include <QRectF>

namespace style {

// clang-format off: one line for each place of use
enum class Icon {
  scenarios,
  cluster,
  charts,
  groups,
  log,
  map,
  events,
  compare,
  play,
  pause,
  step_event,
  next_turn,
  step_back,
  restart,
  fast,
  bolt,
  disk,
  net,
  clock,
  crown,
  truck,
  export_,
  sun,
  moon,
  help,
  search,
  broker,
  zookeeper,
  producer,
  consumer,
  check,
  cross,
  warning,
  heal,
  book,
  flag,
  pin,
  bell,
  eye,
  filter,
  arrow,
  down,
  up,
};
// clang-format on

void draw_icon(QPainter& painter, Icon icon, const QRectF& in, const QColor& colour, double pen = 1.6);
QIcon make_icon(Icon icon, const QColor& colour, int size = 20);

}  // namespace style
