#include "cli/progress.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include <fmt/format.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "cli/span_text.h"
#include "scenarios/engine/run/quantities.h"

namespace cli {
namespace {

constexpr std::chrono::milliseconds kRedraw(100);
constexpr std::chrono::seconds kLineEvery(5);

int terminal_width() {
  winsize size{};
  return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

}  // namespace

std::string short_count(double n) {
  if (n >= 1e9) return fmt::format("{:.1f} G", n / 1e9);
  if (n >= 1e6) return fmt::format("{:.1f} M", n / 1e6);
  if (n >= 1e4) return fmt::format("{:.0f} k", n / 1e3);
  return n >= 1000 ? scenario::count_text(std::llround(n)) : fmt::format("{:.3g}", n);
}

Progress::Progress(Style style, std::string name, sim::SimTime end)
    : style_(style), name_(std::move(name)), end_(end) {}

Progress::~Progress() {
  if (drawn_) std::fputs("\r\033[K", stderr);
}

double Progress::elapsed() const { return std::chrono::duration<double>(Clock::now() - begin_).count(); }

std::string Progress::speeds(double simulated, double events, double seconds) const {
  return fmt::format("{} s/s, {} events/s", short_count(simulated / seconds), short_count(events / seconds));
}

void Progress::show(sim::SimTime now, std::uint64_t events) {
  if (style_ == Style::none) return;
  const Clock::time_point wall = Clock::now();
  if (wall - last_ < (style_ == Style::bar ? std::chrono::milliseconds(kRedraw) : kLineEvery)) return;
  const double seconds = std::chrono::duration<double>(wall - last_).count();
  const std::string text =
      speeds(sim::to_seconds(now - last_now_), static_cast<double>(events - last_events_), seconds);
  last_ = wall;
  last_now_ = now;
  last_events_ = events;
  if (style_ == Style::bar) {
    draw_bar(now, text);
  } else {
    fmt::print(stderr, "{}: {} of {} simulated  {}\n", name_, span_text(now - sim::kTimeZero),
               span_text(end_ - sim::kTimeZero), text);
  }
}

void Progress::draw_bar(sim::SimTime now, const std::string& speeds) {
  const double part = sim::to_seconds(now) / sim::to_seconds(end_);
  const std::string after = fmt::format("] {:3.0f} %  {} of {}  {}", part * 100, span_text(now - sim::kTimeZero),
                                        span_text(end_ - sim::kTimeZero), speeds);
  const std::string before = name_ + " [";
  const int room = terminal_width() - 1 - static_cast<int>(before.size() + after.size());
  const auto width = static_cast<std::size_t>(std::clamp(room, 0, 40));
  const auto full = std::min(width, static_cast<std::size_t>(part * static_cast<double>(width)));
  std::string line = before + std::string(full, '#') + std::string(width - full, '.') + after;
  line.resize(std::min(line.size(), static_cast<std::size_t>(std::max(terminal_width() - 1, 1))));
  fmt::print(stderr, "\r\033[K{}", line);
  std::fflush(stderr);
  drawn_ = true;
}

}  // namespace cli
