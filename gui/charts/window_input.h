#pragma once
/// How keys and the wheel move the window of time, alike wherever time runs from left to right.

#include <QWheelEvent>

#include "gui/bridge/time_window.h"

namespace charts {

/// W S zoom at the cursor, else at the middle; A D pan; Backspace: the window before; F: follow. False: another key.
bool window_key(bridge::TimeWindow& window, int key);
/// Zooms at `seconds`, the instant under the pointer; pans with Shift, or turned sideways. False: it was not turned.
bool window_wheel(bridge::TimeWindow& window, const QWheelEvent& event, double seconds);

}  // namespace charts
