#pragma once
/// Sessions with ZooKeeper, titles, and the band that says that there is no quorum: behind the cards.

#include <QGraphicsItem>

#include "gui/cluster/scene_layout.h"
#include "gui/cluster/scene_state.h"

namespace cluster {

class SessionsItem final : public QGraphicsItem {
 public:
  SessionsItem(const SceneState& state, const SceneLayout& layout) : state_(state), layout_(layout) {
    setCacheMode(DeviceCoordinateCache);
    setAcceptedMouseButtons(Qt::NoButton);
  }

  /// Another snapshot or layout.
  void look_again() {
    prepareGeometryChange();
    size_ = layout_.size;
    update();
  }
  [[nodiscard]] QRectF boundingRect() const override { return {QPointF(0, 0), size_}; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void paint_sessions(QPainter& p) const;
  void paint_session(QPainter& p, const view::BrokerNow& broker, const QRectF& card) const;
  void paint_titles(QPainter& p) const;

  const SceneState& state_;
  const SceneLayout& layout_;
  QSizeF size_;
};

}  // namespace cluster
