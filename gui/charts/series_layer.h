#pragma once
/// The samples of a chart, drawn pixel column by pixel column.

#include <QGraphicsItem>
#include <QLineF>
#include <QList>
#include <vector>

#include "gui/charts/chart_line.h"

namespace charts {

class TimeChart;

/// Cached: drawn anew when the samples or the window change, not when only the cursor moves.
class SeriesLayer final : public QGraphicsItem {
 public:
  SeriesLayer(const TimeChart& chart, QGraphicsItem* parent);

  [[nodiscard]] QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  /// The plot has another size.
  void moved() { prepareGeometryChange(); }

 private:
  void read_columns(const ChartLine& line);
  void paint_band(QPainter& painter, const QColor& colour);
  void paint_line(QPainter& painter, const ChartLine& line, double opacity);
  void paint_stack(QPainter& painter, const ChartLine& line, double opacity);

  const TimeChart& chart_;
  std::vector<view::Column> columns_;
  std::vector<double> below_;  // of each column, the sum of the areas that are drawn
  QList<QLineF> strokes_;
  std::size_t most_gap_ = 1;  // columns
};

}  // namespace charts
