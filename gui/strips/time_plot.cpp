#include "gui/strips/time_plot.h"

#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>
#include <algorithm>
#include <array>
#include <cmath>

#include "gui/strips/paint.h"
#include "gui/style/fonts.h"
#include "gui/style/format.h"
#include "gui/style/theme.h"
#include "gui/view/seconds.h"

namespace strips {
namespace {

constexpr double kSnap = 6;
constexpr double kDrag = 4;

using view::seconds;

}  // namespace

std::vector<std::pair<double, QString>> time_ticks(double from, double until, int most) {
  static constexpr std::array<double, 24> kSteps{0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1,   0.2,
                                                 0.5,   1,     2,     5,    10,   15,   30,    60,
                                                 120,   300,   600,   1200, 1800, 3600, 14400, 86400};
  const double least = (until - from) / std::max(1, most);
  const auto it = std::find_if(kSteps.begin(), kSteps.end(), [&](double s) { return s >= least; });
  const double step = it == kSteps.end() ? std::ceil(least / 86400) * 86400 : *it;
  std::vector<std::pair<double, QString>> ticks;
  for (double n = std::ceil(from / step - 1e-9); n * step <= until + 1e-9; ++n)
    ticks.emplace_back(n * step, style::clock_text(n * step, step < 1));
  return ticks;
}

TimePlot::TimePlot(bridge::Session& session, double left, QWidget* parent)
    : QWidget(parent), session_(session), left_(left) {
  setMouseTracking(true);
  setFocusPolicy(Qt::StrongFocus);
  const auto again = qOverload<>(&QWidget::update);
  connect(&session.window(), &bridge::TimeWindow::changed, this, again);
  connect(&session.window(), &bridge::TimeWindow::cursor_changed, this, again);
}

double TimePlot::x_of(double s) const {
  const bridge::TimeWindow& w = session_.window();
  return left_ + (s - w.from()) / w.span() * (right() - left_);
}

double TimePlot::seconds_at(double x) const {
  const bridge::TimeWindow& w = session_.window();
  return w.from() + (x - left_) / std::max(1.0, right() - left_) * w.span();
}

double TimePlot::x_of_end(const std::optional<sim::SimTime>& end) const {
  return x_of(end ? seconds(*end) : std::max(seconds(session_.record().until()), session_.seconds()));
}

// ---- painting

void TimePlot::draw_grid(QPainter& painter, double top, double bottom) const {
  painter.setPen(QPen(style::theme().grid, 1));
  const bridge::TimeWindow& w = session_.window();
  for (const auto& [s, text] : time_ticks(w.from(), w.until(), static_cast<int>((right() - left_) / 90))) {
    const double x = std::round(x_of(s)) + 0.5;
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
  }
}

void TimePlot::draw_tick_labels(QPainter& painter, double y) const {
  painter.setFont(style::ui_font(10));
  painter.setPen(style::theme().faint);
  const bridge::TimeWindow& w = session_.window();
  for (const auto& [s, text] : time_ticks(w.from(), w.until(), static_cast<int>((right() - left_) / 90))) {
    const double half = 40;
    const double x = std::clamp(x_of(s), left_ + 4, right() - 4);
    painter.drawText(QRectF(x - half, y, 2 * half, 16), Qt::AlignHCenter | Qt::AlignTop, text);
  }
}

void TimePlot::draw_faults(QPainter& painter, double top, double bottom, bool tint) const {
  const style::Theme& t = style::theme();
  double free_from = 0;  // flags of one instant stand side by side
  for (const view::FaultSpan& f : session_.record().faults()) {
    const double x = x_of(f.begin);
    const double end = x_of_end(f.end);
    if (end < left_ || x > right()) continue;
    const QColor colour = f.kind == "kill" || f.kind == "power-loss" || f.kind == "partition" ? t.bad : t.warn;
    if (tint) {
      const double from = std::max(left_, x);
      painter.fillRect(QRectF(from, top, std::min(right(), end) - from, bottom - top), style::faded(colour, 0.07));
    }
    if (x < left_) continue;
    painter.setPen(QPen(colour, 1.3));
    painter.drawLine(QPointF(x, top), QPointF(x, bottom));
    painter.setFont(style::ui_font(9, QFont::Bold));
    const QString letter = QString::fromStdString(f.letter);
    const QRectF flag(std::max(x, free_from), top - 13, painter.fontMetrics().horizontalAdvance(letter) + 7, 13);
    painter.fillRect(flag, colour);
    free_from = flag.right() + 1;
    painter.setPen(text_on(colour));
    painter.drawText(flag, Qt::AlignCenter, letter);
  }
}

void TimePlot::draw_instants(QPainter& painter, double top, double bottom) const {
  const style::Theme& t = style::theme();
  const double now = x_of(session_.seconds());
  if (now < right()) {
    const double from = std::max(left_, now);
    painter.fillRect(QRectF(from, top, right() - from, bottom - top), style::faded(t.panel, 0.6));
    if (now >= left_) {
      painter.setPen(QPen(t.muted, 1.2));
      painter.drawLine(QPointF(now, top), QPointF(now, bottom));
    }
  }
  if (!session_.window().has_cursor()) return;
  const double x = x_of(session_.window().cursor());
  if (x < left_ || x > right()) return;
  painter.setPen(QPen(t.accent, 1));
  painter.drawLine(QPointF(x, top), QPointF(x, bottom));
}

void TimePlot::draw_drag(QPainter& painter, double top, double bottom) const {
  if (!pressed_ || panning_ || std::abs(dragged_to_ - pressed_->x()) < kDrag) return;
  const double from = std::clamp(std::min(dragged_to_, pressed_->x()), left_, right());
  const double until = std::clamp(std::max(dragged_to_, pressed_->x()), left_, right());
  painter.fillRect(QRectF(from, top, until - from, bottom - top), style::faded(style::theme().accent, 0.18));
}

// ---- moving through time

double TimePlot::snapped(double x) const {
  for (const view::FaultSpan& f : session_.record().faults())
    if (std::abs(x_of(f.begin) - x) <= kSnap) return seconds(f.begin);
  return seconds_at(x);
}

void TimePlot::wheelEvent(QWheelEvent* event) {
  const QPointF at = event->position();
  const double steps = (event->angleDelta().y() != 0 ? event->angleDelta().y() : event->angleDelta().x()) / 120.0;
  if (at.x() < left_ || steps == 0) return QWidget::wheelEvent(event);
  bridge::TimeWindow& w = session_.window();
  if (event->modifiers().testFlag(Qt::ShiftModifier))
    w.pan(-0.1 * steps * w.span());
  else
    w.zoom_at(seconds_at(at.x()), std::pow(0.8, steps));
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
  if (pressed_ && panning_) session_.window().pan(seconds_at(dragged_to_) - seconds_at(x));
  dragged_to_ = x;
  if (x >= left_ && x <= right())
    session_.window().set_cursor(snapped(x));
  else
    session_.window().clear_cursor();
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
      session_.seek(std::clamp(seconds_at(to.x()), 0.0, session_.duration()));
    else
      clicked(to);
    return;
  }
  const double a = seconds_at(std::clamp(std::min(from.x(), to.x()), left_, right()));
  const double b = seconds_at(std::clamp(std::max(from.x(), to.x()), left_, right()));
  session_.window().show(a, b);
}

void TimePlot::mouseDoubleClickEvent(QMouseEvent* event) {
  pressed_.reset();
  if (event->position().x() >= left_) session_.window().show_all();
}

void TimePlot::leaveEvent(QEvent* event) {
  session_.window().clear_cursor();
  QWidget::leaveEvent(event);
}

void TimePlot::keyPressEvent(QKeyEvent* event) {
  bridge::TimeWindow& w = session_.window();
  const double centre = w.has_cursor() ? w.cursor() : w.from() + w.span() / 2;
  switch (event->key()) {
    case Qt::Key_W:
      return w.zoom_at(centre, 0.7);
    case Qt::Key_S:
      return w.zoom_at(centre, 1 / 0.7);
    case Qt::Key_A:
      return w.pan(-0.15 * w.span());
    case Qt::Key_D:
      return w.pan(0.15 * w.span());
    case Qt::Key_Backspace:
      return w.back();
    case Qt::Key_F:
      return w.set_follows(!w.follows());
    default:
      return QWidget::keyPressEvent(event);
  }
}

}  // namespace strips
