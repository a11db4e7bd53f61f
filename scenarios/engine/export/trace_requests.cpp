#include "scenarios/engine/export/trace_requests.h"

#include <array>
#include <utility>

namespace scenario {
namespace {

std::string row_of(const kafka::RequestCompleted& e) {
  if (e.api == kafka::ApiKey::FETCH) return e.from_follower ? "FetchFollower" : "FetchConsumer";
  return std::string(name_of(e.api));
}

}  // namespace

std::optional<TraceTrack> TraceRequests::completed(sim::SimTime now, sim::HostId host,
                                                   const kafka::RequestCompleted& e) {
  if (now < sim::kTimeZero || !canvas_.budget.routine(now)) return std::nullopt;
  const std::array<std::pair<std::string_view, sim::Duration>, 5> phases{{{"request queue", e.request_queue_time},
                                                                          {"local", e.local_time},
                                                                          {"remote", e.remote_time},
                                                                          {"response queue", e.response_queue_time},
                                                                          {"response send", e.response_send_time}}};
  sim::SimTime from = handled_at(now, e) - e.local_time - e.request_queue_time;
  const std::string name = row_of(e);
  const TraceTrack track = canvas_.rows.lane_for(host, name, TraceCanvas::shown(from), now);
  const std::string error =
      e.error == kafka::ErrorCode::NONE ? "" : fmt::format(R"({{"error":{}}})", json_string(kafka::name_of(e.error)));
  canvas_.writer.complete(track, TraceCanvas::shown(from), now, name, error);
  for (const auto& [phase, time] : phases) {
    const sim::SimTime until = from + time;
    if (time > sim::Duration::zero() && until > sim::kTimeZero && canvas_.budget.routine(now))
      canvas_.writer.complete(track, TraceCanvas::shown(from), until, phase);
    from = until;
  }
  return track;
}

}  // namespace scenario
