#pragma once
/// A producer application, all its instances together.

#include "gui/cluster/entity_item.h"

namespace cluster {

class ProducerItem final : public EntityItem {
  Q_OBJECT

 public:
  ProducerItem(const SceneState& state, const QString& name) : EntityItem(state, Kind::producer, name) {}

  [[nodiscard]] QString describe() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

 private:
  [[nodiscard]] const view::ProducerNow* producer() const;
  [[nodiscard]] QColor tone(const view::ProducerNow& producer) const;
  void paint_numbers(QPainter& p, const view::ProducerNow& producer) const;
  /// The p99 of the last 20 s, on a logarithmic scale.
  void paint_sparkline(QPainter& p, const QRectF& in, const QColor& colour) const;
};

}  // namespace cluster
