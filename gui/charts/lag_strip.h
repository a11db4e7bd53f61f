#pragma once
/// Lag of each partition over time, as a strip of heat: for more partitions than lines can tell apart.

#include <QImage>
#include <vector>

#include "gui/charts/time_plot.h"

namespace charts {

/// Pointing, or Up and Down, chooses a row, whose name and lag are written above; a click or Return selects its
/// partition on all pages.
class LagStrip final : public TimePlot {
  Q_OBJECT

 public:
  LagStrip(bridge::Session& session, const QString& title, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString describe() const;
  [[nodiscard]] std::size_t row_count() const { return rows_.size(); }
  /// -1: none is chosen.
  [[nodiscard]] int chosen_row() const { return chosen_; }
  /// "shop orders-17: 1 234 records" at the cursor or now; "": no row is chosen.
  [[nodiscard]] QString chosen_text() const;
  [[nodiscard]] QRectF plot() const;
  /// A row for each recorded frame in the window, a column for each partition of each group.
  [[nodiscard]] QList<QStringList> table() const;

 Q_SIGNALS:
  void menu_wanted(const QPoint& global);
  void pin_wanted();

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void clicked(const QPointF& at) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  struct Row {
    kafka::GroupId group;
    kafka::TopicPartition tp;
    QString name;       // "shop orders-0"
    QString partition;  // "orders-0"
  };

  void find_rows();
  void make_image();
  void paint_names(QPainter& painter) const;
  void paint_head(QPainter& painter) const;
  void choose(int row);
  void select_chosen();
  [[nodiscard]] int row_at(double y) const;

  QString title_;
  std::vector<Row> rows_;
  std::int64_t most_ = 0;
  int chosen_ = -1;
  QImage image_;  // a pixel for each column and row
};

}  // namespace charts
