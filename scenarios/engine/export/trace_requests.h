#pragma once
/// Requests at brokers: a slice each, and within it where the time went, as Kafka's RequestMetrics divide it.

#include <optional>

#include "scenarios/engine/export/trace_canvas.h"

namespace scenario {

class TraceRequests {
 public:
  explicit TraceRequests(TraceCanvas& canvas) : canvas_(canvas) {}

  /// Its row, if it was drawn.
  std::optional<TraceTrack> completed(sim::SimTime now, sim::HostId host, const kafka::RequestCompleted& e);

 private:
  TraceCanvas& canvas_;
};

/// When its request handler was done with it: then a Produce request's batches were appended.
[[nodiscard]] inline sim::SimTime handled_at(sim::SimTime now, const kafka::RequestCompleted& e) {
  return now - e.response_send_time - e.response_queue_time - e.remote_time;
}

}  // namespace scenario
