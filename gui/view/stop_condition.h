#pragma once
/// Where a run is to stop: at a time, an event, the next event that matches, or when something becomes so.
///
///   66.2 | 1:06.2                      that time, in seconds or minutes
///   event 12345                        that event
///   urp > 0 and lag shop > 1000        looked at every 100 ms: it stops when it becomes so
///   broker-102 and kind = election     any other text: the filter language of the events (event_filter.h)
///
/// Quantities: urp (under-replicated), offline, under-min-isr, unclean, brokers (online), controllers, lag [GROUP],
/// lost, p99 (of produce requests, ms), bytes-in (per second), queue BROKER (requests).

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gui/view/chunk.h"
#include "gui/view/run_driver.h"

namespace view {

/// One of these is there.
struct StopCondition {
  std::optional<sim::SimTime> time;
  std::optional<std::uint64_t> event;
  std::function<bool(const EventRow&)> matches;
  std::function<bool(const Snapshot&)> holds;
};

/// `operators`: quantities are those of the metrics. nullopt: `problem` says what is wrong with the text.
std::optional<StopCondition> read_condition(std::string_view text, bool operators, std::string& problem);
/// "urp", "lag": what a condition may compare.
const std::vector<std::string_view>& condition_quantities();

/// Runs on until it is so. "", or that it was not so until the end of the run.
std::string run_until(RunDriver& driver, const StopCondition& condition, const RunDriver::GoOn& go_on = {});
/// To the next event that changes something, but not past `no_later`.
void run_to_turn(RunDriver& driver, sim::SimTime no_later, const RunDriver::GoOn& go_on = {});

}  // namespace view
