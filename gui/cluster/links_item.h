#pragma once
/// What lies behind the cards: bundles of connections, and the way of the marked partition's records. Strokes cost much
/// to draw: they are drawn again only when one of them is another.

#include <QColor>
#include <QGraphicsItem>
#include <vector>

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

  /// The wiring is another.
  void laid();
  [[nodiscard]] QRectF boundingRect() const override { return {QPointF(0, 0), size_}; }
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  struct Stroke {
    Curve curve;
    QColor colour;
    double width = 1;
    bool dashed = false;
    bool operator==(const Stroke&) const = default;
  };
  /// As drawn; of bundles first.
  [[nodiscard]] const std::vector<Stroke>& strokes() const { return strokes_; }

 private:
  void add_bundles(std::vector<Stroke>& to) const;
  void add_path(std::vector<Stroke>& to) const;

  const SceneState& state_;
  const Wiring& wiring_;
  const SceneLayout& layout_;
  QSizeF size_;
  std::vector<Stroke> strokes_;
};

}  // namespace cluster
