#include "gui/bridge/time_window.h"

#include <algorithm>

namespace bridge {
namespace {

constexpr double kLeastSpan = 0.002;
/// Of a run longer than this the window shows so much at first, and follows.
constexpr double kFirstSpan = 300;
/// And a twentieth of one that is longer still, which is sampled seldom (see view::Grain).
constexpr double kFirstPart = 1.0 / 20;
/// What it has come to is to fill the window: it grows with the run up to that.
constexpr double kGrowing[] = {30, 60, 120, kFirstSpan};

double wider_than(double span) {
  const double* const next = std::upper_bound(std::begin(kGrowing), std::end(kGrowing), span);
  return next == std::end(kGrowing) ? 2 * span : *next;
}
constexpr std::size_t kMostRemembered = 100;

}  // namespace

void TimeWindow::reset(double whole) {
  whole_ = whole;
  now_ = 0;
  before_.clear();
  marks_.clear();
  cursor_ = std::numeric_limits<double>::quiet_NaN();
  follows_ = whole > 2 * kFirstSpan;
  grows_ = follows_;
  move(0, follows_ ? kGrowing[0] : whole);
  Q_EMIT cursor_changed();
}

void TimeWindow::show(double from, double until) {
  if (until - from < kLeastSpan || (from == from_ && until == until_)) return;
  grows_ = false;
  before_.emplace_back(from_, until_);
  if (before_.size() > kMostRemembered) before_.erase(before_.begin());
  look(from, until);
}

void TimeWindow::stretch(double from, double until) {
  if (until - from < kLeastSpan) return;
  grows_ = false;
  look(from, until);
}

void TimeWindow::zoom_at(double seconds, double factor) {
  const double from = std::max(0.0, seconds - (seconds - from_) * factor);
  const double until = std::min(whole_, seconds + (until_ - seconds) * factor);
  show(from, until);
}

void TimeWindow::pan(double seconds) {
  const double most = whole_ - until_;
  const double by = std::clamp(seconds, -from_, std::max(most, -from_));
  grows_ = grows_ && by == 0;
  if (by != 0) look(from_ + by, until_ + by);
}

void TimeWindow::back() {
  if (before_.empty()) return;
  const auto [from, until] = before_.back();
  before_.pop_back();
  look(from, until);
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
  follow(now_);
  Q_EMIT changed();
}

void TimeWindow::follow(double now) {
  now_ = now;
  if (!follows_) return;
  if (grows_) {
    const double widest = std::max(kFirstSpan, whole_ * kFirstPart);
    double fits = until_;
    while (fits < widest && now > 0.95 * fits) fits = std::min(wider_than(fits), widest);
    if (fits > until_) move(0, fits);
    grows_ = fits < widest;
  }
  const double width = span();
  if (now <= until_ - 0.05 * width && now >= from_) return;
  // There is nothing before the beginning, nor after the end.
  const double from = std::clamp(now - 0.9 * width, 0.0, std::max(0.0, whole_ - width));
  if (from != from_) move(from, from + width);
}

void TimeWindow::add_mark(double seconds, const QString& text) {
  marks_.push_back({seconds, text});
  Q_EMIT changed();
}

void TimeWindow::look(double from, double until) {
  // Following would take the window away again at the next step of the run.
  if (now_ < from || now_ > until) follows_ = false;
  move(from, until);
}

void TimeWindow::move(double from, double until) {
  from_ = from;
  until_ = until;
  Q_EMIT changed();
}

}  // namespace bridge
