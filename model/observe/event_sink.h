#pragma once
/// Who watches, and how the model speaks to them.

#include <utility>
#include <vector>

#include "model/observe/event.h"
#include "sim/core/ids.h"
#include "sim/core/time.h"

namespace kafka {

/// Watches a run. Called in the order in which things happen; must not touch the model.
class EventSink {
 public:
  virtual ~EventSink() = default;
  /// `host`: the machine on which it happened (kNoHost for the cluster as a whole).
  virtual void on_event(sim::SimTime now, sim::HostId host, const Event& event) = 0;
};

inline constexpr sim::HostId kNoHost{-1};

/// Hands each event to every sink. With no sink attached an event is not even built.
class Emitter {
 public:
  void attach(EventSink& sink) { sinks_.push_back(&sink); }
  [[nodiscard]] bool anyone() const { return !sinks_.empty(); }

  /// emit(now, host, [&] { return RecordsAppended{...}; })
  template <class Make>
  void emit(sim::SimTime now, sim::HostId host, Make make) const {
    if (anyone()) tell(now, host, make());
  }

 private:
  /// Made in event_sink.cpp for each kind of event: to compile an Event's coming and going wherever something is
  /// emitted would take minutes.
  template <class Kind>
  void tell(sim::SimTime now, sim::HostId host, Kind what) const;
  template <class AnyKind>
  struct Tellers;

  std::vector<EventSink*> sinks_;  // not owned: sinks outlive the run
};

}  // namespace kafka
