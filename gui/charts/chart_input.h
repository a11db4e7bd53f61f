#pragma once
/// What mouse and keys do in a chart.

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPointF>
#include <QWheelEvent>
#include <optional>

namespace charts {

class TimeChart;

/// Drag: zooms. Shift+drag: pans. Ctrl+drag, Alt+drag if the window manager lets it, R at both ends: chooses an area.
/// Ctrl+click, or a click on a fault's flag: the run goes there. Wheel: zooms at the pointer, with Shift it pans.
/// W S A D, Backspace, F, M, P; Y: peaks whole; digits hide the n-th series, with Alt they leave it alone.
class ChartInput {
 public:
  explicit ChartInput(TimeChart& chart) : chart_(chart) {}

  void press(const QMouseEvent& event);
  void move(const QMouseEvent& event);
  void release(const QMouseEvent& event);
  void wheel(const QWheelEvent& event);
  /// False: it is no key of a chart.
  bool key(const QKeyEvent& event);

 private:
  enum class Drag { none, zoom, pan, area };

  void click_legend(int entry, Qt::KeyboardModifiers modifiers);
  bool key_of_chart(int key, Qt::KeyboardModifiers modifiers);
  void move_cursor(double pixels);
  void choose_area();

  TimeChart& chart_;
  Drag drag_ = Drag::none;
  QPointF pressed_;
  double grabbed_ = 0;                // the instant under the mouse when panning began
  std::optional<double> area_begin_;  // by key
};

}  // namespace charts
