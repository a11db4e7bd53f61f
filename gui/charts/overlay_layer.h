#pragma once
/// What lies over the samples of a chart: its header, the axis of time, faults, ticks, marks, playhead and cursor.

#include <QGraphicsItem>

namespace charts {

class TimeChart;
class ChartHeader;

class OverlayLayer final : public QGraphicsItem {
 public:
  OverlayLayer(const TimeChart& chart, ChartHeader& header, QGraphicsItem* parent);

  [[nodiscard]] QRectF boundingRect() const override;
  void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;
  /// The chart has another size.
  void moved() { prepareGeometryChange(); }

 private:
  void paint_future(QPainter& painter) const;
  void paint_times(QPainter& painter) const;
  void paint_faults(QPainter& painter) const;
  void paint_ticks(QPainter& painter) const;
  void paint_peaks(QPainter& painter) const;
  void paint_threshold(QPainter& painter) const;
  void paint_playhead(QPainter& painter) const;
  void paint_area(QPainter& painter) const;
  void paint_cursor(QPainter& painter) const;
  [[nodiscard]] QRectF cursor_pill() const;
  void paint_nothing(QPainter& painter) const;

  const TimeChart& chart_;
  ChartHeader& header_;
};

}  // namespace charts
