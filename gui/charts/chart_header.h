#pragma once
/// The row above a chart: title, unit, and a legend whose entries show the values at the cursor and can be clicked.

#include <QPainter>
#include <QPointF>
#include <QRectF>
#include <QString>
#include <vector>

namespace charts {

class TimeChart;

class ChartHeader {
 public:
  static constexpr int kNothing = -1;
  static constexpr int kMore = -2;  ///< the "+3" behind those that there is room for

  explicit ChartHeader(TimeChart& chart) : chart_(chart) {}

  void paint(QPainter& painter);
  /// Which line's entry is there, or kMore, or kNothing. As painted last.
  [[nodiscard]] int entry_at(QPointF at) const;
  /// Device-independent pixels, by the size of the fonts.
  [[nodiscard]] static double height();
  /// The rectangle of a line's entry; empty: there was no room for it.
  [[nodiscard]] QRectF entry(int line) const;
  [[nodiscard]] QRectF more() const { return more_; }

 private:
  struct Entry {
    int line = kNothing;
    QRectF in;
    QString name;
    QString value;
    double name_width = 0;
  };

  double paint_title(QPainter& painter) const;
  void lay_out(const QPainter& painter, double left, double right);
  void paint_entry(QPainter& painter, const Entry& entry) const;

  TimeChart& chart_;
  std::vector<Entry> entries_;
  QRectF more_;
  int left_out_ = 0;
};

}  // namespace charts
