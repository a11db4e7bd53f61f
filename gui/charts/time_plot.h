#pragma once
/// What is drawn over time: a widget that shares the session's window of time with all others, its cursor, faults and
/// the instant that is shown, and the ways to move through it.

#include <QWidget>
#include <memory>
#include <optional>

#include "gui/bridge/session.h"
#include "gui/charts/shown_run.h"

class QPainter;

namespace charts {

/// Wheel: zoom at the pointer, with Shift: pan. Drag: zoom in, with Shift: pan. Double click: all. Ctrl+click: show
/// that instant. W S zoom, A D pan, Backspace: the window before, F: follow, M: a mark.
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
  /// Another run than the session's, from beginning to end; nullptr: the session's.
  void set_record(std::shared_ptr<const view::RunRecord> record) {
    run_.set(std::move(record));
    update();
  }
  [[nodiscard]] const view::RunRecord& record() const { return run_.record(); }
  [[nodiscard]] bridge::TimeWindow& window() const { return run_.session().window(); }
  /// Seconds.
  [[nodiscard]] double now() const { return run_.now(); }

 protected:
  [[nodiscard]] bridge::Session& session() const { return run_.session(); }
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
  void draw_marks(QPainter& painter, double top, double bottom) const;
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

  ShownRun run_;
  double left_;
  double margin_ = kMargin;
  std::optional<QPointF> pressed_;
  double dragged_to_ = 0;
  bool panning_ = false;
};

}  // namespace charts
