#pragma once
/// What is drawn over time: a widget that shares the session's window of time with all others, its cursor, faults and
/// the instant that is shown, and the ways to move through it.

#include <QWidget>
#include <optional>
#include <utility>
#include <vector>

#include "gui/bridge/session.h"

class QPainter;

namespace strips {

/// Round instants in a window: where they are and how they are written.
std::vector<std::pair<double, QString>> time_ticks(double from, double until, int most);

/// Wheel: zoom at the pointer, with Shift: pan. Drag: zoom in, with Shift: pan. Double click: all. Ctrl+click: show
/// that instant. W S zoom, A D pan, Backspace: the window before, F: follow.
class TimePlot : public QWidget {
  Q_OBJECT

 public:
  static constexpr double kMargin = 14;

  TimePlot(bridge::Session& session, double left, QWidget* parent = nullptr);

  [[nodiscard]] double x_of(double seconds) const;
  [[nodiscard]] double seconds_at(double x) const;
  /// So much is left free behind the last instant.
  void set_margin(double right) {
    margin_ = right;
    update();
  }

 protected:
  [[nodiscard]] bridge::Session& session() const { return session_; }
  /// Where time runs: from `left` to some pixels before the right edge.
  [[nodiscard]] double left() const { return left_; }
  void set_left(double left) { left_ = left; }
  [[nodiscard]] double right() const { return width() - margin_; }
  [[nodiscard]] double x_of(sim::SimTime t) const { return x_of(sim::to_seconds(t - sim::kTimeZero)); }
  /// A span's end, if it has one, else where the record ends.
  [[nodiscard]] double x_of_end(const std::optional<sim::SimTime>& end) const;

  /// A press and release at one place, without Ctrl.
  virtual void clicked(const QPointF& at) { static_cast<void>(at); }

  void draw_grid(QPainter& painter, double top, double bottom) const;
  void draw_tick_labels(QPainter& painter, double y) const;
  /// Tinted from begin to end, flags above `top`.
  void draw_faults(QPainter& painter, double top, double bottom, bool tint) const;
  /// What is recorded after the instant that is shown is dimmed; the instant and the cursor are lines.
  void draw_instants(QPainter& painter, double top, double bottom) const;
  void draw_drag(QPainter& painter, double top, double bottom) const;

  void wheelEvent(QWheelEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void mouseDoubleClickEvent(QMouseEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  [[nodiscard]] double snapped(double x) const;

  bridge::Session& session_;
  double left_;
  double margin_ = kMargin;
  std::optional<QPointF> pressed_;
  double dragged_to_ = 0;
  bool panning_ = false;
};

}  // namespace strips
