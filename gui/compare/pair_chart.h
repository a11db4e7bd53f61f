#pragma once
/// The same quantity of two runs over the same axes: lines of run A and of run B, faults, the cursor.

#include <QFrame>
#include <memory>
#include <vector>

#include "gui/bridge/time_window.h"
#include "gui/view/run_record.h"

namespace comparing {

/// Which lines: all series of a record whose paths begin and end so.
struct Quantity {
  QString title;
  std::string prefix;
  std::string suffix;
  bool logarithmic = false;
};

class PairChart final : public QFrame {
  Q_OBJECT

 public:
  PairChart(Quantity quantity, bridge::TimeWindow& window, QWidget* parent = nullptr);

  /// Either may be nullptr. `title_a`: "A acks=all".
  void show_runs(std::shared_ptr<const view::RunRecord> a, std::shared_ptr<const view::RunRecord> b);
  /// Only one of them; the scale is that of both. -1: both.
  void show_side(int side);
  [[nodiscard]] const Quantity& quantity() const { return quantity_; }
  [[nodiscard]] QString describe() const;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;

 private:
  struct Scale {
    double least = 0;
    double most = 1;
  };
  [[nodiscard]] QRectF field() const;
  [[nodiscard]] std::vector<const view::RunRecord::Series*> lines(int side) const;
  [[nodiscard]] Scale scale() const;
  [[nodiscard]] double y_of(const Scale& scale, double value) const;
  [[nodiscard]] double x_of(double seconds) const;
  [[nodiscard]] double seconds_at(double x) const;
  [[nodiscard]] QString unit() const;
  void paint_axes(QPainter& p, const Scale& scale) const;
  void paint_faults(QPainter& p) const;
  void paint_line(QPainter& p, const Scale& scale, const view::RunRecord::Series& line, int side,
                  std::size_t number) const;
  void paint_head(QPainter& p) const;

  Quantity quantity_;
  bridge::TimeWindow& window_;
  std::shared_ptr<const view::RunRecord> runs_[2];
  int side_ = -1;
};

}  // namespace comparing
