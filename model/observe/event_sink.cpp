#include "model/observe/event_sink.h"

#include <tuple>
#include <variant>

namespace kafka {

template <class Kind>
void Emitter::tell(sim::SimTime now, sim::HostId host, Kind what) const {
  const Event event{std::move(what)};
  for (EventSink* sink : sinks_) sink->on_event(now, host, event);
}

template <class... Kinds>
struct Emitter::Tellers<std::variant<Kinds...>> {
  static constexpr std::tuple kAll{&Emitter::tell<Kinds>...};
};
template struct Emitter::Tellers<Event>;

}  // namespace kafka
