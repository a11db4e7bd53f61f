#include "scenarios/engine/run/event_log.h"

#include <fmt/format.h>

#include "scenarios/engine/run/json_line.h"
#include "scenarios/engine/run/one_of.h"
#include "scenarios/engine/run/time_text.h"

namespace scenario {
namespace {

template <class E>
constexpr bool is_routine =
    one_of<E, kafka::RecordsAppended, kafka::HighWatermarkAdvanced, kafka::RequestCompleted, kafka::ConnectionOpened,
           kafka::MetadataUpdated, kafka::BatchSent, kafka::RecordsAcknowledged, kafka::RecordsDelivered,
           kafka::FollowerProgressed, kafka::AcksAllAnswered, kafka::PollProcessed, kafka::OffsetCommitted>;

struct KindOnly {
  std::string_view name;
  void kind(KindName k) { name = k.text; }
  template <class T>
  void field(std::string_view, const T&) {}
};

}  // namespace

void EventLog::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  const std::size_t kind = event.index();
  const bool routine = std::visit([](const auto& e) { return is_routine<std::decay_t<decltype(e)>>; }, event);
  if (seen_[kind]++ >= (routine ? limits_.routine : limits_.turning_points)) {
    if (left_out_[kind]++ == 0) {
      KindOnly name;
      std::visit([&](const auto& e) { describe(e, name); }, event);
      kinds_[kind] = name.name;
    }
    return;
  }
  write_(to_json_line(names_, now, host, event));
}

void EventLog::finish(sim::SimTime now) {
  std::string counts;
  for (std::size_t kind = 0; kind < kKinds; ++kind)
    if (left_out_[kind] > 0) counts += fmt::format(",\"{}\":{}", kinds_[kind], left_out_[kind]);
  if (!counts.empty()) write_(fmt::format("{{\"t\":{},\"event\":\"LeftOut\"{}}}\n", seconds_text(now), counts));
}

}  // namespace scenario
