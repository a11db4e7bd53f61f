#pragma once
/// How far a run is, while it runs: a bar on a terminal, a plain line every few seconds elsewhere. Goes to stderr.

#include <chrono>
#include <cstdint>
#include <string>

#include "sim/core/time.h"

namespace cli {

class Progress {
 public:
  enum class Style { none, lines, bar };

  Progress(Style style, std::string name, sim::SimTime end);
  /// Removes the bar.
  ~Progress();
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;

  /// Shows where the run is, if it is time to.
  void show(sim::SimTime now, std::uint64_t events);
  /// Wall-clock seconds since the beginning.
  [[nodiscard]] double elapsed() const;

 private:
  using Clock = std::chrono::steady_clock;

  [[nodiscard]] std::string speeds(double simulated, double events, double seconds) const;
  void draw_bar(sim::SimTime now, const std::string& speeds);

  Style style_;
  std::string name_;
  sim::SimTime end_;
  Clock::time_point begin_ = Clock::now();
  Clock::time_point last_ = begin_;
  sim::SimTime last_now_;
  std::uint64_t last_events_ = 0;
  bool drawn_ = false;
};

/// "1.9 M", "350 k", "12"
std::string short_count(double n);

}  // namespace cli
