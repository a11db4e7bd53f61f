#pragma once
/// How long the records took that were acknowledged in the last seconds: a histogram of Qt Charts, over a log axis.

#include <QChartView>

#include "gui/bridge/session.h"
#include "gui/charts/value_axis.h"

class QBarSet;
class QValueAxis;

namespace charts {

class BarsChart final : public QChartView {
  Q_OBJECT

 public:
  BarsChart(bridge::Session& session, const QString& title, const QString& note, QWidget* parent = nullptr);

  void refresh();
  [[nodiscard]] QString describe() const;
  /// From, until (ms), records.
  [[nodiscard]] QList<QStringList> table() const;

 Q_SIGNALS:
  void menu_wanted(const QPoint& global);
  void pin_wanted();

 protected:
  void drawBackground(QPainter* painter, const QRectF& rect) override;
  void drawForeground(QPainter* painter, const QRectF& rect) override;
  void resizeEvent(QResizeEvent* event) override;
  bool viewportEvent(QEvent* event) override;
  // Never to QChartView: see TimeChart.
  void mousePressEvent(QMouseEvent* event) override { event->accept(); }
  void mouseReleaseEvent(QMouseEvent* event) override { event->accept(); }
  void mouseDoubleClickEvent(QMouseEvent* event) override { event->accept(); }
  void mouseMoveEvent(QMouseEvent* event) override { event->accept(); }
  void wheelEvent(QWheelEvent* event) override { event->ignore(); }
  void contextMenuEvent(QContextMenuEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] double x_of(double ms) const;
  void lay_out();

  bridge::Session& session_;
  QString title_;
  QString note_;
  view::LatencyBars bars_;
  int first_ = 0;  // the bars that are shown
  int last_ = 0;
  bool any_ = false;
  ValueAxis axis_;
  QRectF plot_;
  QBarSet* set_;
  QValueAxis* x_axis_;
  QValueAxis* y_axis_;
};

}  // namespace charts
