#pragma once
/// One thing of the cluster in the scene: can be clicked, focused, hovered, asked for its menu.

#include <QGraphicsObject>
#include <QPoint>

#include "gui/cluster/scene_state.h"

namespace cluster {

class EntityItem : public QGraphicsObject {
  Q_OBJECT

 public:
  using Kind = bridge::Selection::Kind;

  EntityItem(const SceneState& state, Kind kind, QString name);

  void place(const QRectF& rect);
  [[nodiscard]] Kind kind() const { return kind_; }
  [[nodiscard]] const QString& name() const { return name_; }
  /// In the scene.
  [[nodiscard]] QRectF place() const { return {pos(), size_}; }
  [[nodiscard]] QRectF boundingRect() const override { return QRectF(QPointF(-4, -4), size_ + QSizeF(8, 8)); }
  /// Its state in a sentence: for tool tips, descriptions and tests.
  [[nodiscard]] virtual QString describe() const = 0;
  /// What a click at that place of the item selects, by default the item.
  [[nodiscard]] virtual std::pair<Kind, QString> thing_at(const QPointF& local) const;
  /// Of what thing_at() has named, in the scene.
  [[nodiscard]] virtual QRectF place_of(const QString& thing) const;
  /// Another snapshot, another selection or zoom.
  virtual void look_again();

  void choose_at(const QPointF& local);
  void ask_menu_at(const QPointF& local, const QPoint& screen);

 Q_SIGNALS:
  void chosen(bridge::Selection::Kind kind, const QString& name);
  void menu_wanted(bridge::Selection::Kind kind, const QString& name, const QPoint& screen);
  /// "" = none.
  void partition_hovered(const QString& name);

 protected:
  void mousePressEvent(QGraphicsSceneMouseEvent* event) override;
  void mouseReleaseEvent(QGraphicsSceneMouseEvent* event) override;
  void contextMenuEvent(QGraphicsSceneContextMenuEvent* event) override;
  void hoverEnterEvent(QGraphicsSceneHoverEvent* event) override;
  void hoverMoveEvent(QGraphicsSceneHoverEvent* event) override;
  void hoverLeaveEvent(QGraphicsSceneHoverEvent* event) override;
  void focusInEvent(QFocusEvent* event) override;
  void focusOutEvent(QFocusEvent* event) override;

  [[nodiscard]] const SceneState& state() const { return state_; }
  [[nodiscard]] const QSizeF& size() const { return size_; }
  [[nodiscard]] bool hovered() const { return hovered_; }
  [[nodiscard]] bool is_chosen() const { return state_.is_chosen(kind_, name_); }
  /// The card behind the contents, with the rings of selection and focus.
  void draw_card(QPainter& p, const QRectF& in, const QColor& edge, const QColor& fill, double radius,
                 Qt::PenStyle line = Qt::SolidLine) const;

 private:
  const SceneState& state_;
  Kind kind_;
  QString name_;
  QSizeF size_;
  bool hovered_ = false;
};

}  // namespace cluster
