#pragma once
/// Tells a run's events in words, each with what led to it.
///
/// Three kinds of events. Turns change something and are worth stopping at; of many alike with one cause, within 50 ms,
/// only the first is a turn. Others are told as well. Routine (every append, request, heartbeat ...) is told on demand
/// only, and so is what a client says again and again within a second. What came before time zero is never told.

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "gui/view/causes.h"
#include "gui/view/chunk.h"
#include "gui/view/stall_watch.h"
#include "model/observe/event_sink.h"

namespace view {

class EventTeller final : public kafka::EventSink {
 public:
  /// Both outlive it. Faults numbered from `first_by_hand` on were made by hand.
  EventTeller(const scenario::ScenarioSpec& spec, const scenario::Names& names, std::int32_t first_by_hand)
      : names_(names), causes_(spec, names, first_by_hand) {}

  void on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) override;

  /// Requests, appends, high watermarks and the like, too: they are most of what happens, and telling them costs.
  void tell_routine(bool on) { routine_ = on; }
  /// Events up to there are known already: they are only remembered as causes.
  void known_until(std::uint64_t number) { known_ = number; }
  std::vector<EventRow> take() { return std::exchange(rows_, {}); }
  /// The number of the last event that is a turn, told or not; 0: none yet.
  [[nodiscard]] std::uint64_t last_turn() const { return last_turn_; }
  /// Of all events so far those that are no routine, and commits of ZooKeeper: while it stands still, so do brokers,
  /// leaders and ISRs.
  [[nodiscard]] std::uint64_t news() const { return news_count_; }
  /// The event that has just happened, if it is told. nullptr: it is not.
  [[nodiscard]] const EventRow* last_row() const {
    return rows_.empty() || rows_.back().number != number_ ? nullptr : &rows_.back();
  }
  /// All events so far, told or not.
  [[nodiscard]] std::uint64_t events() const { return number_; }

 private:
  /// The number of the event that says it: this one, or the one within the last second that said the same.
  [[nodiscard]] std::uint64_t says(sim::SimTime now, sim::HostId host, const kafka::Event& event);
  /// The event at the head of the chain that `cause` ends; without a cause this one.
  [[nodiscard]] std::uint64_t root_of(std::uint64_t cause) const;
  [[nodiscard]] bool is_turn(sim::SimTime now, const kafka::Event& event, std::uint64_t root, bool stalls);
  void tell(sim::SimTime now, sim::HostId host, const kafka::Event& event, Reason reason, bool turn);
  void say_stall(EventRow& row, StallWatch::News news) const;

  const scenario::Names& names_;
  Causes causes_;
  StallWatch stalls_;
  StallWatch::News news_ = StallWatch::News::none;  // of the event that is being told
  bool routine_ = false;
  std::uint64_t number_ = 0;
  std::uint64_t news_count_ = 0;
  std::uint64_t boot_ = 0;  // the last one before time zero
  std::uint64_t known_ = 0;
  std::uint64_t last_turn_ = 0;
  std::map<std::pair<std::size_t, std::uint64_t>, sim::SimTime> turns_;  // by kind and root: the last alike
  std::map<std::uint64_t, std::uint64_t> roots_;                         // of all that were not routine
  // By kind, who, partition.
  std::map<std::tuple<std::size_t, std::int64_t, std::int64_t>, std::pair<sim::SimTime, std::uint64_t>> said_;
  std::vector<EventRow> rows_;
};

}  // namespace view
