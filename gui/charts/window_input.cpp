#include "gui/charts/window_input.h"

#include <cmath>

namespace charts {
namespace {

constexpr double kZoom = 1.25;
constexpr double kPan = .1;  // of the window

}  // namespace

bool window_key(bridge::TimeWindow& window, int key) {
  const double middle = window.has_cursor() ? window.cursor() : (window.from() + window.until()) / 2;
  switch (key) {
    case Qt::Key_W:
      return window.zoom_at(middle, 1 / kZoom), true;
    case Qt::Key_S:
      return window.zoom_at(middle, kZoom), true;
    case Qt::Key_A:
      return window.pan(-kPan * window.span()), true;
    case Qt::Key_D:
      return window.pan(kPan * window.span()), true;
    case Qt::Key_Backspace:
      return window.back(), true;
    case Qt::Key_F:
      return window.set_follows(!window.follows()), true;
    default:
      return false;
  }
}

bool window_wheel(bridge::TimeWindow& window, const QWheelEvent& event, double seconds) {
  const QPoint delta = event.angleDelta();
  const double steps = (delta.y() != 0 ? delta.y() : delta.x()) / 120.0;
  if (steps == 0) return false;
  if (event.modifiers().testFlag(Qt::ShiftModifier) || delta.y() == 0)
    window.pan(-kPan * steps * window.span());
  else
    window.zoom_at(seconds, std::pow(kZoom, -steps));
  return true;
}

}  // namespace charts
