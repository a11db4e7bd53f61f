#include "gui/charts/chart_input.h"

#include <QAction>
#include <QMenu>
#include <algorithm>
#include <cmath>

#include "gui/charts/mark_look.h"
#include "gui/charts/time_chart.h"
#include "gui/charts/window_input.h"

namespace charts {
namespace {

constexpr double kLeastDrag = 6;  // pixels

}  // namespace

void ChartInput::press(const QMouseEvent& event) {
  if (event.button() != Qt::LeftButton) return;
  const int entry = chart_.header().entry_at(event.position());
  if (entry != ChartHeader::kNothing) return click_legend(entry, event.modifiers());
  if (const view::FaultSpan* const fault = chart_.flag_at(event.position()))
    return chart_.session().seek(seconds_of(fault->begin));
  if (!chart_.plot().adjusted(0, -12, 0, 20).contains(event.position())) return;
  pressed_ = event.position();
  grabbed_ = chart_.seconds_at(pressed_.x());
  drag_ = event.modifiers() & Qt::ShiftModifier                         ? Drag::pan
          : event.modifiers() & (Qt::AltModifier | Qt::ControlModifier) ? Drag::area
                                                                        : Drag::zoom;
}

void ChartInput::move(const QMouseEvent& event) {
  const QPointF at = event.position();
  if (drag_ == Drag::pan) {
    chart_.window().pan(grabbed_ - chart_.seconds_at(at.x()));
  } else if (drag_ != Drag::none && std::abs(at.x() - pressed_.x()) >= kLeastDrag) {
    const double a = chart_.snapped(pressed_.x());
    const double b = chart_.snapped(std::clamp(at.x(), chart_.plot().left(), chart_.plot().right()));
    chart_.set_area(TimeChart::Area{std::min(a, b), std::max(a, b)});
  } else {
    const int entry = chart_.header().entry_at(at);
    chart_.highlight(std::max(entry, -1));
  }
  if (chart_.plot().contains(at))
    chart_.window().set_cursor(chart_.snapped(at.x()));
  else
    chart_.window().clear_cursor();
}

void ChartInput::release(const QMouseEvent& event) {
  const Drag drag = std::exchange(drag_, Drag::none);
  if (drag == Drag::none || drag == Drag::pan) return;
  if (std::abs(event.position().x() - pressed_.x()) < kLeastDrag) {
    chart_.set_area({});
    if (event.modifiers() & Qt::ControlModifier) chart_.session().seek(chart_.snapped(pressed_.x()));
    return;
  }
  const std::optional<TimeChart::Area> area = chart_.area();
  if (!area) return;
  if (drag == Drag::area) {
    Q_EMIT chart_.area_chosen(area->from, area->until);
  } else {
    chart_.set_area({});
    chart_.window().show(area->from, area->until);
  }
}

void ChartInput::click_legend(int entry, Qt::KeyboardModifiers modifiers) {
  if (entry != ChartHeader::kMore) {
    if (modifiers & Qt::AltModifier)
      chart_.solo(entry);
    else
      chart_.set_hidden(entry, !chart_.lines()[static_cast<std::size_t>(entry)].hidden);
    return;
  }
  auto* const menu = new QMenu(&chart_);
  menu->setAccessibleName(TimeChart::tr("series of %1").arg(chart_.title()));
  menu->setAttribute(Qt::WA_DeleteOnClose);
  for (int i = 0; i < static_cast<int>(chart_.lines().size()); ++i) {
    const ChartLine& line = chart_.lines()[static_cast<std::size_t>(i)];
    QAction* const action = menu->addAction(line.name);
    action->setCheckable(true);
    action->setChecked(!line.hidden);
    QObject::connect(action, &QAction::toggled, &chart_, [this, i](bool on) { chart_.set_hidden(i, !on); });
  }
  menu->popup(chart_.mapToGlobal(chart_.header().more().bottomLeft().toPoint()));
}

void ChartInput::wheel(const QWheelEvent& event) {
  window_wheel(chart_.window(), event, chart_.seconds_at(event.position().x()));
}

// ---- keys

bool ChartInput::key(const QKeyEvent& event) {
  const Qt::KeyboardModifiers modifiers = event.modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier);
  if (modifiers == Qt::NoModifier && window_key(chart_.window(), event.key())) return true;
  return key_of_chart(event.key(), modifiers);
}

bool ChartInput::key_of_chart(int key, Qt::KeyboardModifiers modifiers) {
  const bool alt = modifiers == Qt::AltModifier;
  if ((alt || modifiers == Qt::NoModifier) && key >= Qt::Key_1 && key <= Qt::Key_9) {
    const int line = key - Qt::Key_1;
    if (line >= static_cast<int>(chart_.lines().size())) return false;
    click_legend(line, modifiers);
    return true;
  }
  if (alt && (key == Qt::Key_Left || key == Qt::Key_Right)) {
    move_cursor(key == Qt::Key_Left ? -8 : 8);
    return true;
  }
  if (modifiers != Qt::NoModifier) return false;
  if (key == Qt::Key_M) {
    ask_for_mark(&chart_, chart_.window(), chart_.read_at());
  } else if (key == Qt::Key_P) {
    Q_EMIT chart_.pin_wanted();
  } else if (key == Qt::Key_Y) {
    chart_.set_whole_peaks(!chart_.whole_peaks());
  } else if (key == Qt::Key_R) {
    choose_area();
  } else if (key == Qt::Key_Escape && (chart_.area() || area_begin_)) {
    area_begin_.reset();
    chart_.set_area({});
  } else {
    return false;
  }
  return true;
}

void ChartInput::move_cursor(double pixels) {
  const double x = chart_.x_of(chart_.read_at()) + pixels;
  chart_.window().set_cursor(chart_.seconds_at(std::clamp(x, chart_.plot().left(), chart_.plot().right())));
}

void ChartInput::choose_area() {
  const double at = chart_.read_at();
  if (!area_begin_) {
    area_begin_ = at;
    return;
  }
  const double from = std::min(*area_begin_, at);
  const double until = std::max(*area_begin_, at);
  area_begin_.reset();
  if (until <= from) return;
  chart_.set_area(TimeChart::Area{from, until});
  Q_EMIT chart_.area_chosen(from, until);
}

}  // namespace charts
