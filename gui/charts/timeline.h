#pragma once
/// The whole run in a strip: throughput, faults, turns, steps of its lesson, and the playhead, which can be dragged, as
/// can the edges of the charts' window; the wheel and Shift+drag do with that what they do in a chart.

#include <QWidget>
#include <optional>

#include "gui/bridge/session.h"
#include "gui/charts/moments.h"

namespace charts {

class Timeline final : public QWidget {
  Q_OBJECT

 public:
  explicit Timeline(bridge::Session& session, QWidget* parent = nullptr);

  /// Another instant is shown, or the record has grown.
  void refresh();
  [[nodiscard]] QString describe() const;
  /// What is at that instant, a line for each: what hovering shows.
  [[nodiscard]] QString text_at(double seconds) const;

  [[nodiscard]] double x_of(double seconds) const;
  [[nodiscard]] double seconds_at(double x) const;
  [[nodiscard]] QSize sizeHint() const override;
  [[nodiscard]] QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void mousePressEvent(QMouseEvent* event) override;
  void mouseMoveEvent(QMouseEvent* event) override;
  void mouseReleaseEvent(QMouseEvent* event) override;
  void wheelEvent(QWheelEvent* event) override;
  void leaveEvent(QEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;
  void keyReleaseEvent(QKeyEvent* event) override;
  void changeEvent(QEvent* event) override;
  bool event(QEvent* event) override;

 private:
  enum class Part { none, window, from, until };  // of the window: what the mouse has taken hold of

  [[nodiscard]] QRectF track() const;
  [[nodiscard]] double duration() const;
  /// The edge of the window that is there.
  [[nodiscard]] Part part_at(QPointF at) const;
  void drag_part(double seconds);
  /// The instant to which a click there leads: a flag stands beside that of its fault.
  [[nodiscard]] double target_at(QPointF at) const;
  void scrub_to(double seconds);
  void release();
  [[nodiscard]] std::optional<double> key_target(int key) const;

  void paint_throughput(QPainter& painter) const;
  void paint_faults(QPainter& painter) const;
  void paint_turns(QPainter& painter) const;
  void paint_steps(QPainter& painter) const;
  void paint_window(QPainter& painter) const;
  void paint_times(QPainter& painter) const;
  void paint_playhead(QPainter& painter) const;

  bridge::Session& session_;
  Moments moments_;
  std::optional<double> held_;   // where the playhead is being dragged to
  std::optional<double> hover_;  // seconds
  Part part_ = Part::none;
  bool moved_ = false;  // the part: the window before is remembered
  double grabbed_ = 0;  // the instant under the mouse when a part was taken
};

}  // namespace charts
