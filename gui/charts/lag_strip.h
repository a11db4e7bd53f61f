#pragma once
/// Lag of each partition over time, as a strip of heat: for more partitions than lines can tell apart.

#include <QImage>
#include <QWidget>
#include <vector>

#include "gui/bridge/session.h"

namespace charts {

class LagStrip final : public QWidget {
  Q_OBJECT

 public:
  LagStrip(bridge::Session& session, const QString& title, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString describe() const;
  /// A row for each recorded frame in the window, a column for each partition of each group.
  [[nodiscard]] QList<QStringList> table() const;

 Q_SIGNALS:
  void menu_wanted(const QPoint& global);
  void pin_wanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  bool event(QEvent* event) override;

 private:
  struct Row {
    kafka::GroupId group;
    kafka::TopicPartition tp;
    QString name;  // "shop orders-0"
  };

  void find_rows();
  void make_image();
  void paint_frame(QPainter& painter) const;
  [[nodiscard]] int row_at(double y) const;

  bridge::Session& session_;
  QString title_;
  std::vector<Row> rows_;
  std::int64_t most_ = 0;
  QImage image_;  // a pixel for each column and row
  QRectF plot_;
};

}  // namespace charts
