#pragma once
/// Tells a run's events in words, each with what led to it.

#include <cstdint>
#include <vector>

#include "gui/view/chunk.h"
#include "model/observe/event_sink.h"
#include "scenarios/engine/run/names.h"

namespace view {

class EventTeller final : public kafka::EventSink {
 public:
  /// `names` outlives it.
  explicit EventTeller(const scenario::Names& names) : names_(names) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Requests, appends, high watermarks and the like, too: they are most of what happens, and telling them costs.
  void tell_routine(bool on) { routine_ = on; }
  /// Events up to there are known already: they are only remembered as causes.
  void known_until(std::uint64_t number) { known_ = number; }
  std::vector<EventRow> take() { return std::exchange(rows_, {}); }
  /// The number of the last event that is a turn, told or not; 0: none yet.
  [[nodiscard]] std::uint64_t last_turn() const { return last_turn_; }
  /// All events so far, told or not.
  [[nodiscard]] std::uint64_t events() const { return number_; }

 private:
  const scenario::Names& names_;
  bool routine_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t known_ = 0;
  std::uint64_t last_turn_ = 0;
  std::vector<EventRow> rows_;
};

}  // namespace view
