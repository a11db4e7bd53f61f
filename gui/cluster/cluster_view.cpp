#include "gui/cluster/cluster_view.h"

#include <QApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollBar>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/cluster/broker_item.h"
#include "gui/cluster/fault_request.h"
#include "gui/style/fonts.h"
#include "gui/style/theme.h"

namespace cluster {
namespace {

constexpr double kWorthwhile = 1.1;  // less than that is no zoom but a jump

}  // namespace

ClusterView::ClusterView(ClusterScene& scene, QWidget* parent) : QGraphicsView(&scene, parent), scene_(scene) {
  setObjectName(QStringLiteral("cluster/view"));
  setAccessibleName(tr("Cluster"));
  setAccessibleDescription(tr(
      "Arrows move between brokers, clients and servers, Ctrl+arrows between a broker's replicas, Enter selects, the "
      "menu key offers faults, plus and minus zoom, 0 shows everything."));
  setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
  setViewportUpdateMode(FullViewportUpdate);
  setOptimizationFlags(DontSavePainterState | DontAdjustForAntialiasing);
  setFrameShape(NoFrame);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setFocusPolicy(Qt::StrongFocus);
  setMouseTracking(true);
}

// ---- room and zoom

void ClusterView::lay_out() {
  const QSizeF room = viewport()->size();
  if (room.width() < 20 || room.height() < 20) return;
  const QSizeF& designed = SceneLayout::kDesigned;
  const double natural = std::min(room.width() / designed.width(), room.height() / designed.height());
  const double most =
      std::min(room.width() / SceneLayout::kLeast.width(), room.height() / SceneLayout::kLeast.height());
  // A big screen makes all of it bigger already: larger fonts on top of that would leave no room for what cells say.
  const double grown = std::clamp(natural, 0.7, 1.5);
  fit_ = std::clamp(std::max(grown, std::min(grown, 1.0) * style::font_scale()), 0.2, std::max(0.2, most));
  scene_.set_room(room / fit_);
  apply();
}

void ClusterView::apply() {
  setTransform(QTransform::fromScale(fit_ * zoom_, fit_ * zoom_));
  scene_.set_zoom(zoom_);
}

void ClusterView::zoom_by(double factor, const QPoint& at) {
  const QPointF before = mapToScene(at);
  zoom_ = std::clamp(zoom_ * factor, 1.0, kMostZoom);
  if (zoom_ < 1.02) zoom_ = 1;
  apply();
  const QPointF moved = QPointF(mapFromScene(before)) - QPointF(at);
  horizontalScrollBar()->setValue(horizontalScrollBar()->value() + qRound(moved.x()));
  verticalScrollBar()->setValue(verticalScrollBar()->value() + qRound(moved.y()));
}

void ClusterView::fit() {
  zoom_ = 1;
  apply();
}

QPoint ClusterView::place_of(const EntityItem& item, const QPointF& local) const {
  return mapFromScene(item.mapToScene(local));
}

void ClusterView::resizeEvent(QResizeEvent* event) {
  QGraphicsView::resizeEvent(event);
  lay_out();
}

void ClusterView::changeEvent(QEvent* event) {
  QGraphicsView::changeEvent(event);
  if (event->type() != QEvent::PaletteChange && event->type() != QEvent::StyleChange) return;
  lay_out();
  scene_.look_again();
}

void ClusterView::wheelEvent(QWheelEvent* event) {
  if (event->angleDelta().y() == 0) return event->ignore();
  zoom_by(std::pow(1.2, event->angleDelta().y() / 120.0), event->position().toPoint());
  event->accept();
}

// ---- mouse

EntityItem* ClusterView::machine_at(const QPoint& at) const {
  for (QGraphicsItem* const item : items(at)) {
    auto* const entity = qobject_cast<EntityItem*>(item->toGraphicsObject());
    if (entity != nullptr && entity->kind() != EntityItem::Kind::group) return entity;
  }
  return nullptr;
}

void ClusterView::mousePressEvent(QMouseEvent* event) {
  const bool left = event->button() == Qt::LeftButton;
  // Many window managers take Alt+drag for themselves.
  if (left && (event->modifiers() & (Qt::AltModifier | Qt::ControlModifier))) {
    cut_from_ = machine_at(event->pos());
    cut_to_ = mapToScene(event->pos());
    return;
  }
  if (event->button() == Qt::MiddleButton) return begin_pan(event->pos());
  if (left && zoom_ > 1) grabbed_ = event->pos();
  QGraphicsView::mousePressEvent(event);
}

void ClusterView::begin_pan(const QPoint& at) {
  // What was pressed is not to be selected by the release.
  if (QGraphicsItem* const pressed = scene_.mouseGrabberItem()) pressed->ungrabMouse();
  pan_ = at;
  setCursor(Qt::ClosedHandCursor);
}

void ClusterView::mouseMoveEvent(QMouseEvent* event) {
  if (cut_from_ != nullptr) {
    cut_to_ = mapToScene(event->pos());
    viewport()->update();
    return;
  }
  // Zoomed in, cards are everywhere: it is a click on one until the mouse moves.
  if (grabbed_ && !pan_ && (event->pos() - *grabbed_).manhattanLength() >= QApplication::startDragDistance())
    begin_pan(*grabbed_);
  if (pan_) {
    const QPoint way = event->pos() - *pan_;
    pan_ = event->pos();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - way.x());
    verticalScrollBar()->setValue(verticalScrollBar()->value() - way.y());
    return;
  }
  QGraphicsView::mouseMoveEvent(event);
}

