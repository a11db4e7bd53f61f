#pragma once
/// The view of the cluster's scene: fits it into the room there is, zooms, pans, is used by keyboard, and lets a
/// network partition be drawn between two brokers.

#include <QGraphicsView>
#include <optional>

#include "gui/cluster/cluster_scene.h"

namespace cluster {

class ClusterView final : public QGraphicsView {
  Q_OBJECT

 public:
  static constexpr double kMostZoom = 12;

  explicit ClusterView(ClusterScene& scene, QWidget* parent = nullptr);

  [[nodiscard]] double zoom() const { return zoom_; }
  /// About a point of the viewport.
  void zoom_by(double factor, const QPoint& at);
  void fit();
  /// Of the font scale, too: all is placed anew.
  void lay_out();
  /// Where it is on the viewport: for tests and menus.
  [[nodiscard]] QPoint place_of(const EntityItem& item, const QPointF& local) const;

 Q_SIGNALS:
  /// Drawn with Alt or Ctrl from one machine to another; as faults name them.
  void cut_wanted(const QString& from, const QString& to);
  /// A letter on the focused item.
  void fault_key(bridge::Selection::Kind kind, const QString& name, int key);
  void inject_wanted();

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void changeEvent(QEvent* event) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;

 private:
  void apply();
  void begin_pan(const QPoint& at);
  bool move_by_key(int key, bool cells);
  bool act_by_key(int key);
  [[nodiscard]] EntityItem* machine_at(const QPoint& at) const;

  ClusterScene& scene_;
  double fit_ = 1;
  double zoom_ = 1;
  std::optional<QPoint> grabbed_;  // pressed while zoomed in: a drag from there pans
  std::optional<QPoint> pan_;
  EntityItem* cut_from_ = nullptr;
  QPointF cut_to_;
};

}  // namespace cluster
