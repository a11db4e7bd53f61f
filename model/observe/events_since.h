#pragma once
/// Hides the beginning of a run from a sink.

#include "model/observe/event_sink.h"

namespace kafka {

/// Hands on what happens at `from` or later: figures of a run leave out how its cluster came up.
class EventsSince final : public EventSink {
 public:
  explicit EventsSince(EventSink& sink, sim::SimTime from = sim::kTimeZero) : sink_(sink), from_(from) {}

  void on_event(sim::SimTime now, sim::HostId host, const Event& event) override {
    if (now >= from_) sink_.on_event(now, host, event);
  }

 private:
  EventSink& sink_;
  sim::SimTime from_;
};

}  // namespace kafka