void ClusterView::mouseReleaseEvent(QMouseEvent* event) {
  if (cut_from_ != nullptr) {
    const EntityItem* const from = std::exchange(cut_from_, nullptr);
    const EntityItem* const to = machine_at(event->pos());
    viewport()->update();
    if (to != nullptr && to != from)
      Q_EMIT cut_wanted(target_of(from->kind(), from->name()), target_of(to->kind(), to->name()));
    return;
  }
  grabbed_.reset();
  if (pan_) {
    pan_.reset();
    unsetCursor();
    return;
  }
  QGraphicsView::mouseReleaseEvent(event);
}

void ClusterView::mouseDoubleClickEvent(QMouseEvent* event) {
  const EntityItem* const item = machine_at(event->pos());
  if (item == nullptr) return fit();
  const auto [kind, thing] = item->thing_at(item->mapFromScene(mapToScene(event->pos())));
  // A replica alone would fill the view with a few large letters.
  const double share = kind == EntityItem::Kind::partition ? 0.4 : 0.9;
  const QSizeF size = item->place_of(thing).size() * fit_;
  const double whole = std::clamp(
      share * std::min(viewport()->width() / size.width(), viewport()->height() / size.height()), 1.0, kMostZoom);
  // It is as big as it gets: the second time is the way back.
  if (whole < kWorthwhile || std::abs(whole / zoom_ - 1) < 0.01) return fit();
  zoom_ = whole;
  apply();
  centerOn(item->place_of(thing).center());
}

/// The wire that is being cut.
void ClusterView::drawForeground(QPainter* painter, const QRectF&) {
  if (cut_from_ == nullptr) return;
  const style::Theme& t = style::theme();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setPen(QPen(t.bad, 2.2 / zoom_, Qt::DashLine));
  painter->drawLine(cut_from_->place().center(), cut_to_);
}

// ---- keyboard

void ClusterView::keyPressEvent(QKeyEvent* event) {
  const bool control = event->modifiers() & Qt::ControlModifier;
  if (control && event->key() == Qt::Key_F) {
    Q_EMIT inject_wanted();
    return event->accept();
  }
  if (move_by_key(event->key(), control) || (!control && act_by_key(event->key()))) return event->accept();
  event->ignore();
}

bool ClusterView::move_by_key(int key, bool cells) {
  const QPointF way = key == Qt::Key_Left    ? QPointF(-1, 0)
                      : key == Qt::Key_Right ? QPointF(1, 0)
                      : key == Qt::Key_Up    ? QPointF(0, -1)
                      : key == Qt::Key_Down  ? QPointF(0, 1)
                                             : QPointF();
  if (way.isNull()) return false;
  auto* const broker = qobject_cast<BrokerItem*>(scene_.focused());
  if (cells) {
    if (broker != nullptr) broker->move_cell(way.x() + way.y() > 0 ? 1 : -1);
    return broker != nullptr;
  }
  if (broker != nullptr) broker->leave_cells();
  scene_.move_focus(way);
  if (const EntityItem* const item = scene_.focused()) ensureVisible(item->place(), 10, 10);
  return true;
}

bool ClusterView::act_by_key(int key) {
  const QPoint middle = viewport()->rect().center();
  if (key == Qt::Key_0) return fit(), true;
  if (key == Qt::Key_Plus || key == Qt::Key_Equal) return zoom_by(1.25, middle), true;
  if (key == Qt::Key_Minus) return zoom_by(1 / 1.25, middle), true;
  EntityItem* const item = scene_.focused();
  if (item == nullptr) return false;
  const auto* const broker = qobject_cast<const BrokerItem*>(item);
  const QPointF at = broker != nullptr ? broker->current_point() : QPointF(4, 4);
  if (key == Qt::Key_Return || key == Qt::Key_Enter) return item->choose_at(at), true;
  if (key == Qt::Key_Menu) return item->ask_menu_at(at, viewport()->mapToGlobal(place_of(*item, at))), true;
  if (key == Qt::Key_K || key == Qt::Key_H || key == Qt::Key_D || key == Qt::Key_R || key == Qt::Key_P) {
    const auto [kind, name] = item->thing_at(at);
    Q_EMIT fault_key(kind, name, key);
    return true;
  }
  return false;
}

}  // namespace cluster
