#pragma once
/// Writes Chrome's trace-event format (JSON array form), which ui.perfetto.dev and chrome://tracing read.
///
/// A process is a host, a thread a row of it on which slices are drawn. Slices of one row nest: whoever writes two that
/// overlap uses two rows. Times are microseconds with three decimals, exact. Streams: nothing is kept but a buffer.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "sim/core/time.h"

namespace scenario {

/// Where something is drawn: one row of one process.
struct TraceTrack {
  std::int32_t pid = 0;
  std::int32_t tid = 0;

  friend auto operator<=>(const TraceTrack&, const TraceTrack&) = default;
};

/// `args` are JSON objects; "" = none.
class TraceWriter {
 public:
  using Write = std::function<void(std::string_view text)>;

  explicit TraceWriter(Write write) : write_(std::move(write)) { buffer_ = "[\n"; }

  /// Processes are shown in the order of their pids, rows in the order of their tids.
  void name_process(std::int32_t pid, std::string_view name);
  void name_thread(TraceTrack track, std::string_view name);

  void begin(TraceTrack track, sim::SimTime at, std::string_view name, std::string_view args = "");
  /// Of the innermost slice that is open on this row.
  void end(TraceTrack track, sim::SimTime at, std::string_view args = "");
  void complete(TraceTrack track, sim::SimTime from, sim::SimTime until, std::string_view name,
                std::string_view args = "");
  void instant(TraceTrack track, sim::SimTime at, std::string_view name, std::string_view args = "");
  void counter(std::int32_t pid, sim::SimTime at, std::string_view name, std::int64_t value);
  /// An arrow between the slices that lie at `from` and at `to`. Write it behind them.
  void arrow(TraceTrack from, sim::SimTime left, TraceTrack to, sim::SimTime arrived, std::string_view name);

  /// Call once, at the end.
  void finish();
  [[nodiscard]] std::int64_t written() const { return written_; }

 private:
  void open(char phase, std::int32_t pid, std::int32_t tid);
  void at(sim::SimTime time) { micros("ts", time.time_since_epoch().count()); }
  void micros(std::string_view key, std::int64_t nanoseconds);
  void text(std::string_view key, std::string_view value);
  void args(std::string_view json);
  void close();

  Write write_;
  std::string buffer_;
  std::int64_t written_ = 0;
  std::int64_t arrows_ = 0;
};

}  // namespace scenario
