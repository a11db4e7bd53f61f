#pragma once
/// events.jsonl: what happened, one line of JSON per event, as long as it is worth reading.
///
/// Two kinds of kinds. Turning points (leaders, ISR, brokers up and down, segments, assignments, positions, blocked,
/// failed and retried sends ...) are written up to `turning_points` of each kind. Routine (every append, high
/// watermark, request, batch, delivery, commit, follower's progress ...) is written up to `routine` of each kind:
/// enough to see how a run gets going. Whatever was left out is counted, and the last line tells:
/// {"t":...,"event":"LeftOut","RecordsAppended":17500,...}. A run that stays below the limits is written completely.

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <variant>

#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"

namespace scenario {

struct EventLogLimits {
  std::int64_t turning_points = 10'000;  ///< of each kind
  std::int64_t routine = 500;            ///< of each kind
};

class EventLog final : public kafka::EventSink {
 public:
  using Write = std::function<void(std::string_view line)>;

  EventLog(const Names& names, EventLogLimits limits, Write write)
      : names_(names), limits_(limits), write_(std::move(write)) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;
  /// Writes the last line if anything was left out. Call once.
  void finish(sim::SimTime now);

 private:
  static constexpr std::size_t kKinds = std::variant_size_v<kafka::Event>;

  const Names& names_;
  EventLogLimits limits_;
  Write write_;
  std::array<std::int64_t, kKinds> seen_{};
  std::array<std::int64_t, kKinds> left_out_{};
  std::array<std::string_view, kKinds> kinds_{};
};

}  // namespace scenario
