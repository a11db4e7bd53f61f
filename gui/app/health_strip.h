#pragma once
/// The row of tiles under the title: is the cluster well? As an operator's metrics say it, or as it is.

#include <QWidget>
#include <optional>
#include <vector>

#include "gui/bridge/session.h"

namespace app {

/// One tile as values: what is drawn, read out and tested.
struct HealthTile {
  enum class State { ok, warning, bad };
  QString id;     ///< "offline"
  QString title;  ///< "Offline partitions"
  QString value;  ///< "0, really 3"
  QString note;   ///< "broker-101"
  State state = State::ok;
  QString series;  ///< its history: a path of the record; "" = none
};

std::vector<HealthTile> health_tiles(const view::Snapshot& snapshot, bool operators);

class HealthStrip final : public QWidget {
  Q_OBJECT

 public:
  explicit HealthStrip(bridge::Session& session, QWidget* parent = nullptr);

  [[nodiscard]] const std::vector<HealthTile>& tiles() const { return tiles_; }
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QString describe() const;

 Q_SIGNALS:
  /// Somebody wants the chart behind it.
  void chosen(const QString& id);

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  void refresh();
  [[nodiscard]] QRectF rect_of(std::size_t tile) const;
  [[nodiscard]] std::optional<std::size_t> tile_at(QPointF point) const;
  void paint_tile(QPainter& painter, const HealthTile& tile, const QRectF& in) const;
  void paint_history(QPainter& painter, const HealthTile& tile, const QRectF& in) const;

  bridge::Session& session_;
  std::vector<HealthTile> tiles_;
  std::size_t focused_ = 0;
};

}  // namespace app
