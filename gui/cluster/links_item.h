#pragma once
/// What lies behind the cards: bundles of connections, sessions with ZooKeeper, titles, and the band that says that
/// there is no quorum.

#include <QGraphicsItem>

#include "gui/cluster/scene_layout.h"
#include "gui/cluster/wiring.h"

namespace cluster {

class LinksItem final : public QGraphicsItem {
 public:
  LinksItem(const SceneState& state, const Wiring& wiring, const SceneLayout& layout)
      : state_(state), wiring_(wiring), layout_(layout) {
    setCacheMode(DeviceCoordinateCache);
    setAcceptedMouseButtons(Qt::NoButton);
  }

  void laid() {
    prepareGeometryChange();
    update();
  }
  [[nodiscard]] QRectF boundingRect() const override { return {QPointF(0, 0), layout_.size}; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  void paint_bundles(QPainter& p) const;
  void paint_path(QPainter& p) const;
  void paint_sessions(QPainter& p) const;
  void paint_session(QPainter& p, const view::BrokerNow& broker, const QRectF& card) const;
  void paint_titles(QPainter& p) const;

  const SceneState& state_;
  const Wiring& wiring_;
  const SceneLayout& layout_;
};

}  // namespace cluster
