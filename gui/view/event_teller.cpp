#include "gui/view/event_teller.h"

#include <type_traits>
#include <variant>

#include "scenarios/engine/run/event_fields.h"
#include "scenarios/engine/run/json_line.h"

namespace view {
namespace {

template <class E, class... Kinds>
constexpr bool one_of = (std::is_same_v<E, Kinds> || ...);

template <class E>
constexpr bool is_routine =
    one_of<E, kafka::RecordsAppended, kafka::HighWatermarkAdvanced, kafka::RequestCompleted, kafka::ConnectionOpened,
           kafka::MetadataUpdated, kafka::BatchSent, kafka::RecordsAcknowledged, kafka::RecordsDelivered,
           kafka::RecordsProcessed, kafka::FollowerProgressed, kafka::AcksAllAnswered, kafka::PollProcessed,
           kafka::OffsetCommitted, kafka::HeartbeatAnswered, kafka::ZooKeeperCommitted, kafka::WatchFired,
           kafka::LastStableOffsetAdvanced, kafka::RecordsTransformed>;

struct KindOnly {
  std::string_view name;
  void kind(scenario::KindName k) { name = k.text; }
  template <class T>
  void field(std::string_view, const T&) {}
};

}  // namespace

void EventTeller::on_event(sim::SimTime now, sim::HostId host, const kafka::Event& event) {
  ++number_;
  const bool routine = std::visit([](const auto& e) { return is_routine<std::decay_t<decltype(e)>>; }, event);
  if (!routine) last_turn_ = number_;
  if (number_ <= known_ || (routine && !routine_)) return;
  KindOnly kind;
  std::visit([&](const auto& e) { scenario::describe(e, kind); }, event);
  EventRow row;
  row.number = number_;
  row.time = now;
  row.name = kind.name;
  row.who = host == kafka::kNoHost ? "" : names_.host(host);
  row.text = std::string(kind.name);
  row.detail = scenario::to_json_line(names_, now, host, event);
  row.turn = !routine;
  rows_.push_back(std::move(row));
}

}  // namespace view
