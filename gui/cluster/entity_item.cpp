#include "gui/cluster/entity_item.h"

#include <QGraphicsSceneContextMenuEvent>
#include <QGraphicsSceneMouseEvent>
#include <QPainter>

#include "gui/style/theme.h"

namespace cluster {

EntityItem::EntityItem(const SceneState& state, Kind kind, QString name)
    : state_(state), kind_(kind), name_(std::move(name)) {
  setObjectName(name_);
  setAcceptHoverEvents(true);
  setFlag(ItemIsFocusable);
  setCacheMode(DeviceCoordinateCache);
  setZValue(2);
}

void EntityItem::place(const QRectF& rect) {
  if (place() == rect) return;
  prepareGeometryChange();
  setPos(rect.topLeft());
  size_ = rect.size();
  look_again();
}

void EntityItem::look_again() { update(); }

std::pair<EntityItem::Kind, QString> EntityItem::thing_at(const QPointF&) const { return {kind_, name_}; }

QRectF EntityItem::place_of(const QString&) const { return place(); }

void EntityItem::choose_at(const QPointF& local) {
  const auto [kind, name] = thing_at(local);
  Q_EMIT chosen(kind, name);
}

void EntityItem::ask_menu_at(const QPointF& local, const QPoint& screen) {
  const auto [kind, name] = thing_at(local);
  Q_EMIT menu_wanted(kind, name, screen);
}

void EntityItem::draw_card(QPainter& p, const QRectF& in, const QColor& edge, const QColor& fill, double radius,
                           Qt::PenStyle line) const {
  const style::Theme& t = style::theme();
  p.setRenderHint(QPainter::Antialiasing);
  if (hasFocus()) {
    p.setPen(QPen(t.accent, 1.2, Qt::DotLine));
    p.setBrush(Qt::NoBrush);
    p.drawRoundedRect(in.adjusted(-2.5, -2.5, 2.5, 2.5), radius + 2, radius + 2);
  }
  const bool marked = is_chosen();
  p.setPen(QPen(marked ? t.accent : edge, marked ? 2.2 : hovered_ ? 1.8 : 1.2, line));
  p.setBrush(fill);
  p.drawRoundedRect(in.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius);
}

// ---- events

void EntityItem::mousePressEvent(QGraphicsSceneMouseEvent* event) {
  // Taken, or the release would not come; what is right of the left button is for the menu.
  setFocus(Qt::MouseFocusReason);
  event->setAccepted(event->button() == Qt::LeftButton);
}

void EntityItem::mouseReleaseEvent(QGraphicsSceneMouseEvent* event) {
  if (event->button() == Qt::LeftButton && boundingRect().contains(event->pos())) choose_at(event->pos());
}

void EntityItem::contextMenuEvent(QGraphicsSceneContextMenuEvent* event) {
  ask_menu_at(event->pos(), event->screenPos());
  event->accept();
}

void EntityItem::hoverEnterEvent(QGraphicsSceneHoverEvent* event) {
  hovered_ = true;
  hoverMoveEvent(event);
  update();
}

void EntityItem::hoverMoveEvent(QGraphicsSceneHoverEvent* event) {
  const auto [kind, name] = thing_at(event->pos());
  Q_EMIT partition_hovered(kind == Kind::partition ? name : QString());
}

void EntityItem::hoverLeaveEvent(QGraphicsSceneHoverEvent*) {
  hovered_ = false;
  Q_EMIT partition_hovered({});
  update();
}

void EntityItem::focusInEvent(QFocusEvent*) { update(); }
void EntityItem::focusOutEvent(QFocusEvent*) { update(); }

}  // namespace cluster
