#pragma once
/// A broker's card: state, controller, rack, faults, traffic, gauges, and its replicas.

#include "gui/cluster/entity_item.h"
#include "gui/cluster/scene_layout.h"

namespace cluster {

class BrokerItem final : public EntityItem {
  Q_OBJECT

 public:
  BrokerItem(const SceneState& state, std::int32_t id, const QString& name);

  [[nodiscard]] std::int32_t id() const { return id_; }
  [[nodiscard]] QString describe() const override;
  [[nodiscard]] std::pair<Kind, QString> thing_at(const QPointF& local) const override;
  [[nodiscard]] QRectF place_of(const QString& thing) const override;
  void look_again() override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  /// Of that partition's replica, in the scene; the card's middle if cells are too small or there is none.
  [[nodiscard]] QPointF cell_centre(kafka::TopicPartition tp) const;
  [[nodiscard]] CellGrid::Look cell_look() const { return grid_.look; }
  /// The cell that the keyboard is at; -1: the card.
  [[nodiscard]] int current_cell() const { return current_; }
  void move_cell(int by);
  void leave_cells();
  [[nodiscard]] QPointF current_point() const;

 private:
  [[nodiscard]] const view::BrokerNow* broker() const;
  [[nodiscard]] QStringList subtitles(const view::BrokerNow& b) const;
  [[nodiscard]] QString subtitle(const view::BrokerNow& b) const;
  [[nodiscard]] QRectF cell_rect(int i) const;  // in the item
  void paint_head(QPainter& p, const view::BrokerNow& b, const QSizeF& size) const;
  void paint_gauges(QPainter& p, const view::BrokerNow& b, const QSizeF& size) const;

  std::int32_t id_;
  int current_ = -1;
  double scale_ = 1;       // of the contents
  double cell_scale_ = 1;  // of the cells
  double head_ = 0;        // height of what is above the cells, in contents' units
  CellGrid grid_;
  QRectF area_;  // of the cells, in cells' units
};

}  // namespace cluster
