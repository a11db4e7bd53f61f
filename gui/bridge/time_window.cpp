#include "gui/bridge/time_window.h"

#include <algorithm>

namespace bridge {
namespace {

constexpr double kLeastSpan = 0.002;
/// Of a run longer than this the window shows so much at first, and follows.
constexpr double kFirstSpan = 300;
constexpr std::size_t kMostRemembered = 100;

}  // namespace

void TimeWindow::reset(double whole) {
  whole_ = whole;
  before_.clear();
  marks_.clear();
  cursor_ = std::numeric_limits<double>::quiet_NaN();
  follows_ = whole > 2 * kFirstSpan;
  move(0, follows_ ? kFirstSpan : whole);
  Q_EMIT cursor_changed();
}

void TimeWindow::show(double from, double until) {
  if (until - from < kLeastSpan || (from == from_ && until == until_)) return;
  before_.emplace_back(from_, until_);
  if (before_.size() > kMostRemembered) before_.erase(before_.begin());
  move(from, until);
}

void TimeWindow::zoom_at(double seconds, double factor) {
  const double from = std::max(0.0, seconds - (seconds - from_) * factor);
  const double until = std::min(whole_, seconds + (until_ - seconds) * factor);
  show(from, until);
}

void TimeWindow::pan(double seconds) {
  const double most = whole_ - until_;
  const double by = std::clamp(seconds, -from_, std::max(most, -from_));
  if (by != 0) move(from_ + by, until_ + by);
}

void TimeWindow::back() {
  if (before_.empty()) return;
  const auto [from, until] = before_.back();
  before_.pop_back();
  move(from, until);
}

void TimeWindow::set_cursor(double seconds) {
  if (seconds == cursor_) return;
  cursor_ = seconds;
  Q_EMIT cursor_changed();
}

void TimeWindow::clear_cursor() {
  if (!has_cursor()) return;
  cursor_ = std::numeric_limits<double>::quiet_NaN();
  Q_EMIT cursor_changed();
}

void TimeWindow::set_follows(bool on) {
  follows_ = on;
  Q_EMIT changed();
}

void TimeWindow::follow(double now) {
  if (!follows_) return;
  const double width = span();
  if (now <= until_ - 0.05 * width && now >= from_) return;
  const double from = std::max(0.0, now - 0.9 * width);  // there is nothing before the beginning
  move(from, from + width);
}

void TimeWindow::add_mark(double seconds, const QString& text) {
  marks_.push_back({seconds, text});
  Q_EMIT changed();
}

void TimeWindow::move(double from, double until) {
  from_ = from;
  until_ = until;
  Q_EMIT changed();
}

}  // namespace bridge
