#include "gui/charts/time_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <cmath>

#include "gui/charts/fault_look.h"
#include "gui/charts/mark_look.h"
#include "gui/charts/value_axis.h"
#include "gui/charts/window_input.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace charts {
namespace {

constexpr double kNear = 6;  // pixels: to snap
constexpr double kDrag = 4;

using view::seconds;

}  // namespace

TimePlot::TimePlot(bridge::Session& session, double left, QWidget* parent)
    : QWidget(parent), run_(session), left_(left) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  const auto again = qOverload<>(&QWidget::update);
  connect(&session.window(), &bridge::TimeWindow::changed, this, again);
  connect(&session.window(), &bridge::TimeWindow::cursor_changed, this, again);
}

double TimePlot::x_of(double s) const {
  const bridge::TimeWindow& w = session().window();
  return left_ + (s - w.from()) / w.span() * (right() - left_);
}

double TimePlot::seconds_at(double x) const {
  const bridge::TimeWindow& w = session().window();
  return w.from() + (x - left_) / std::max(1.0, right() - left_) * w.span();
}

double TimePlot::x_of_end(const std::optional<sim::SimTime>& end) const {
  return x_of(end ? seconds(*end) : std::max(seconds(record().until()), now()));
}

// ---- painting

void TimePlot::draw_grid(QPainter& painter, double top, double bottom) const {
  painter.setPen(QPen(style::theme().grid, 1));
  const bridge::TimeWindow& w = session().window();
  for (const TimeTick& tick : time_ticks(w.from(), w.until(), static_cast<int>((right() - left_) / 90))) {
    const double x = std::round(x_of(tick.seconds)) + 0.5;
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
  }
}

void TimePlot::draw_tick_labels(QPainter& painter, double y) const {
  painter.setFont(style::ui_font(10));
  painter.setPen(style::theme().faint);
  const bridge::TimeWindow& w = session().window();
  for (const TimeTick& tick : time_ticks(w.from(), w.until(), static_cast<int>((right() - left_) / 90))) {
    const double half = 40;
    const double x = std::clamp(x_of(tick.seconds), left_ + 4, right() - 4);
    painter.drawText(QRectF(x - half, y, 2 * half, 16), Qt::AlignHCenter | Qt::AlignTop, tick.label);
  }
}

void TimePlot::draw_faults(QPainter& painter, double top, double bottom, bool tint) const {
  double free_from = 0;  // flags of one instant stand side by side
  for (const view::FaultSpan& f : record().faults()) {
    const double x = x_of(f.begin);
    const double end = x_of_end(f.end);
    if (end < left_ || x > right()) continue;
    const QColor colour = fault_colour(f);
    if (tint) {
      const double from = std::max(left_, x);
      painter.fillRect(QRectF(from, top, std::min(right(), end) - from, bottom - top), style::faded(colour, 0.07));
    }
    if (x < left_) continue;
    painter.setPen(QPen(colour, 1.3));
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    const double foot = std::max(x, free_from);
    free_from = foot + draw_flag(painter, QPointF(foot, top), f) + 1;
  }
}

void TimePlot::draw_instants(QPainter& painter, double top, double bottom) const {
  const style::Theme& t = style::theme();
  const double shown = x_of(now());
  if (shown < right()) {
    const double from = std::max(left_, shown);
    painter.fillRect(QRectF(from, top, right() - from, bottom - top), style::faded(t.panel, 0.6));
    if (shown >= left_) {
      painter.setPen(QPen(t.muted, 1.2));
      painter.drawLine(QPointF(shown, top), QPointF(shown, bottom));
    }
  }
  if (!session().window().has_cursor()) return;
  const double x = x_of(session().window().cursor());
  if (x < left_ || x > right()) return;
  painter.setPen(QPen(t.accent, 1));
  painter.drawLine(QPointF(x, top), QPointF(x, bottom));
}

void TimePlot::draw_marks(QPainter& painter, double top, double bottom) const {
  charts::draw_marks(painter, run_.session().window(), QRectF(left_, top, right() - left_, bottom - top),
                     [this](double t) { return x_of(t); });
}

void TimePlot::draw_drag(QPainter& painter, double top, double bottom) const {
  if (!pressed_ || panning_ || std::abs(dragged_to_ - pressed_->x()) < kDrag) return;
  const double from = std::clamp(std::min(dragged_to_, pressed_->x()), left_, right());
  const double until = std::clamp(std::max(dragged_to_, pressed_->x()), left_, right());
  painter.fillRect(QRectF(from, top, until - from, bottom - top), style::faded(style::theme().accent, 0.18));
}

// ---- moving through time

double TimePlot::snapped(double x) const {
  for (const view::FaultSpan& f : record().faults())
    if (std::abs(x_of(f.begin) - x) <= kNear) return seconds(f.begin);
  return seconds_at(x);
}

void TimePlot::wheelEvent(QWheelEvent* event) {
  const double x = event->position().x();
  if (x < left_ || !window_wheel(session().window(), *event, seconds_at(x))) return QWidget::wheelEvent(event);
  event->accept();
}

void TimePlot::mousePressEvent(QMouseEvent* event) {
  if (event->button() != Qt::LeftButton) return QWidget::mousePressEvent(event);
  pressed_ = event->position();
  dragged_to_ = event->position().x();
  panning_ = event->modifiers().testFlag(Qt::ShiftModifier);
}

void TimePlot::mouseMoveEvent(QMouseEvent* event) {
  const double x = event->position().x();
  if (pressed_ && panning_) session().window().pan(seconds_at(dragged_to_) - seconds_at(x));
  dragged_to_ = x;
  if (x >= left_ && x <= right())
    session().window().set_cursor(snapped(x));
  else
    session().window().clear_cursor();
  if (pressed_) update();
}

void TimePlot::mouseReleaseEvent(QMouseEvent* event) {
  if (!pressed_ || event->button() != Qt::LeftButton) return;
  const QPointF from = *pressed_;
  const QPointF to = event->position();
  const bool panned = panning_;
  pressed_.reset();
  panning_ = false;
  update();
  if (panned) return;
  if (std::abs(to.x() - from.x()) < kDrag) {
    if (event->modifiers().testFlag(Qt::ControlModifier))
      session().seek(std::clamp(seconds_at(to.x()), 0.0, session().duration()));
    else
      clicked(to);
    return;
  }
  const double a = seconds_at(std::clamp(std::min(from.x(), to.x()), left_, right()));
  const double b = seconds_at(std::clamp(std::max(from.x(), to.x()), left_, right()));
  session().window().show(a, b);
}

void TimePlot::mouseDoubleClickEvent(QMouseEvent* event) {
  pressed_.reset();
  if (event->position().x() >= left_) session().window().show_all();
}

void TimePlot::leaveEvent(QEvent* event) {
  session().window().clear_cursor();
  QWidget::leaveEvent(event);
}

void TimePlot::keyPressEvent(QKeyEvent* event) {
  bridge::TimeWindow& w = session().window();
  const bool plain = (event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)) == Qt::NoModifier;
  if (plain && event->key() == Qt::Key_M) return ask_for_mark(this, w, w.has_cursor() ? w.cursor() : now());
  if (!plain || !window_key(w, event->key())) QWidget::keyPressEvent(event);
}

}  // namespace charts
