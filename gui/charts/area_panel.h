#pragma once
/// The statistics of an area of a chart: a table over the page, closed with Esc.

#include <QFrame>
#include <QTableWidget>

#include "gui/charts/time_chart.h"

class QLabel;

namespace charts {

class AreaPanel final : public QFrame {
  Q_OBJECT

 public:
  explicit AreaPanel(QWidget* parent);

  /// Shows it beside the chart.
  void show_area(const TimeChart& chart, double from, double until);
  [[nodiscard]] QList<QStringList> table() const;

 Q_SIGNALS:
  void closed();

 protected:
  void keyPressEvent(QKeyEvent* event) override;

 private:
  void fill(const TimeChart& chart, double from, double until, std::optional<double> fault);
  void place(const TimeChart& chart);
  void leave();

  QLabel* title_;
  QLabel* fault_;
  QTableWidget* values_;
};

/// The fault that began nearest to the middle of that time; nullptr: there was none.
const view::FaultSpan* nearest_fault(const view::RunRecord& record, double from, double until);

}  // namespace charts
